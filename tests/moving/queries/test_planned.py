"""A messy workbook laid beside the shop: what can be taken, what cannot and why, what is known."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from dmedesk.assets.tables import Asset
from dmedesk.kit.records import RecordFile
from dmedesk.members.tables import Member
from dmedesk.moving import synonyms
from dmedesk.moving.actions.batches import undo_import
from dmedesk.moving.actions.planned import (
    drop_import_draft,
    import_plan,
    keep_import_draft,
)
from dmedesk.moving.kinds import FILES
from dmedesk.moving.plan import Decision, ImportPlan, Way, apply_recipe, from_json
from dmedesk.moving.queries.batches import DRAFT, kept_recipes
from dmedesk.moving.queries.planned import Examination, examine_plan, known_words
from dmedesk.moving.values import open_values
from dmedesk.moving.workbooks import Sheet, first_plan, read_files
from dmedesk.store.drafts import Drafts
from dmedesk.store.unit_of_work import reading
from tests.moving.messy import CATALOG, write_messy
from tests.moving.shops import take, working

GUESSED: dict[str, RecordFile] = {name: FILES[name] for name in synonyms.KINDS}
PEOPLE, UNITS = "Old list.xlsx – Patients", "Old list.xlsx – Equipment"


@pytest.fixture
def stocked(shop_engine: Engine, tmp_path: Path) -> Engine:
    take(shop_engine, tmp_path / "catalog", CATALOG)
    return shop_engine


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_messy(tmp_path / "in")


@pytest.fixture
def sheets(path: Path) -> list[Sheet]:
    return read_files([path])


@pytest.fixture
def plan(sheets: list[Sheet], path: Path) -> ImportPlan:
    return first_plan(sheets, kinds=GUESSED, paths=[path])


def _examined(engine: Engine, plan: ImportPlan, sheets: list[Sheet]) -> Examination:
    with reading(engine) as session:
        return examine_plan(session, plan=plan, sheets=sheets, folder=Path(plan.paths[0]).parent)


def _translate(engine: Engine, plan: ImportPlan, sheets: list[Sheet]) -> None:
    """Take every suggestion."""
    with reading(engine) as session:
        known = known_words(session)
    for sheet in sheets:
        mine = plan.sheets[sheet.key]
        for one in open_values(sheet, mine, FILES[mine.kind], known=known):
            meanings = mine.meanings.setdefault(one.column, {})
            meanings[" ".join(one.theirs.casefold().split())] = one.suggested


def test_each_sheet_is_known_by_its_headers(plan: ImportPlan) -> None:
    assert {key: sheet.kind for key, sheet in plan.sheets.items()} == {
        PEOPLE: "members",
        UNITS: "assets",
    }
    assert plan.sheets[PEOPLE].header == 2
    assert set(plan.sheets[UNITS].sources) == {
        "serial",
        "product_no",
        "condition",
        "acquired_on",
        "cost",
        "state",
    }


def test_values_that_mean_one_of_ours_are_suggested(
    stocked: Engine, plan: ImportPlan, sheets: list[Sheet]
) -> None:
    with reading(stocked) as session:
        known = known_words(session)
    found = open_values(sheets[1], plan.sheets[UNITS], FILES["assets"], known=known)
    assert [(one.theirs, one.count, one.suggested) for one in found] == [
        ("Hosp bed semi-elec", 3, "BED"),
        ("W/C std", 2, "WCS"),
    ]


def test_faults_are_by_row_and_the_rest_can_be_taken(
    stocked: Engine, plan: ImportPlan, sheets: list[Sheet]
) -> None:
    _translate(stocked, plan, sheets)
    found = _examined(stocked, plan, sheets)
    told = {place: [one.code for one in faults] for place, faults in found.faults.items()}
    assert told == {
        (PEOPLE, 6): ["bad_date"],
        (PEOPLE, 8): ["bad_zip"],
        (PEOPLE, 10): ["row_twice"],
        (UNITS, 5): ["bad_date"],
    }
    assert found.blocking == []
    assert found.intake is not None
    assert found.intake.files[PEOPLE].added == 2
    assert [(one.file, one.line, one.certain, one.known_line) for one in found.twins] == [
        (UNITS, 6, False, 4),
        (PEOPLE, 9, False, 4),
    ]
    first = found.previews["members"][0]
    assert (first.line, first.cells["birth_date"], first.cells["zip"]) == (4, "1941-03-04", "01850")


def test_fixed_translated_and_decided_rows_are_taken_and_taken_back(
    stocked: Engine, plan: ImportPlan, sheets: list[Sheet]
) -> None:
    _translate(stocked, plan, sheets)
    people = plan.sheets[PEOPLE]
    people.fixes = {6: {"birth_date": "1960-12-31"}, 8: {"zip": "01901"}}
    people.left_out = {10}
    people.decisions = {9: Decision(Way.NEW)}
    plan.sheets[UNITS].fixes = {5: {"acquired_on": ""}}
    with working(stocked) as work:
        outcome = import_plan(work, plan=plan, sheets=sheets, folder=Path(plan.paths[0]).parent)
    assert outcome.left_out == 0
    with reading(stocked) as session:
        numbers = session.scalars(select(Member.member_no).order_by(Member.member_no)).all()
        states = session.execute(select(Asset.serial, Asset.state).order_by(Asset.serial)).all()
    assert numbers == ["M1", "M2", "M3", "M4", "M5"]
    assert [(serial, str(state)) for serial, state in states] == [
        ("SN-100", "ready"),
        ("SN-101", "ready"),
        ("SN-102", "on_rent"),
        ("SN-103", "ready"),
    ]
    with working(stocked, "undo_import") as work:
        undo_import(work, batch_id=outcome.batch_id)
    with reading(stocked) as session:
        assert session.scalars(select(Member.id)).all() == []


def test_what_the_sheets_meant_is_remembered_for_the_next_time(
    stocked: Engine, plan: ImportPlan, sheets: list[Sheet], path: Path
) -> None:
    _translate(stocked, plan, sheets)
    del plan.sheets[UNITS].sources["state"]
    with working(stocked) as work:
        import_plan(work, plan=plan, sheets=sheets, folder=path.parent)
    again = first_plan(sheets, kinds=GUESSED, paths=[path])
    with reading(stocked) as session:
        recipes = kept_recipes(session)
    for sheet in sheets:
        mine = again.sheets[sheet.key]
        assert any(apply_recipe(mine, sheet.headers(mine), recipe) for recipe in recipes)
    assert "state" not in again.sheets[UNITS].sources
    assert again.sheets[UNITS].meanings["product_no"]["w/c std"] == "WCS"


def test_an_import_that_was_left_is_resumed_and_gone_once_taken(
    stocked: Engine, plan: ImportPlan, sheets: list[Sheet], path: Path
) -> None:
    with working(stocked, "keep_import_draft") as work:
        keep_import_draft(work, plan=plan)
    with reading(stocked) as session:
        kept = Drafts("kim").find(session, ref=DRAFT, person="kim")
        assert kept is not None
        assert from_json(kept.typed) == plan
    with working(stocked) as work:
        import_plan(work, plan=plan, sheets=sheets, folder=path.parent)
    with reading(stocked) as session:
        assert Drafts("kim").find(session, ref=DRAFT, person="kim") is None
    with working(stocked, "keep_import_draft") as work:
        drop_import_draft(work)


def test_a_known_record_fills_what_is_empty_unless_more_is_asked(
    stocked: Engine, plan: ImportPlan, sheets: list[Sheet], tmp_path: Path
) -> None:
    known = "member_no,last_name,first_name,city\nM1,Alda,Rosa,Boston\n"
    take(stocked, tmp_path / "known", {"members.csv": known})
    found = _examined(stocked, plan, sheets)
    twin = next(one for one in found.twins if one.line == 4)
    assert twin.certain
    assert {"first_name", "city"} <= set(twin.differing)
    plan.sheets[PEOPLE].decisions = {4: Decision(Way.MERGE, ("first_name",))}
    with working(stocked) as work:
        import_plan(work, plan=plan, sheets=sheets, folder=tmp_path)
    with reading(stocked) as session:
        member = session.scalars(select(Member).where(Member.member_no == "M1")).one()
        assert (member.first_name, member.city, member.zip) == ("Rose", "Boston", "01850")


def test_a_product_that_nobody_knows_is_entered_with_the_import(
    stocked: Engine, plan: ImportPlan, sheets: list[Sheet]
) -> None:
    _translate(stocked, plan, sheets)
    plan.entered = {
        "products": [{"product_no": "LIFT", "hcpcs": "E0630", "description": "Patient lift"}]
    }
    plan.sheets[UNITS].meanings["product_no"]["hosp bed semi-elec"] = "LIFT"
    found = _examined(stocked, plan, sheets)
    assert [one.code for one in found.blocking] == []
    assert (UNITS, 4) not in found.faults
    with working(stocked) as work:
        import_plan(work, plan=plan, sheets=sheets, folder=Path(plan.paths[0]).parent)
    plan.entered["products"][0]["hcpcs"] = "what"
    assert [one.code for one in _examined(stocked, plan, sheets).blocking] == ["bad_hcpcs"]


def test_a_column_that_must_be_there_and_is_not_forbids_the_import(
    stocked: Engine, plan: ImportPlan, sheets: list[Sheet]
) -> None:
    del plan.sheets[UNITS].sources["product_no"]
    found = _examined(stocked, plan, sheets)
    assert [one.code for one in found.blocking] == ["missing_column"]
