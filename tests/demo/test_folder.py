"""The demo shop moves in like any other: its files are taken without a fault on any day."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dmedesk.catalog.actions import import_fees
from dmedesk.demo.folder import MEMBERS, write_demo_files, write_fee_file
from dmedesk.demo.rentals import RENTALS
from dmedesk.moving.actions import import_folder
from dmedesk.moving.queries import examine_folder
from dmedesk.store.engine import open_engine
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.demo.test_rentals import TODAYS

NOON = datetime(2026, 11, 22, 17, tzinfo=UTC)


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_its_files_have_no_fault_but_one_mistyped_npi(
    today: date, shop_template: Path, tmp_path: Path
) -> None:
    write_demo_files(tmp_path / "demo", today=today)
    engine = open_engine(shop_template)
    with reading(engine) as session:
        intake = examine_folder(session, folder=tmp_path / "demo").intake
    engine.dispose()
    assert [finding.code for finding in intake.findings] == ["npi_invalid"]
    added = {name: count.added for name, count in intake.files.items()}
    assert (added["members.csv"], added["rentals.csv"]) == (MEMBERS, RENTALS)


def test_it_moves_in_once_with_its_fees(shop_engine: Engine, tmp_path: Path) -> None:
    write_demo_files(tmp_path / "demo", today=TODAYS[0])
    from_on = write_fee_file(tmp_path / "fees.csv")
    with unit_of_work(shop_engine, actor="kim", action="demo", clock=lambda: NOON) as work:
        taken = import_fees(work, path=tmp_path / "fees.csv", from_on=from_on)
        intake = import_folder(work, folder=tmp_path / "demo")
    assert taken.is_taken
    assert intake.taken
    with reading(shop_engine) as session:
        assert examine_folder(session, folder=tmp_path / "demo").intake.changes_nothing
