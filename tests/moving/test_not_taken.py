"""Who pays, in a table of members: said not to be taken, with the way that takes it."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from dmedesk.kit.findings import Severity
from dmedesk.kit.records import RecordFile
from dmedesk.members.tables import Coverage
from dmedesk.moving import synonyms
from dmedesk.moving.actions.planned import import_plan
from dmedesk.moving.headers import Source, match
from dmedesk.moving.kinds import FILES
from dmedesk.moving.not_taken import payers_not_taken
from dmedesk.moving.plan import ImportPlan
from dmedesk.moving.queries.planned import examine_plan
from dmedesk.moving.workbooks import Sheet, first_plan, read_files
from dmedesk.store.unit_of_work import reading
from tests.moving.shops import take, working

GUESSED: dict[str, RecordFile] = {name: FILES[name] for name in synonyms.KINDS}
PAYERS = {"payers.csv": "payer_code,name,regime\nMH,MassHealth,masshealth\n"}


def _write(folder: Path, payer: str) -> Path:
    path = folder / "Patients.csv"
    path.write_text(
        f"Patient ID,Last Name,First Name,DOB,{payer}\n"
        "P1,Alda,Rose,1940-02-29,MassHealth\n"
        "P2,Woods,Ida,1950-01-02,MassHealth\n",
        encoding="utf-8",
    )
    return path


def _planned(path: Path) -> tuple[list[Sheet], ImportPlan]:
    sheets = read_files([path])
    return sheets, first_plan(sheets, kinds=GUESSED, paths=[path])


@pytest.mark.parametrize("header", ["Insurance", "Primary Insurance", "Payer", "Payor", "Plan"])
def test_a_column_of_payers_is_said_not_to_be_taken(header: str, tmp_path: Path) -> None:
    sheets, plan = _planned(_write(tmp_path, header))
    assert [one.kind for one in plan.sheets.values()] == ["members"]
    (said,) = payers_not_taken(plan, sheets)
    assert (said.severity, said.file) == (Severity.WARNING, "Patients.csv")
    assert said.message.startswith(f"“{header}” is not taken with the members")


@pytest.mark.parametrize("header", ["Plan of care", "Notes", "", "Insurance phone"])
def test_another_column_is_not(header: str, tmp_path: Path) -> None:
    sheets, plan = _planned(_write(tmp_path, header))
    assert list(payers_not_taken(plan, sheets)) == []


def test_it_is_told_before_anything_is_taken_and_the_way_named_takes_it(
    shop_engine: Engine, tmp_path: Path
) -> None:
    take(shop_engine, tmp_path / "payers", PAYERS)
    sheets, plan = _planned(_write(tmp_path, "Insurance"))
    with reading(shop_engine) as session:
        found = examine_plan(session, plan=plan, sheets=sheets, folder=tmp_path)
    assert [one.code for one in found.warnings] == ["payer_not_taken"]
    assert (found.faults, found.blocking) == ({}, [])
    with working(shop_engine) as work:
        import_plan(work, plan=plan, sheets=sheets, folder=tmp_path)
    (mine,) = plan.sheets.values()
    mine.kind = "coverages"
    mine.sources = match(sheets[0].headers(mine), FILES["coverages"].columns)
    mine.sources |= {"rank": Source(always="1"), "from_on": Source(always="2026-01-01")}
    mine.meanings = {"payer_code": {"masshealth": "MH"}}
    with working(shop_engine) as work:
        import_plan(work, plan=plan, sheets=sheets, folder=tmp_path)
    with reading(shop_engine) as session:
        covers = session.query(Coverage).all()
        assert [(one.rank, str(one.from_on)) for one in covers] == [(1, "2026-01-01")] * 2
