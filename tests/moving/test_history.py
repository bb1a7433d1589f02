"""What was posted moves in whole, once, and only where nothing contradicts it."""

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeAlias

import pytest
from sqlalchemy import Engine, event

from dmedesk.assets.actions.counting import begin_count, scan_in_count
from dmedesk.assets.actions.maintaining import read_hours
from dmedesk.billing.tables import Invoice
from dmedesk.moving.history import FACTS
from dmedesk.moving.intake import ImportRefused, Intake
from dmedesk.moving.kinds import KINDS, PAID, POSTED, RATE_BOOK
from dmedesk.moving.queries import examine_folder
from dmedesk.shop.actions.policies import say_policy
from dmedesk.shop.tables import Company, NumberSeries
from dmedesk.store.base import all_tables
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import MonthShop, clock
from tests.flows.round_trip import export_shop, import_shop, new_engine

Row: TypeAlias = dict[str, str]


@pytest.fixture
def here(shop_engine: Engine) -> MonthShop:
    """September posted, taken back and posted again; October posted, a month of it held."""
    shop = MonthShop(shop_engine).found()
    shop.rent("R1", pa_required=True)
    shop.rent("R2", member_no="M2", proven_on=None)
    shop.authorize("M1", "E0260", "PA1", 9)
    shop.post("2026-09")
    shop.undo("2026-09")
    shop.post("2026-09")
    shop.post("2026-10")
    shop.make_some_papers("2026-10")
    return shop


@pytest.fixture
def folder(here: MonthShop, tmp_path: Path) -> Path:
    """The export of that shop."""
    export_shop(here.engine, tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[MonthShop]:
    """A new shop."""
    engine = new_engine(tmp_path / "elsewhere.dmedesk")
    yield MonthShop(engine)
    engine.dispose()


def rows_of(folder: Path, name: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO((folder / f"{name}.csv").read_text())))


def change(folder: Path, name: str, edit: Callable[[list[Row]], object]) -> None:
    """Edit the rows of a file; one who edits answers nothing, or the rows that are left."""
    rows = rows_of(folder, name)
    header = list(rows[0])
    left = edit(rows)
    stream = io.StringIO()
    writer = csv.DictWriter(stream, header)
    writer.writeheader()
    writer.writerows(left if isinstance(left, list) else rows)
    (folder / f"{name}.csv").write_text(stream.getvalue())


def setting(number: int, **values: str) -> Callable[[list[Row]], object]:
    """An edit of one row."""
    return lambda rows: rows[number].update(values)


def without(number: int) -> Callable[[list[Row]], object]:
    """An edit that leaves one row out."""
    return lambda rows: rows[:number] + rows[number + 1 :]


def refused(shop: MonthShop, folder: Path) -> set[tuple[str, str, str]]:
    """File, column and code of everything that keeps the folder out."""
    with pytest.raises(ImportRefused) as caught:
        import_shop(shop.engine, folder)
    found = caught.value.intake.findings
    return {(one.file, one.column, one.code) for one in found if one.code != "npi_invalid"}


EDITS: list[tuple[str, Callable[[list[Row]], object], str]] = [
    ("invoice_lines", setting(0, amount="1.00"), "invoices.csv total history_incomplete"),
    ("invoice_lines", without(2), "invoices.csv total history_incomplete"),
    (
        "invoice_lines",
        setting(0, pa_number="PA7"),
        "invoice_lines.csv pa_number history_incomplete",
    ),
    ("invoice_lines", setting(0, serial="S-77"), "invoice_lines.csv serial history_incomplete"),
    ("credits", without(0), "invoice_lines.csv round history_incomplete"),
    ("credits", setting(0, credit_no="INV-000008"), "invoices.csv invoice_no history_incomplete"),
    ("invoices", setting(0, invoice_no="INV-9"), "invoice_lines.csv invoice_no unknown_invoice"),
    ("numbering", setting(0, next_number="9"), "numbering.csv next_number history_incomplete"),
    ("numbering", without(0), "invoices.csv next_number history_incomplete"),
    ("runs", without(0), "invoices.csv run unknown_run"),
    ("runs", setting(2, run="4"), "runs.csv run history_incomplete"),
    ("held", setting(0, run="7"), "held.csv run unknown_run"),
    ("papers", setting(0, sha256="0" * 64), "papers.csv sha256 paper_missing"),
    (
        "invoice_lines",
        setting(1, rental_month="4"),
        "invoice_lines.csv rental_month posted_line_contradicted",
    ),
    (
        "rentals",
        setting(0, started_on="2026-07-06"),
        "invoice_lines.csv from_on posted_line_contradicted",
    ),
    (
        "rentals",
        setting(0, payer_code="MC"),
        "invoice_lines.csv invoice_no posted_line_contradicted",
    ),
]


@pytest.mark.parametrize(("name", "edit", "expected"), EDITS, ids=range(len(EDITS)))
def test_a_history_that_does_not_fit_is_refused_whole(
    elsewhere: MonthShop,
    folder: Path,
    name: str,
    edit: Callable[[list[Row]], object],
    expected: str,
) -> None:
    change(folder, name, edit)
    assert tuple(expected.split()) in refused(elsewhere, folder)
    assert elsewhere.rows(Invoice) == []


@pytest.mark.parametrize("name", ["held", "credits", "papers", "cms_fees"])
def test_what_belongs_together_moves_in_together(
    elsewhere: MonthShop, folder: Path, name: str
) -> None:
    (folder / f"{name}.csv").unlink()
    assert (f"{name}.csv", "", "file_missing") in refused(elsewhere, folder)


def test_every_row_that_disagrees_with_what_is_posted_here_is_refused(
    here: MonthShop, folder: Path
) -> None:
    change(folder, "invoice_lines", setting(0, amount="1.00"))
    change(folder, "credits", setting(0, credited_by="eve"))
    change(folder, "fee_editions", setting(0, source="elsewhere"))
    assert refused(here, folder) == {
        ("invoice_lines.csv", "amount", "posted_otherwise"),
        ("credits.csv", "credited_by", "posted_otherwise"),
        ("fee_editions.csv", "source", "published_otherwise"),
    }


def test_a_shop_that_has_posted_takes_no_posting_of_another(
    here: MonthShop, elsewhere: MonthShop, folder: Path
) -> None:
    import_shop(elsewhere.engine, folder)
    elsewhere.undo("2026-10")
    export_shop(elsewhere.engine, folder.with_name("theirs"))
    assert refused(here, folder.with_name("theirs")) == {
        ("credits.csv", "credit_no", "not_posted_here"),
        ("numbering.csv", "next_number", "numbers_were_given"),
    }


def test_an_earlier_export_of_the_same_shop_takes_no_number_back(
    here: MonthShop, folder: Path
) -> None:
    here.post("2026-11")
    assert refused(here, folder) == {("numbering.csv", "next_number", "numbers_were_given")}
    (folder / "numbering.csv").unlink()
    assert import_shop(here.engine, folder).changes_nothing


def test_the_letterhead_of_the_founding_gives_way_to_the_one_that_was_in_force(
    elsewhere: MonthShop, folder: Path
) -> None:
    assert [row.name for row in elsewhere.rows(Company)] == ["Somewhere Else"]
    import_shop(elsewhere.engine, folder)
    assert [(row.name, row.from_on.isoformat()) for row in elsewhere.rows(Company)] == [
        ("Example Medical", "2020-01-01")
    ]
    assert [row.next_number for row in elsewhere.rows(NumberSeries)] == [5]


@pytest.mark.parametrize(
    ("company", "names"),
    [
        ("from_on,name\n2027-01-01,Later\n", ["Later", "Somewhere Else"]),
        ("from_on,name,city\n2026-11-03,Moved,Quincy\n", ["Moved"]),
    ],
)
def test_a_letterhead_of_a_later_day_is_one_more(
    elsewhere: MonthShop, tmp_path: Path, company: str, names: list[str]
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "company.csv").write_text(company)
    import_shop(elsewhere.engine, tmp_path / "in")
    assert sorted(row.name for row in elsewhere.rows(Company)) == names


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    given: list[str] = []

    def listen(*arguments: object) -> None:
        given.append(str(arguments[2]))

    event.listen(engine, "before_cursor_execute", listen)
    yield given
    event.remove(engine, "before_cursor_execute", listen)


def examined(shop: MonthShop, folder: Path) -> tuple[Intake, int]:
    with statements(shop.engine) as given, reading(shop.engine) as session:
        intake = examine_folder(session, folder=folder).intake
    return intake, len(given)


def test_statements_do_not_grow_with_what_was_posted(here: MonthShop, folder: Path) -> None:
    counts = []
    for number, month in enumerate(("2026-11", "2026-12"), start=3):
        here.rent(f"R{number}", member_no="M10", started_on="2026-11-01")
        here.post(month)
        with statements(here.engine) as written:
            export_shop(here.engine, folder)
        intake, read = examined(here, folder)
        assert intake.changes_nothing
        engine = new_engine(folder.with_name(f"{month}.dmedesk"))
        with statements(engine) as taken:
            import_shop(engine, folder)
        engine.dispose()
        counts.append((len(written), read, len(taken)))
    assert counts[0] == counts[1]


def test_a_policy_that_was_said_is_not_said_otherwise(here: MonthShop, folder: Path) -> None:
    with unit_of_work(here.engine, actor="ana", action="say_policy", clock=clock) as work:
        day = date(2026, 7, 1)
        say_policy(work, key="idle_minutes", value="15", from_on=day, why="Asked")
    export_shop(here.engine, folder)
    assert import_shop(here.engine, folder).changes_nothing
    change(folder, "policies", setting(0, value="20"))
    assert refused(here, folder) == {("policies.csv", "value", "said_otherwise")}


def test_what_was_counted_or_maintained_is_not_told_otherwise(
    here: MonthShop, folder: Path
) -> None:
    day = date(2026, 7, 1)
    with unit_of_work(here.engine, actor="ana", action="count", clock=clock) as work:
        count_id = begin_count(work, place_id=None, begun_on=day)
        scan_in_count(work, count_id=count_id, scanned="ZZ-9", scanned_on=day)
        read_hours(work, asset_id=1, hours=50, read_on=day, today=day)
    export_shop(here.engine, folder)
    assert import_shop(here.engine, folder).changes_nothing
    change(folder, "count_facts", setting(0, scanned="ZZ-8"))
    change(folder, "maintenance", setting(0, hours="49"))
    assert refused(here, folder) == {
        ("count_facts.csv", "scanned", "said_otherwise"),
        ("maintenance.csv", "hours", "said_otherwise"),
    }


def test_no_row_of_a_table_without_versions_is_changed_by_a_file() -> None:
    """But the lines of a slip, which follow it; attached files are told by their own check."""
    told = {*FACTS, "paper_texts", "policies", *RATE_BOOK, *POSTED, *PAID}
    tables = all_tables().tables
    unversioned = {name for name in KINDS if name in tables and "row_version" not in tables[name].c}
    assert unversioned - told == {"ticket_lines", "attachments"}
