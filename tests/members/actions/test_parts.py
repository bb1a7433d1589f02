"""Coverage and residences are put down as one edits a small table: kept, changed, taken out."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.kit.errors import Refused
from dmedesk.kit.references import Posted, RecordRef
from dmedesk.members.actions.members import change_member
from dmedesk.members.queries.records import MemberRecord, member_record
from dmedesk.members.rules import Setting
from tests.members.desk import MEDICARE, TODAY, a_member, a_payer, looking, working

JANUARY, JULY = date(2026, 1, 1), date(2026, 7, 1)


def cover(payer_id: int, rank: int, from_on: date | None, **more: Any) -> dict[str, Any]:
    blank = {"id": None, "row_version": None, "until_on": None, "number": None}
    return {**blank, "payer_id": payer_id, "rank": rank, "from_on": from_on, **more}


def stay(setting: Setting, from_on: date, **more: Any) -> dict[str, Any]:
    blank = {"id": None, "row_version": None, "until_on": None, "facility_name": None}
    return {**blank, "setting": setting, "from_on": from_on, **more}


def record_of(engine: Engine, member_id: int) -> MemberRecord:
    with looking(engine) as session:
        record = member_record(session, member_id, on=TODAY)
    assert record is not None
    return record


def put(engine: Engine, member_id: int, **parts: Any) -> MemberRecord:
    version = record_of(engine, member_id).version
    with working(engine) as work:
        change_member(work, member_id=member_id, version=version, values=parts)
    return record_of(engine, member_id)


def typed(row: Any) -> dict[str, Any]:
    """A stored row as a form hands it over."""
    return {**row, "payer_id": row["payer_id"].id}


@pytest.fixture
def covered(shop_engine: Engine) -> Engine:
    """Two payers, and a member whom the first covers since January, the other after it."""
    a_payer(shop_engine)
    a_payer(shop_engine, **MEDICARE)
    a_member(shop_engine, coverages=[cover(1, 1, JANUARY), cover(2, 2, JANUARY, number=" A1 ")])
    return shop_engine


def test_coverage_is_entered_with_its_member(covered: Engine) -> None:
    record = record_of(covered, 1)
    assert [(one.payer, one.rank) for one in record.covers] == [("MassHealth", 1), ("Medicare", 2)]
    assert [row["number"] for row in record.coverages] == [None, "A1"]
    assert record.coverages[0]["payer_id"].about == "MH · MassHealth"


def test_ranks_trade_places(covered: Engine) -> None:
    first, second = (typed(row) for row in record_of(covered, 1).coverages)
    record = put(covered, 1, coverages=[{**first, "rank": 2}, {**second, "rank": 1}])
    assert [(one.payer, one.rank) for one in record.covers] == [("Medicare", 1), ("MassHealth", 2)]


def test_one_payer_ends_and_another_follows(covered: Engine) -> None:
    first, second = (typed(row) for row in record_of(covered, 1).coverages)
    record = put(covered, 1, coverages=[{**first, "until_on": JULY}, second, cover(2, 1, JULY)])
    assert [(row["rank"], row["from_on"], row["until_on"]) for row in record.coverages] == [
        (1, JANUARY, JULY),
        (2, JANUARY, None),
        (1, JULY, None),
    ]
    assert record.coverages[0]["id"] == first["id"]


def test_what_is_not_among_the_rows_goes(covered: Engine) -> None:
    first, _second = (typed(row) for row in record_of(covered, 1).coverages)
    assert len(put(covered, 1, coverages=[first]).coverages) == 1
    assert put(covered, 1, coverages=None).coverages == ()


def test_two_first_payers_on_a_day_are_refused_in_words(covered: Engine) -> None:
    rows = [typed(row) for row in record_of(covered, 1).coverages]
    with pytest.raises(Refused) as refused:
        put(covered, 1, coverages=[*rows, cover(2, 1, JULY)])
    (finding,) = refused.value.findings
    assert (finding.field, finding.code) == ("coverages/2/from_on", "coverages_overlap")
    assert finding.message == "MassHealth and Medicare both pay first on 2026-07-01."


def test_every_row_that_lacks_something_is_named(covered: Engine) -> None:
    with pytest.raises(Refused) as refused:
        put(
            covered,
            1,
            coverages=[cover(1, 1, None), cover(2, 0, JULY, until_on=JANUARY)],
            residences=[stay(Setting.HOME, JULY), stay(Setting.HOME, JULY, until_on=JULY)],
        )
    assert [(one.field, one.code) for one in refused.value.findings] == [
        ("coverages/0/from_on", "missing_value"),
        ("coverages/1/until_on", "until_before_from"),
        ("coverages/1/rank", "rank_not_possible"),
        ("residences/1/until_on", "until_before_from"),
        ("residences/1/from_on", "row_twice"),
    ]
    first = refused.value.findings[0]
    assert first.sentence() == "Coverages, row 1: The first day is missing. Fill it in."


def test_residences_are_moved_by_a_day(covered: Engine) -> None:
    rows = [
        stay(Setting.HOME, JANUARY),
        stay(Setting.NURSING_FACILITY, JULY, facility_name="Hill"),
    ]
    record = put(covered, 1, residences=rows)
    assert record.setting is Setting.NURSING_FACILITY
    first, second = record.residences
    moved = [{**first, "from_on": JULY}, {**second, "from_on": JANUARY}]
    record = put(covered, 1, residences=moved)
    assert record.setting is Setting.HOME
    assert [row["setting"] for row in record.residences] == [
        Setting.NURSING_FACILITY,
        Setting.HOME,
    ]


MARCH = Posted(date(2026, 3, 5), "R1", RecordRef("rental", 7))


def move(engine: Engine, *stays: dict[str, Any]) -> None:
    version = record_of(engine, 1).version
    with working(engine) as work:
        rows = {"residences": list(stays)}
        change_member(work, member_id=1, version=version, values=rows, posted=[MARCH])


def test_a_residence_that_a_posted_month_rests_on_stays(shop_engine: Engine) -> None:
    home = stay(Setting.NURSING_FACILITY, JANUARY, until_on=date(2026, 6, 1))
    a_member(shop_engine, residences=[home])
    (stored,) = record_of(shop_engine, 1).residences
    for wrong in ((), ({**stored, "until_on": date(2026, 3, 5)},)):
        with pytest.raises(Refused) as refused:
            move(shop_engine, *wrong)
        (finding,) = refused.value.findings
        assert (finding.code, finding.field, finding.opens) == (
            "month_is_posted",
            "residences",
            MARCH.opens,
        )
        assert "R1 that begins on 2026-03-05" in finding.message
        assert "nursing facility" in finding.message
        assert "posting of March 2026 back" in finding.remedy
    move(shop_engine, {**stored, "until_on": date(2026, 3, 6)})
    assert record_of(shop_engine, 1).residences[0]["until_on"] == date(2026, 3, 6)
