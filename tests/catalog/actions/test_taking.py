"""``fees import``: whole editions of CMS, rows of our own, nothing twice (``billing.md``)."""

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from dmedesk.catalog.actions import take_fees, take_products
from dmedesk.catalog.queries.book import rate_book
from dmedesk.catalog.queries.stored import product_ids, stored_fees, stored_products
from dmedesk.catalog.rules.words import AreaChoice, EditionKind, FeeRegime, PaymentClass
from dmedesk.catalog.tables import CmsFee, CmsZip, FeeEdition, FeeRow
from dmedesk.kit.errors import Refused, WorldError
from dmedesk.store.tables import AuditAddition, AuditEdit, AuditEntry
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.catalog import excerpts
from tests.catalog.excerpts import write
from tests.catalog.rate_files import NOW, take

JANUARY, JULY, NEXT_YEAR = date(2025, 1, 1), date(2025, 7, 1), date(2026, 1, 1)
FEES = "hcpcs,modifiers,fee,from_on,until_on,payment_class\n"


def _fee(session: Session, regime: str, hcpcs: str, modifiers: str, on: date) -> object:
    found = rate_book(session).lookup(regime, hcpcs, on)
    return found.rows.get(modifiers, "no row") if found else "no row"


def _counts(engine: Engine) -> list[int]:
    with reading(engine) as session:
        return [
            session.scalar(select(func.count()).select_from(table)) or 0
            for table in (FeeEdition, CmsFee, CmsZip, FeeRow)
        ]


def test_an_edition_keeps_where_it_came_from(shop_engine: Engine, tmp_path: Path) -> None:
    answer = take(shop_engine, write(tmp_path, "dmepos.csv", excerpts.dmepos()), area="rural")
    assert answer.is_taken
    with reading(shop_engine) as session:
        edition = session.scalars(select(FeeEdition)).one()
    assert (edition.kind, edition.from_on) == (EditionKind.CMS_DMEPOS, JANUARY)
    assert (edition.state, edition.area) == ("MA", AreaChoice.RURAL)
    assert (edition.file_name, edition.row_count) == ("dmepos.csv", len(excerpts.DMEPOS_2025))
    assert len(edition.sha256) == 64
    assert "January 2025" in edition.source
    assert (edition.imported_at, edition.imported_by) == (NOW, "ann")


def test_a_bulk_import_is_in_the_audit_trail(shop_engine: Engine, tmp_path: Path) -> None:
    take(shop_engine, write(tmp_path, "zips.csv", excerpts.cba_zips()))
    with reading(shop_engine) as session:
        assert session.scalars(select(AuditEntry.action)).all() == ["import fees"]
        added = {one.table_name: one.row_count for one in session.scalars(select(AuditAddition))}
    assert added == {"cms_zips": 2, "fee_editions": 1}


@pytest.mark.parametrize(
    "text",
    [
        excerpts.dmepos(),
        excerpts.pen(),
        excerpts.former_cba(),
        excerpts.mail_order(),
        excerpts.cba_zips(),
        excerpts.rural_zips(),
        FEES + "E0601,RR,75.00,2026-01-01,,capped\n",
    ],
    ids=["dmepos", "pen", "former-cba", "mail-order", "cba-zips", "rural-zips", "fees"],
)
def test_the_same_file_twice_changes_nothing_and_says_so(
    shop_engine: Engine, tmp_path: Path, text: str
) -> None:
    path = write(tmp_path, "file.csv", text)
    assert take(shop_engine, path).is_taken
    before = _counts(shop_engine)
    again = take(shop_engine, path)
    assert not again.is_taken
    assert "nothing changed" in again.lines()[0]
    assert _counts(shop_engine) == before


def test_a_file_with_a_fault_changes_nothing(shop_engine: Engine, tmp_path: Path) -> None:
    path = write(tmp_path, "file.csv", excerpts.dmepos().replace("49.55", "49,55"))
    with pytest.raises(Refused):
        take(shop_engine, path)
    assert _counts(shop_engine) == [0, 0, 0, 0]


def test_a_file_that_cannot_be_read_is_the_worlds_failure(
    shop_engine: Engine, tmp_path: Path
) -> None:
    with pytest.raises(WorldError, match="cannot be read"):
        take(shop_engine, tmp_path / "none.csv")


def test_a_file_without_a_day_needs_one(shop_engine: Engine, tmp_path: Path) -> None:
    text = excerpts.dmepos(excerpts.DMEPOS_2026_RESAVED, title="")
    path = write(tmp_path, "DMEPOS26_JAN.csv", text)
    with pytest.raises(Refused, match="--from"):
        take(shop_engine, path)
    assert take(shop_engine, path, from_on=NEXT_YEAR).from_on == NEXT_YEAR


def test_old_months_keep_their_old_fees(shop_engine: Engine, tmp_path: Path) -> None:
    resaved = excerpts.dmepos(excerpts.DMEPOS_2026_RESAVED, title="")
    take(shop_engine, write(tmp_path, "2025.csv", excerpts.dmepos()))
    answer = take(shop_engine, write(tmp_path, "2026.csv", resaved), from_on=NEXT_YEAR)
    assert answer.as_json()["changes"] == {"added": 2, "removed": 7, "changed": 1}
    with reading(shop_engine) as session:
        assert _fee(session, "medicare", "E0601", "RR", date(2025, 12, 31)) == 4955
        assert _fee(session, "medicare", "E0601", "RR", NEXT_YEAR) == 5089
        assert _fee(session, "medicare", "E1390", "RR", date(2025, 12, 31)) == 9691
        assert _fee(session, "medicare", "E1390", "RR", NEXT_YEAR) == "no row"


def test_an_earlier_file_taken_later_serves_the_earlier_days(
    shop_engine: Engine, tmp_path: Path
) -> None:
    resaved = excerpts.dmepos(excerpts.DMEPOS_2026_RESAVED, title="")
    take(shop_engine, write(tmp_path, "2026.csv", resaved), from_on=NEXT_YEAR)
    take(shop_engine, write(tmp_path, "2025.csv", excerpts.dmepos()))
    with reading(shop_engine) as session:
        assert _fee(session, "medicare", "E0601", "RR", JULY) == 4955
        assert _fee(session, "medicare", "E0601", "RR", NEXT_YEAR) == 5089


def test_a_correction_of_the_same_day_counts_and_the_first_stays_as_history(
    shop_engine: Engine, tmp_path: Path
) -> None:
    first = write(tmp_path, "first.csv", excerpts.dmepos())
    take(shop_engine, first)
    corrected = excerpts.dmepos().replace("49.55", "48.00")
    answer = take(shop_engine, write(tmp_path, "corrected.csv", corrected))
    assert answer.comparison.differences[0].old == "49.55"
    assert len(answer.comparison.differences) == 1
    with reading(shop_engine) as session:
        assert _fee(session, "medicare", "E0601", "RR", JULY) == 4800
    assert _counts(shop_engine)[0] == 2
    assert take(shop_engine, first).is_taken
    with reading(shop_engine) as session:
        assert _fee(session, "medicare", "E0601", "RR", JULY) == 4955


def test_another_area_of_the_same_file_is_another_edition(
    shop_engine: Engine, tmp_path: Path
) -> None:
    path = write(tmp_path, "dmepos.csv", excerpts.dmepos())
    take(shop_engine, path)
    answer = take(shop_engine, path, area="rural")
    assert answer.is_taken
    changed = {one.subject[:2]: (one.old, one.new) for one in answer.comparison.differences}
    assert changed["E0601", "RR"] == ("49.55", "86.04")
    assert ("A4253", "NU") not in changed


def test_our_own_rows_are_entered_and_changed_with_their_history(
    shop_engine: Engine, tmp_path: Path
) -> None:
    first = FEES + "E0601,RR,75.00,2026-01-01,,capped\nE0260,NU,I.C.,2026-01-01,,\n"
    take(shop_engine, write(tmp_path, "fees.csv", first))
    second = first.replace("75.00", "80.00") + "E0601,RR,90.00,2026-07-01,,capped\n"
    answer = take(shop_engine, write(tmp_path, "fees.csv", second))
    told = [(one.subject[0], one.old, one.new) for one in answer.comparison.differences]
    assert told == [("E0601", "75.00", "80.00"), ("E0601", "75.00", "90.00")]
    with reading(shop_engine) as session:
        assert _fee(session, "masshealth", "E0601", "RR", date(2026, 6, 30)) == 8000
        assert _fee(session, "masshealth", "E0601", "RR", date(2026, 7, 1)) == 9000
        assert _fee(session, "masshealth", "E0260", "NU", date(2026, 7, 1)) == "I.C."
        edits = session.scalars(select(AuditEdit).where(AuditEdit.table_name == "fee_rows")).all()
    (edit,) = edits
    assert (edit.old_values["fee_cents"], edit.new_values["fee_cents"]) == (7500, 8000)


def test_columns_that_a_file_does_not_have_stay_as_they_are(
    shop_engine: Engine, tmp_path: Path
) -> None:
    take(shop_engine, write(tmp_path, "a.csv", FEES + "E0601,RR,75.00,2026-01-01,,capped\n"))
    short = "hcpcs,modifiers,fee,from_on\nE0601,RR,76.00,2026-01-01\n"
    take(shop_engine, write(tmp_path, "b.csv", short))
    with reading(shop_engine) as session:
        (row,) = stored_fees(session)
    assert (row.values["fee"], row.values["payment_class"]) == (7600, PaymentClass.CAPPED)


def test_our_own_rows_take_no_first_day(shop_engine: Engine, tmp_path: Path) -> None:
    path = write(tmp_path, "fees.csv", FEES + "E0601,RR,75.00,2026-01-01,,capped\n")
    with pytest.raises(Refused, match="Leave In force from empty"):
        take(shop_engine, path, from_on=JANUARY)


def test_a_workbook_of_our_own_rows(shop_engine: Engine, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["hcpcs", "modifiers", "fee", "from_on", "regime"])
    sheet.append(["E0601", "RR KH", 97.6, date(2026, 1, 1), "medicare"])
    sheet.append(["E0601", "NU", "I.C.", "01/01/2026", None])
    content = io.BytesIO()
    book.save(content)
    path = tmp_path / "fees.xlsx"
    path.write_bytes(content.getvalue())
    take(shop_engine, path)
    with reading(shop_engine) as session:
        assert _fee(session, "medicare", "E0601", "KH RR", NEXT_YEAR) == 9760
        assert _fee(session, "masshealth", "E0601", "NU", NEXT_YEAR) == "I.C."


@pytest.mark.parametrize(
    ("file_format", "text", "code"),
    [
        ("dmedesk", excerpts.mail_order(), "missing_column"),
        ("cms-dmepos", FEES + "E0601,RR,75.00,2026-01-01,,\n", "unknown_layout"),
        (None, "serial,lot\nS1,L1\n", "unknown_layout"),
        (None, "hcpcs,fee\nE0601,75.00\n", "missing_column"),
    ],
)
def test_a_file_of_another_shape_is_refused(
    shop_engine: Engine, tmp_path: Path, file_format: str | None, text: str, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        take(shop_engine, write(tmp_path, "file.csv", text), file_format=file_format)
    assert code in {one.code for one in refusal.value.findings}


def test_products_are_entered_and_changed(shop_engine: Engine) -> None:
    values = {"product_no": "P1", "hcpcs": "E0601", "description": "CPAP", "usual_rental": 10000}
    with unit_of_work(shop_engine, actor="ann", action="import") as work:
        take_products(work, added=[values], changed={})
    with unit_of_work(shop_engine, actor="ann", action="import") as work:
        known = product_ids(work.session)["P1"]
        take_products(work, added=[], changed={known: {"usual_rental": 11000}})
    with reading(shop_engine) as session:
        (row,) = stored_products(session)
    assert (row.values["product_no"], row.values["usual_rental"]) == ("P1", 11000)


def test_fee_rows_of_a_folder_are_an_edition_too(shop_engine: Engine) -> None:
    values = {"hcpcs": "E0601", "modifiers": "RR", "fee": 0, "from_on": NEXT_YEAR}
    with unit_of_work(shop_engine, actor="ann", action="import") as work:
        take_fees(work, added=[values], changed={}, sha256="ab")
        take_fees(work, added=[], changed={})
    with reading(shop_engine) as session:
        edition = session.scalars(select(FeeEdition)).one()
        row = session.scalars(select(FeeRow)).one()
    assert (edition.kind, edition.sha256, edition.row_count) == (EditionKind.DMEDESK, "ab", 1)
    assert (row.edition_id, row.regime, row.fee_cents) == (
        edition.id,
        FeeRegime.MASSHEALTH,
        0,
    )
