"""Moves by hand, and transfers: each allowed or refused with its reason, on the boundaries."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from dmedesk.assets.actions.handling import move_by_hand, transfer_units
from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.rules import AssetState, PlaceKind
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.tables import Asset, Movement, Place
from dmedesk.kit.errors import Refused
from dmedesk.members.tables import Member
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import NOW, MonthShop, clock

TODAY = NOW.date()
DAY = date(2026, 10, 5)
ONE_DAY = timedelta(days=1)


@pytest.fixture
def shop(shop_engine: Engine) -> MonthShop:
    made = MonthShop(shop_engine).found()
    made.add(
        Place(name="Shelf A", kind=PlaceKind.SHELF),
        Place(name="Van 1", kind=PlaceKind.VAN),
        Place(name="Old shop", kind=PlaceKind.SHELF, closed_on=DAY),
    )
    for serial in ("SN1", "SN2", "SN3"):
        made.unit(serial, "E0260")
    return made


def _do(shop: MonthShop, act: Callable[..., int], **how: Any) -> int:
    with unit_of_work(shop.engine, actor="ana", action="move_unit", clock=clock) as work:
        return act(work, **how)


def _codes(shop: MonthShop, act: Callable[..., int], **how: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        _do(shop, act, **how)
    return [one.code for one in refused.value.findings]


def _member(shop: MonthShop) -> int:
    with reading(shop.engine) as session:
        return session.scalars(select(Member.id).where(Member.member_no == "M1")).one()


def _state(shop: MonthShop, asset_id: int = 1) -> AssetState:
    units: list[Asset] = shop.rows(Asset)
    return next(one.state for one in units if one.id == asset_id)


@pytest.mark.parametrize(
    ("moves", "state"),
    [
        ((Move.SENT_TO_REPAIR, Move.REPAIRED), AssetState.CLEANING),
        ((Move.QUARANTINED, Move.RELEASED), AssetState.CLEANING),
        ((Move.LOST, Move.FOUND), AssetState.CLEANING),
        ((Move.LOST, Move.RETIRED), AssetState.RETIRED),
        ((Move.TRANSFERRED,), AssetState.READY),
    ],
)
def test_what_is_made_by_hand(shop: MonthShop, moves: tuple[Move, ...], state: AssetState) -> None:
    for move in moves:
        _do(shop, move_by_hand, asset_id=1, move=move, moved_on=DAY, place_id=1, note="why")
    assert _state(shop) is state
    assert [one.move for one in shop.rows(Movement)] == list(moves)


@pytest.mark.parametrize(("days", "codes"), [(0, []), (1, ["day_to_come"])])
def test_nothing_is_moved_tomorrow(shop: MonthShop, days: int, codes: list[str]) -> None:
    how: Any = {"asset_id": 1, "move": Move.QUARANTINED, "moved_on": TODAY + days * ONE_DAY}
    if codes:
        assert _codes(shop, move_by_hand, note="noise", **how) == codes
    else:
        _do(shop, move_by_hand, note="noise", **how)


@pytest.mark.parametrize(("days", "is_refused"), [(-1, False), (0, True), (1, True)])
def test_nothing_is_brought_to_a_place_from_the_day_it_is_closed(
    shop: MonthShop, days: int, is_refused: bool
) -> None:
    how: Any = {"asset_id": 1, "move": Move.TRANSFERRED, "moved_on": DAY + days * ONE_DAY}
    if is_refused:
        assert _codes(shop, move_by_hand, place_id=3, **how) == ["place_closed"]
    else:
        _do(shop, move_by_hand, place_id=3, **how)


def test_a_unit_is_sold_outside_a_rental_to_a_member(shop: MonthShop) -> None:
    how: Any = {"asset_id": 1, "move": Move.SOLD, "moved_on": DAY}
    assert _codes(shop, move_by_hand, **how) == ["nobody_takes_it"]
    _do(shop, move_by_hand, member_id=_member(shop), **how)
    (unit, *_rest) = shop.rows(Asset)
    assert (unit.state, unit.holder_id) == (AssetState.SOLD, _member(shop))


def test_what_belongs_to_a_slip_is_refused(shop: MonthShop) -> None:
    out: Any = {"asset_id": 1, "moved_on": DAY, "note": "in a hurry"}
    member_id = _member(shop)
    codes = _codes(shop, move_by_hand, move=Move.RENTED_OUT, member_id=member_id, **out)
    assert codes == ["not_by_hand"]
    _do(shop, move_unit, asset_id=1, move=Move.RENTED_OUT, moved_on=DAY, member_id=member_id)
    assert _codes(shop, move_by_hand, move=Move.RETURNED, **out) == ["not_by_hand"]


def test_a_rental_from_before_sends_its_unit_out_to_its_own_member(shop: MonthShop) -> None:
    _do(
        shop,
        move_by_hand,
        asset_id=1,
        move=Move.RENTED_OUT,
        moved_on=DAY,
        note="out since July",
        rented_to=_member(shop),
    )
    (unit, *_rest) = shop.rows(Asset)
    assert (unit.state, unit.holder_id) == (AssetState.ON_RENT, _member(shop))


def test_a_unit_that_is_out_with_nobody_comes_back(shop: MonthShop) -> None:
    shop.change(Asset, Asset.id == 1, state=AssetState.ON_RENT)
    how: Any = {"asset_id": 1, "move": Move.RETURNED, "moved_on": DAY}
    assert _codes(shop, move_by_hand, **how) == ["no_reason"]
    _do(shop, move_by_hand, note="stood in the yard", **how)
    assert _state(shop) is AssetState.CLEANING


def test_units_are_brought_elsewhere_together(shop: MonthShop) -> None:
    assert _do(shop, transfer_units, asset_ids=[1, 2, 1], place_id=2, moved_on=DAY) == 2
    assert [one.place_id for one in shop.rows(Asset)] == [2, 2, None]
    assert len(shop.rows(Movement)) == 2


def test_all_of_them_or_none_with_every_reason_by_its_serial(shop: MonthShop) -> None:
    _do(shop, transfer_units, asset_ids=[1], place_id=2, moved_on=DAY)
    shop.change(Asset, Asset.id == 2, state=AssetState.LOST)
    with pytest.raises(Refused) as refused:
        _do(shop, transfer_units, asset_ids=[1, 2, 3], place_id=2, moved_on=DAY)
    told = [(one.subject, one.code) for one in refused.value.findings]
    assert told == [("SN1", "there_already"), ("SN2", "move_not_allowed")]
    assert len(shop.rows(Movement)) == 1


def test_a_transfer_names_a_place_and_units(shop: MonthShop) -> None:
    how: Any = {"asset_ids": [], "place_id": None, "moved_on": TODAY + ONE_DAY}
    assert _codes(shop, transfer_units, **how) == ["day_to_come", "no_place", "no_units"]
