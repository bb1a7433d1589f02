"""Plans and logs: what is refused, what follows, what a mistaken entry leaves."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select

from dmedesk.assets.actions.maintaining import (
    change_plan,
    enter_plan,
    read_hours,
    take_back_maintenance,
    write_maintenance,
)
from dmedesk.assets.actions.moves import move_unit, take_back_move
from dmedesk.assets.queries.checks import deliverable
from dmedesk.assets.queries.maintenance import (
    MAINTENANCE,
    MaintenanceListed,
    due_of,
    find_plans,
    log_of,
    plan_named,
    spent_by_unit,
)
from dmedesk.assets.rules.maintenance import DueState, Every
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.tables import MaintenanceEntry
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Severity
from dmedesk.kit.lists import Ask
from dmedesk.members.tables import Member
from dmedesk.shop.actions.policies import say_policy
from dmedesk.shop.rules.policies import OVERDUE_MAINTENANCE
from dmedesk.store.unit_of_work import reading
from tests.assets.desk import TODAY, a_product, a_unit, working

FILTER = {"product_id": 1, "work": "Filter", "every": Every.MONTHS, "interval_count": 6}
DONE = {"done_on": TODAY, "technician": "Tom"}


@pytest.fixture
def engine(shop_engine: Engine) -> Engine:
    """A bed of March, an older one without a day, and a walker without plans."""
    a_product(shop_engine)
    a_product(shop_engine, product_no="WALK", hcpcs="E0143", description="Walker")
    a_unit(shop_engine, serial="SN-1", acquired_on=date(2026, 3, 1))
    a_unit(shop_engine, serial="SN-2")
    a_unit(shop_engine, serial="W-1", product_id=2, acquired_on=date(2020, 1, 1))
    return shop_engine


def _plan(engine: Engine, **more: Any) -> int:
    with working(engine) as work:
        return enter_plan(work, values={**FILTER, **more})


def _write(engine: Engine, asset_id: int = 1, **more: Any) -> int:
    with working(engine) as work:
        values = {**DONE, **more}
        return write_maintenance(work, asset_id=asset_id, values=values, today=TODAY)


def _read(engine: Engine, hours: int, read_on: date = TODAY) -> int:
    with working(engine) as work:
        return read_hours(work, asset_id=1, hours=hours, read_on=read_on, today=TODAY)


def _rows(engine: Engine, chip: str = "") -> list[MaintenanceListed]:
    with reading(engine) as session:
        return MAINTENANCE.rows(session, MAINTENANCE.ids(session, Ask(chip), on=TODAY), on=TODAY)


def _codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.findings]


def test_the_due_list_has_every_plan_of_every_unit(engine: Engine) -> None:
    _plan(engine)
    _plan(engine, work="Safety test", every=Every.RETURN, interval_count=None)
    told = [(row.serial, row.work, row.state, row.due_on) for row in _rows(engine)]
    assert told == [
        ("SN-1", "Filter", DueState.OVERDUE, date(2026, 9, 1)),
        ("SN-2", "Filter", DueState.UNKNOWN, None),
        ("SN-1", "Safety test", DueState.LATER, None),
        ("SN-2", "Safety test", DueState.LATER, None),
    ]
    assert [row.serial for row in _rows(engine, "overdue")] == ["SN-1"]
    assert [row.serial for row in _rows(engine, "unknown")] == ["SN-2"]
    with reading(engine) as session:
        assert MAINTENANCE.counts(session, on=TODAY) == {
            "": 4,
            "overdue": 1,
            "due": 1,
            "soon": 1,
            "unknown": 1,
        }
        assert due_of(session, asset_id=3, on=TODAY) == []


def test_units_that_are_gone_and_plans_that_ended_are_due_nothing(engine: Engine) -> None:
    plan_id = _plan(engine)
    with working(engine) as work:
        move_unit(work, asset_id=1, move=Move.LOST, moved_on=TODAY)
    assert [row.serial for row in _rows(engine)] == ["SN-2"]
    with working(engine) as work:
        change_plan(work, plan_id=plan_id, version=1, values={"ended_on": TODAY})
    assert _rows(engine) == []


def test_work_that_is_written_down_is_done(engine: Engine) -> None:
    plan_id = _plan(engine)
    assert _write(engine, plan_id=plan_id, cost_cents=4_550, fault="", parts="Filter X") == 1
    assert _write(engine, 2, plan_id=plan_id, work="Filter and hose", cost_cents=None) == 1
    first, second = _rows(engine)
    assert (first.state, first.last_on, first.due_on) == (
        DueState.LATER,
        TODAY,
        date(2027, 5, 29),
    )
    assert second.state is DueState.LATER
    with reading(engine) as session:
        (entry,) = log_of(session, asset_id=1)
        assert (entry.work, entry.parts, entry.technician) == ("Filter", "Filter X", "Tom")
        assert spent_by_unit(session) == {1: 4_550}


def test_work_needs_its_words_and_whoever_did_it(engine: Engine) -> None:
    with pytest.raises(Refused) as refused:
        _write(engine, technician=" ", hours=None)
    assert _codes(refused) == ["missing_value", "nobody_signs"]
    plan_id = _plan(engine, product_id=2)
    with pytest.raises(Refused) as refused:
        _write(engine, plan_id=plan_id)
    assert _codes(refused) == ["other_product"]


def test_a_meter_does_not_run_backward(engine: Engine) -> None:
    assert _read(engine, 500, date(2026, 6, 1)) == 1
    assert _read(engine, 500) == 2
    with pytest.raises(Refused) as refused:
        _read(engine, 499)
    assert _codes(refused) == ["hours_run_backward"]
    with pytest.raises(Refused):
        _read(engine, 501, date(2026, 7, 1))
    with working(engine) as work:
        take_back_maintenance(work, asset_id=1, turn=2, note="misread", today=TODAY)
    assert _read(engine, 501, date(2026, 7, 1)) == 4


def test_a_mistaken_entry_is_void_and_stays(engine: Engine) -> None:
    plan_id = _plan(engine)
    _write(engine, plan_id=plan_id, cost_cents=4_550)
    for turn, note, code in ((1, " ", "no_reason"), (7, "x", "not_standing")):
        with pytest.raises(Refused) as refused, working(engine) as work:
            take_back_maintenance(work, asset_id=1, turn=turn, note=note, today=TODAY)
        assert _codes(refused) == [code]
    with working(engine) as work:
        take_back_maintenance(work, asset_id=1, turn=1, note="another unit", today=TODAY)
    assert _rows(engine, "overdue")[0].serial == "SN-1"
    with reading(engine) as session:
        assert [(one.turn, one.is_void) for one in log_of(session, asset_id=1)] == [
            (1, True),
            (2, False),
        ]
        assert spent_by_unit(session) == {}
    for turn in (1, 2):
        with pytest.raises(Refused), working(engine) as work:
            take_back_maintenance(work, asset_id=1, turn=turn, note="again", today=TODAY)
    with reading(engine) as session:
        assert len(session.scalars(select(MaintenanceEntry)).all()) == 2


def test_a_return_that_was_taken_back_asks_for_nothing(engine: Engine) -> None:
    _plan(engine, work="Safety test", every=Every.RETURN, interval_count=None)
    with working(engine) as work:
        work.session.add(Member(member_no="M1", last_name="Rivera", first_name="Ana"))
        work.session.flush()
        on = date(2026, 11, 1)
        move_unit(work, asset_id=1, moved_on=on, move=Move.RENTED_OUT, member_id=1)
        move_unit(work, asset_id=1, moved_on=on, move=Move.RETURNED)
    assert [row.due_on for row in _rows(engine, "overdue")] == [date(2026, 11, 1)]
    with working(engine) as work:
        take_back_move(work, asset_id=1, turn=2, taken_back_on=TODAY, note="other unit")
    assert _rows(engine, "overdue") == []


def test_a_plan_is_one_of_its_product_and_work(engine: Engine) -> None:
    plan_id = _plan(engine)
    with pytest.raises(Refused) as refused:
        _plan(engine)
    assert _codes(refused) == ["plan_taken"]
    _plan(engine, product_id=2)
    with working(engine) as work:
        change_plan(work, plan_id=plan_id, version=1, values={"interval_count": 9})
    often = {row.serial: row.how_often for row in _rows(engine)}
    assert often == {"SN-1": "every 9 months", "SN-2": "every 9 months", "W-1": "every 6 months"}
    with pytest.raises(Refused), working(engine) as work:
        change_plan(work, plan_id=plan_id, version=2, values={"every": "return"})
    with pytest.raises(Refused), working(engine) as work:
        change_plan(work, plan_id=plan_id, version=1, values={"interval_count": 3})
    with reading(engine) as session:
        assert [one.title for one in find_plans(session, "FIL", asset_id=1)] == ["Filter"]
        assert [one.about for one in find_plans(session, "", asset_id=1)] == ["every 9 months"]
        assert plan_named(session, 99) is None


def test_overdue_work_keeps_a_unit_only_where_the_shop_said_so(engine: Engine) -> None:
    _plan(engine)

    def severities(on: date) -> list[Severity]:
        with reading(engine) as session:
            return [one.severity for one in deliverable(session, asset_id=1, on=on)]

    assert severities(date(2026, 9, 1)) == []
    assert severities(date(2026, 9, 2)) == [Severity.WARNING]
    with working(engine) as work:
        say_policy(
            work, key=OVERDUE_MAINTENANCE, value="refuse", from_on=date(2026, 10, 1), why="insurer"
        )
    assert severities(date(2026, 9, 30)) == [Severity.WARNING]
    assert severities(date(2026, 10, 1)) == [Severity.STOP]
