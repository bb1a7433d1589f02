"""A unit's moves and looks at the bench, in their order and by names."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.assets.actions.checks import fail_check
from dmedesk.assets.actions.moves import move_unit, take_back_move
from dmedesk.assets.queries.moved import checks_of, moves_of
from dmedesk.assets.rules import PlaceKind
from dmedesk.assets.rules.checks import Check
from dmedesk.assets.rules.moves import Cause, Move
from dmedesk.assets.tables import Place
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import MonthShop, clock

DAY = date(2026, 10, 5)


@pytest.fixture
def shop(shop_engine: Engine) -> MonthShop:
    made = MonthShop(shop_engine).found()
    made.add(Place(name="Shelf A", kind=PlaceKind.SHELF))
    made.unit("SN1", "E0260")
    with unit_of_work(made.engine, actor="ana", action="move_unit", clock=clock) as work:
        where: Any = {"asset_id": 1, "moved_on": DAY}
        move_unit(work, move=Move.TRANSFERRED, place_id=1, **where)
        cause = Cause("ticket", "SLIP-000003")
        move_unit(work, move=Move.RENTED_OUT, member_id=1, cause=cause, **where)
        move_unit(work, move=Move.RETURNED, place_id=1, note="wet", **where)
        fail_check(
            work,
            asset_id=1,
            checked_on=DAY,
            technician="Tom",
            seen={Check.CLEAN},
            note="Alarm",
        )
        take_back_move(work, asset_id=1, turn=4, taken_back_on=DAY, note="other unit")
    return made


def test_moves_are_told_by_names_with_their_paper(shop: MonthShop) -> None:
    with reading(shop.engine) as session:
        moves = moves_of(session, asset_id=1)
        assert moves_of(session, asset_id=2) == []
    assert [one.moved.sentence() for one in moves] == [
        "Brought to Shelf A",
        "Went out on rent to Rivera, M1, slip SLIP-000003",
        "Came back from Rivera, M1 to Shelf A: wet",
        "Failed its check at the bench: Alarm",
        "Taken back: failed its check at the bench: other unit",
    ]
    assert [one.is_undone for one in moves] == [False, False, False, True, False]
    assert [(one.member_id, one.place_id) for one in moves[:3]] == [(None, 1), (1, None), (1, 1)]


def test_looks_at_the_bench(shop: MonthShop) -> None:
    with reading(shop.engine) as session:
        (check,) = checks_of(session, asset_id=1)
    assert (check.technician, check.seen, check.passed) == ("Tom", (Check.CLEAN,), False)
    assert (check.on, check.note, check.who) == (DAY, "Alarm", "ana")
