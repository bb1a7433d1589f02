"""An import takes every row of every file or none, once (contract ``billing.md``, Files)."""

from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import Engine, event, func, select

from dmedesk.assets.rules import AssetState, Condition
from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import FeeEdition, FeeRow, Product
from dmedesk.kit.findings import Severity
from dmedesk.members.rules import Setting
from dmedesk.members.tables import Member, Payer, Residence
from dmedesk.moving.queries import examine_folder
from dmedesk.papers.tables import Authorization, Prescription
from dmedesk.rentals.rules import Proof
from dmedesk.rentals.tables import Interruption, Rental, RentalUnit
from dmedesk.store.base import Base, all_tables
from dmedesk.store.tables import AuditAddition, AuditEdit, AuditEntry
from dmedesk.store.unit_of_work import reading
from tests.moving.shops import SOUND, take, write

RENTALS = SOUND["rentals.csv"]


def only(engine: Engine, table: type[Base], **values: object) -> Any:
    """The one record of a table with these values."""
    with reading(engine) as session:
        return session.scalars(select(table).filter_by(**values)).one()


def counts(engine: Engine) -> dict[str, int]:
    """How many rows every table has."""
    with reading(engine) as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in all_tables().sorted_tables
        }


def workbook(rows: list[list[object]]) -> bytes:
    """A workbook of one sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_everything_arrives(shop_engine: Engine, tmp_path: Path) -> None:
    intake = take(shop_engine, tmp_path / "in", SOUND)
    assert intake.taken
    assert not intake.changes_nothing
    member = only(shop_engine, Member, member_no="M1")
    stay = only(shop_engine, Residence, member_id=member.id)
    assert (stay.setting, stay.from_on, stay.until_on) == (
        Setting.NURSING_FACILITY,
        date(2026, 5, 1),
        None,
    )
    rental = only(shop_engine, Rental, rental_no="R1")
    asset = only(shop_engine, Asset, serial="SN-1")
    assert (rental.member_id, rental.asset_id) == (member.id, asset.id)
    assert (rental.started_on, rental.ended_on) == (date(2026, 1, 31), None)
    assert (rental.months_already_paid, rental.paid_already_cents) == (2, 21000)
    assert (rental.pa_required, rental.proof) == (True, Proof.SIGNED)
    away = only(shop_engine, Interruption, rental_id=rental.id)
    assert (away.from_on, away.until_on) == (date(2026, 4, 20), date(2026, 5, 6))
    paper = only(shop_engine, Authorization, pa_number="PA7")
    assert (paper.from_on, paper.until_on) == (date(2026, 1, 1), date(2027, 1, 1))
    assert only(shop_engine, Prescription).signed_on == date(2026, 1, 2)
    product = only(shop_engine, Product, product_no="BED")
    assert product.usual_rental_cents == 12000
    edition = only(shop_engine, FeeEdition)
    assert (edition.file_name, edition.row_count, len(edition.sha256)) == ("fees.csv", 2, 64)
    assert only(shop_engine, FeeRow, modifiers="KH RR").fee_cents == 10000


def test_importing_twice_changes_nothing_and_says_so(shop_engine: Engine, tmp_path: Path) -> None:
    take(shop_engine, tmp_path / "in", SOUND)
    before = counts(shop_engine)
    intake = take(shop_engine, tmp_path / "in", SOUND)
    assert intake.taken
    assert intake.changes_nothing
    assert "Nothing changed" in list(intake.lines())[-1]
    assert counts(shop_engine) == before
    assert sum(count.unchanged for count in intake.files.values()) == 18


def test_a_dry_run_writes_nothing(shop_engine: Engine, tmp_path: Path) -> None:
    before = counts(shop_engine)
    with reading(shop_engine) as session:
        intake = examine_folder(session, folder=write(tmp_path / "in", SOUND)).intake
    assert counts(shop_engine) == before
    assert (intake.dry_run, intake.taken, intake.refused) == (True, False, False)
    assert intake.files == take(shop_engine, tmp_path / "in", SOUND).files


def test_one_bad_row_keeps_every_file_out(shop_engine: Engine, tmp_path: Path) -> None:
    before = counts(shop_engine)
    bad = {"interruptions.csv": "rental_no,from_on,until_on\nR9,2026-01-01,2026-01-02\n"}
    intake = take(shop_engine, tmp_path / "in", {**SOUND, **bad})
    assert (intake.taken, intake.refused) == (False, True)
    assert counts(shop_engine) == before


def test_files_come_in_any_order_over_several_imports(shop_engine: Engine, tmp_path: Path) -> None:
    for names in (["products.csv", "members.csv"], ["assets.csv", "payers.csv"], ["rentals.csv"]):
        intake = take(shop_engine, tmp_path / "in", {name: SOUND[name] for name in names})
        assert intake.taken


def test_a_bom_crlf_quotes_and_further_columns_are_fine(
    shop_engine: Engine, tmp_path: Path
) -> None:
    text = (
        '\ufeff"Member No", LAST-NAME ,first_name,Notes,Address1\r\n'
        'M1,"Alda, Jr.",Rose,"says ""hi""","1 Main St, Apt 2"\r\n'
        "\r\n"
        " M2 ,Bloom,Jo\r\n"
    )
    intake = take(shop_engine, tmp_path / "in", {"Members.CSV": text})
    assert intake.findings == ()
    first, second = (
        only(shop_engine, Member, member_no="M1"),
        only(shop_engine, Member, member_no="M2"),
    )
    assert (first.last_name, first.address1) == ("Alda, Jr.", "1 Main St, Apt 2")
    assert second.address1 is None


def test_a_proof_has_arrived(shop_engine: Engine, tmp_path: Path) -> None:
    take(shop_engine, tmp_path / "in", SOUND)
    proven = RENTALS.replace("no,none,", "no,signed,02/11/2026")
    intake = take(shop_engine, tmp_path / "in", {"rentals.csv": proven})
    assert (intake.files["rentals.csv"].changed, intake.files["rentals.csv"].unchanged) == (1, 1)
    rental = only(shop_engine, Rental, rental_no="R2")
    assert (rental.proof, rental.proof_on) == (Proof.SIGNED, date(2026, 2, 11))
    edit = only(shop_engine, AuditEdit)
    assert (edit.table_name, edit.row_id) == ("rentals", rental.id)
    assert edit.old_values == {"proof": "none", "proof_on": None}
    assert edit.new_values == {"proof": "signed", "proof_on": "2026-02-11"}


def test_a_left_out_column_keeps_its_values_and_an_empty_cell_clears_them(
    shop_engine: Engine, tmp_path: Path
) -> None:
    head = "payer_code,name,regime"
    take(
        shop_engine,
        tmp_path / "in",
        {"payers.csv": f"{head},city,zip\nMH,MassHealth,masshealth,Quincy,02169\n"},
    )
    take(shop_engine, tmp_path / "in", {"payers.csv": f"{head}\nMH,Mass Health,masshealth\n"})
    payer = only(shop_engine, Payer)
    assert (payer.name, payer.city, payer.zip) == ("Mass Health", "Quincy", "02169")
    take(shop_engine, tmp_path / "in", {"payers.csv": f"{head},zip\nMH,MassHealth,masshealth,\n"})
    payer = only(shop_engine, Payer)
    assert (payer.city, payer.zip) == ("Quincy", None)


def test_an_import_is_one_entry_of_the_audit(shop_engine: Engine, tmp_path: Path) -> None:
    take(shop_engine, tmp_path / "in", SOUND)
    entry = only(shop_engine, AuditEntry)
    assert (entry.actor, entry.action) == ("kim", "import")
    added = only(shop_engine, AuditAddition, table_name="assets")
    assert (added.entry_id, added.row_count) == (entry.id, 3)
    assert added.last_id - added.first_id == 2


# --- workbooks -----------------------------------------------------------------------------------


def test_a_workbook_says_what_a_csv_says(shop_engine: Engine, tmp_path: Path) -> None:
    files: Mapping[str, str | bytes] = {
        "payers.csv": SOUND["payers.csv"],
        "practitioners.xlsx": workbook([["NPI", "last_name"], [1234567893, "Reed"]]),
        "members.xlsx": workbook(
            [
                ["member_no", "last_name", "first_name", "birth_date", "zip", "masshealth_id"],
                [1001, "Alda", "Rose", date(1940, 4, 5), 2134, 100200300400],
                [None, None, None, None, None, None],
                ["M2", "Bloom", "Jo", "04/06/1950", "02134-1234", None],
            ]
        ),
        "products.xlsx": workbook(
            [
                ["product_no", "hcpcs", "description", "usual_rental", "usual_purchase"],
                ["BED", "e0260", "Bed", 0.1 + 0.2, 1234.5],
            ]
        ),
        "assets.xlsx": workbook([["serial", "product_no", "cost"], [4711, "BED", 1e3]]),
        "rentals.xlsx": workbook(
            [
                ["rental_no", "member_no", "payer_code", "serial", "started_on", "pa_required"],
                [1, "1001", "MH", "4711", date(2026, 1, 31), True],
            ]
        ),
    }
    intake = take(shop_engine, tmp_path / "in", files)
    assert intake.findings == ()
    member = only(shop_engine, Member, member_no="1001")
    assert (member.zip, member.masshealth_id) == ("02134", "100200300400")
    assert member.birth_on == date(1940, 4, 5)
    product = only(shop_engine, Product)
    assert (product.usual_rental_cents, product.usual_purchase_cents) == (30, 123450)
    assert product.hcpcs == "E0260"
    asset = only(shop_engine, Asset)
    assert (asset.serial, asset.cost_cents) == ("4711", 100000)
    rental = only(shop_engine, Rental)
    assert (rental.rental_no, rental.pa_required) == ("1", True)
    assert take(shop_engine, tmp_path / "in", files).changes_nothing


def test_a_fault_in_a_workbook_has_its_row(shop_engine: Engine, tmp_path: Path) -> None:
    sheet = workbook([["npi", "last_name"], [None, None], [1234567893, None]])
    intake = take(shop_engine, tmp_path / "in", {"practitioners.xlsx": sheet})
    (finding,) = intake.findings
    assert (finding.file, finding.line, finding.column) == ("practitioners.xlsx", 3, "last_name")


def test_a_broken_workbook_is_a_finding(shop_engine: Engine, tmp_path: Path) -> None:
    intake = take(shop_engine, tmp_path / "in", {"payers.xlsx": b"PK\x03\x04 nothing"})
    assert [finding.code for finding in intake.findings] == ["unreadable_file"]


# --- the state of units --------------------------------------------------------------------------


def states(engine: Engine) -> dict[str, AssetState]:
    """The state of every unit."""
    with reading(engine) as session:
        return dict(session.execute(select(Asset.serial, Asset.state)).all())


def test_an_empty_state_is_ready_or_on_rent(shop_engine: Engine, tmp_path: Path) -> None:
    take(shop_engine, tmp_path / "in", SOUND)
    assert states(shop_engine) == {
        "SN-1": AssetState.ON_RENT,
        "SN-2": AssetState.READY,
        "SN-3": AssetState.READY,
    }
    assert only(shop_engine, Asset, serial="SN-3").condition is None
    assert only(shop_engine, Asset, serial="SN-2").condition is Condition.USED


def test_a_rental_that_comes_later_takes_its_unit(shop_engine: Engine, tmp_path: Path) -> None:
    without_rentals = {name: SOUND[name] for name in ("members.csv", "products.csv", "assets.csv")}
    take(shop_engine, tmp_path / "in", without_rentals)
    assert states(shop_engine)["SN-1"] is AssetState.READY
    take(shop_engine, tmp_path / "in", {"rentals.csv": RENTALS, "payers.csv": SOUND["payers.csv"]})
    assert states(shop_engine)["SN-1"] is AssetState.ON_RENT
    ended = RENTALS.replace("2026-01-31,,2", "2026-01-31,2026-08-01,2")
    take(shop_engine, tmp_path / "in", {"rentals.csv": ended})
    assert states(shop_engine)["SN-1"] is AssetState.READY


def test_a_state_that_is_written_has_the_last_word(shop_engine: Engine, tmp_path: Path) -> None:
    assets = "serial,product_no,state\nSN-1,BED,Loaned\nSN-2,BED,recalled\nSN-3,OXY,\n"
    take(shop_engine, tmp_path / "in", {**SOUND, "assets.csv": assets})
    expected = {
        "SN-1": AssetState.LOANED,
        "SN-2": AssetState.RECALLED,
        "SN-3": AssetState.READY,
    }
    assert states(shop_engine) == expected
    # A spreadsheet that keeps no states does not make a recalled unit ready.
    intake = take(shop_engine, tmp_path / "in", {"assets.csv": "serial,product_no\nSN-2,BED\n"})
    assert intake.changes_nothing
    assert states(shop_engine) == expected


# --- units that change hands ---------------------------------------------------------------------


def test_open_rentals_may_exchange_their_units(shop_engine: Engine, tmp_path: Path) -> None:
    head = "rental_no,member_no,payer_code,serial,started_on\n"
    first = f"{head}R1,M1,MH,SN-1,2026-02-01\nR2,M2,MC,SN-2,2026-02-01\n"
    take(shop_engine, tmp_path / "in", {**SOUND, "rentals.csv": first})
    second = f"{head}R1,M1,MH,SN-2,2026-02-01\nR2,M2,MC,SN-1,2026-02-01\n"
    intake = take(shop_engine, tmp_path / "in", {"rentals.csv": second})
    assert intake.findings == ()
    rental = only(shop_engine, Rental, rental_no="R1")
    assert rental.asset_id == only(shop_engine, Asset, serial="SN-2").id
    assert rental.ended_on is None


def test_a_unit_goes_on_to_a_new_rental(shop_engine: Engine, tmp_path: Path) -> None:
    take(shop_engine, tmp_path / "in", SOUND)
    moved = RENTALS.replace("2026-01-31,,2", "2026-01-31,2026-08-01,2")
    moved += "R3,M2,MC,SN-1,2026-08-01,,,,no,signed,2026-08-01\n"
    assert take(shop_engine, tmp_path / "in", {"rentals.csv": moved}).taken
    assert states(shop_engine)["SN-1"] is AssetState.ON_RENT


def test_units_by_dates_arrive(shop_engine: Engine, tmp_path: Path) -> None:
    units = "rental_no,serial,from_on,until_on\nR1,sn 3,2026-01-31,2026-03-10\nR1,SN1,3/11/2026,\n"
    assert take(shop_engine, tmp_path / "in", {**SOUND, "rental_units.csv": units}).taken
    first = only(shop_engine, RentalUnit, from_on=date(2026, 1, 31))
    assert first.until_on == date(2026, 3, 11)
    assert first.asset_id == only(shop_engine, Asset, serial="SN-3").id


# --- cost ----------------------------------------------------------------------------------------


@pytest.fixture
def statements(shop_engine: Engine) -> Iterator[list[str]]:
    """Every statement that reaches the database."""
    seen: list[str] = []

    def note(*told: Any) -> None:
        seen.append(told[2])

    event.listen(shop_engine, "before_cursor_execute", note)
    yield seen
    event.remove(shop_engine, "before_cursor_execute", note)


def many(count: int) -> dict[str, str]:
    """A shop of this many members, each with a unit on rent."""
    members = [f"M{n},Alda,Rose" for n in range(count)]
    assets = [f"SN{n},BED" for n in range(count)]
    rentals = [f"R{n},M{n},MH,SN{n},2026-01-15" for n in range(count)]
    return {
        "payers.csv": SOUND["payers.csv"],
        "products.csv": SOUND["products.csv"],
        "members.csv": "\n".join(["member_no,last_name,first_name", *members]),
        "assets.csv": "\n".join(["serial,product_no", *assets]),
        "rentals.csv": "\n".join(["rental_no,member_no,payer_code,serial,started_on", *rentals]),
    }


def test_the_number_of_statements_does_not_grow_with_the_rows(
    shop_engine: Engine, tmp_path: Path, statements: list[str]
) -> None:
    take(shop_engine, tmp_path / "in", many(2))
    few = len(statements)
    statements.clear()
    take(shop_engine, tmp_path / "in", many(300))
    assert len(statements) <= few + 2
    statements.clear()
    later = {name: text.replace("Alda", "Reed") for name, text in many(300).items()}
    assert take(shop_engine, tmp_path / "in", later).files["members.csv"].changed == 300
    assert len(statements) <= few + 2


def test_warnings_do_not_keep_rows_out(shop_engine: Engine, tmp_path: Path) -> None:
    doctors = "npi,last_name\n1234567890,Reed\n"
    intake = take(shop_engine, tmp_path / "in", {"practitioners.csv": doctors})
    assert intake.taken
    assert [finding.severity for finding in intake.findings] == [Severity.WARNING]
