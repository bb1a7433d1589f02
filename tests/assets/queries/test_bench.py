"""The queue at the bench: who waits, since when, from whom; and a unit found by its serial."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.assets.actions.checks import pass_check
from dmedesk.assets.actions.moves import move_unit, take_back_move
from dmedesk.assets.queries.bench import bench, count_waiting, unit_of_serial
from dmedesk.assets.rules import AssetState, Condition, PlaceKind
from dmedesk.assets.rules.checks import Check
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.tables import Asset, Place
from dmedesk.shop.actions.staff import add_person
from dmedesk.shop.rules.rights import Role
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import NOW, MonthShop, clock

DAY = date(2026, 10, 5)
TODAY = NOW.date()


@pytest.fixture
def shop(shop_engine: Engine) -> MonthShop:
    made = MonthShop(shop_engine).found()
    made.add(Place(name="Shelf A", kind=PlaceKind.SHELF))
    for serial in ("SN1", "SN2", "SN3"):
        made.unit(serial, "E1390")
    return made


def _move(shop: MonthShop, asset_id: int, move: Move, days: int = 0, **more: Any) -> None:
    with unit_of_work(shop.engine, actor="ana", action="move_unit", clock=clock) as work:
        moved_on = DAY + timedelta(days=days)
        move_unit(work, asset_id=asset_id, move=move, moved_on=moved_on, **more)


def _waiting(shop: MonthShop) -> list[tuple[str, date | None, Move | None, str]]:
    with reading(shop.engine) as session:
        found = bench(session, on=TODAY).waiting
    return [(one.serial, one.since, one.came_by, one.came_from) for one in found]


def test_the_unit_that_waits_longest_comes_first(shop: MonthShop) -> None:
    _move(shop, 2, Move.RENTED_OUT, member_id=1)
    _move(shop, 2, Move.RETURNED, days=3, place_id=1)
    _move(shop, 1, Move.SENT_TO_REPAIR)
    _move(shop, 1, Move.REPAIRED, days=1)
    assert _waiting(shop) == [
        ("SN1", DAY + timedelta(days=1), Move.REPAIRED, ""),
        ("SN2", DAY + timedelta(days=3), Move.RETURNED, "Rivera, M1"),
    ]
    with reading(shop.engine) as session:
        assert count_waiting(session) == 2


def test_days_are_counted_from_when_it_came_wherever_it_stands_since(shop: MonthShop) -> None:
    _move(shop, 1, Move.RENTED_OUT, member_id=1)
    _move(shop, 1, Move.RETURNED, days=3)
    _move(shop, 1, Move.TRANSFERRED, days=5, place_id=1)
    came = ("SN1", DAY + timedelta(days=3), Move.RETURNED, "Rivera, M1")
    assert _waiting(shop) == [came]
    with unit_of_work(shop.engine, actor="ana", action="check_unit", clock=clock) as work:
        pass_check(work, asset_id=1, checked_on=TODAY, technician="Tom", seen=set(Check))
    assert _waiting(shop) == []
    with unit_of_work(shop.engine, actor="ana", action="take_back_move", clock=clock) as work:
        take_back_move(work, asset_id=1, turn=4, taken_back_on=TODAY, note="not dry")
    assert _waiting(shop) == [came]
    with reading(shop.engine) as session:
        (unit,) = bench(session, on=TODAY).waiting
    assert [unit.days(came[1] + timedelta(days=more)) for more in (-1, 0, 1)] == [0, 0, 1]


def test_a_used_unit_waits_since_it_was_received(shop: MonthShop) -> None:
    shop.change(
        Asset,
        Asset.id == 3,
        state=AssetState.CLEANING,
        condition=Condition.USED,
        acquired_on=DAY,
    )
    assert _waiting(shop) == [("SN3", DAY, None, "")]


def test_the_staff_that_works_today_is_proposed(shop: MonthShop) -> None:
    with unit_of_work(shop.engine, actor="ana", action="add_person", clock=clock) as work:
        for name, until_on in (("Tom", None), ("Ana", None), ("Old", TODAY)):
            person: Any = {"name": name, "role": Role.OWNER, "from_on": DAY, "pin": "258013"}
            add_person(work, until_on=until_on, **person)
    with reading(shop.engine) as session:
        assert bench(session, on=TODAY).technicians == ("Ana", "Tom")


def test_a_unit_is_found_by_its_serial_in_any_spelling(shop: MonthShop) -> None:
    _move(shop, 1, Move.TRANSFERRED, place_id=1)
    with reading(shop.engine) as session:
        unit = unit_of_serial(session, "sn-1")
        assert unit_of_serial(session, "SN9") is None
        other = unit_of_serial(session, "SN2")
    assert unit is not None
    assert other is not None
    assert (unit.serial, unit.place, unit.state) == ("SN1", "Shelf A", AssetState.READY)
    assert (other.place, other.place_id) == ("", None)
