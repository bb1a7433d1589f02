"""What was posted comes back as its files have it (docs/formats/billing.md, what was posted)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, update

from dmedesk.billing import files
from dmedesk.billing.queries.stored import (
    every_stored_paper,
    invoice_ids,
    paper_faults,
    run_ids,
    stored_credits,
    stored_held,
    stored_invoice_lines,
    stored_invoices,
    stored_paper_hashes,
    stored_runs,
)
from dmedesk.billing.tables import InvoiceDocument
from dmedesk.kit.records import RecordFile
from dmedesk.kit.stored import StoredRow
from dmedesk.store.engine import writing
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop

STORED: dict[str, tuple[RecordFile, Callable[..., list[StoredRow]]]] = {
    "runs": (files.RUNS, stored_runs),
    "invoices": (files.INVOICES, stored_invoices),
    "invoice_lines": (files.INVOICE_LINES, stored_invoice_lines),
    "credits": (files.CREDITS, stored_credits),
    "held": (files.HELD, stored_held),
    "papers": (files.PAPERS, stored_paper_hashes),
}


@pytest.fixture
def shop(shop_engine: Engine, tmp_path: Path) -> MonthShop:
    """October posted, taken back, and posted again: a line with a PA, a held month, a paper."""
    shop = MonthShop(shop_engine).found()
    shop.rent("R1", pa_required=True)
    shop.rent("R2", member_no="M2", proven_on=None)
    shop.authorize("M1", "E0260", "PA1", 1)
    shop.post("2026-10")
    shop.undo("2026-10")
    shop.post("2026-10", out=tmp_path / "out")
    return shop


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """The statements that the database is given meanwhile."""
    given: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        given.append(statement)

    event.listen(engine, "before_cursor_execute", listen)
    yield given
    event.remove(engine, "before_cursor_execute", listen)


@pytest.mark.parametrize("name", STORED)
def test_the_columns_are_those_of_the_file_in_few_statements(shop: MonthShop, name: str) -> None:
    file, stored = STORED[name]
    with statements(shop.engine) as given, reading(shop.engine) as session:
        rows = stored(session)
    assert rows
    assert all(row.values.keys() == {column.name for column in file.columns} for row in rows)
    assert len([one for one in given if one.lstrip().startswith("SELECT")]) <= 2


def test_a_month_billed_twice_has_two_rounds_and_its_authorization(shop: MonthShop) -> None:
    with reading(shop.engine) as session:
        lines = [row.values for row in stored_invoice_lines(session)]
        (credit,) = stored_credits(session)
        runs = [row.values["run"] for row in stored_runs(session)]
        held = [(row.values["run"], row.values["rental_no"]) for row in stored_held(session)]
    assert [(line["round"], line["pa_number"], line["rental_month"]) for line in lines] == [
        (1, "PA1", 4),
        (2, "PA1", 4),
    ]
    assert (credit.values["credit_no"], credit.values["invoice_no"]) == ("INV-000002", "INV-000001")
    assert (runs, held) == ([1, 2], [(1, "R2"), (2, "R2")])


def test_papers_come_with_their_numbers(shop: MonthShop) -> None:
    with reading(shop.engine) as session:
        (paper,) = every_stored_paper(session)
        assert paper.invoice_no == "INV-000003"
        assert list(run_ids(session)) == [1, 2]
        assert list(invoice_ids(session)) == ["INV-000001", "INV-000003"]


def test_a_stored_paper_that_changed_is_found(shop: MonthShop) -> None:
    with reading(shop.engine) as session:
        assert list(paper_faults(session)) == []
    with writing(shop.engine).begin() as connection:
        connection.execute(update(InvoiceDocument).values(content=b"%PDF another"))
    with reading(shop.engine) as session:
        (found,) = paper_faults(session)
    assert (found.code, found.subject) == ("paper_damaged", "INV-000003")
