"""Moves are facts in a chain: allowed ones happen, the last may be taken back, none is edited."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError

from dmedesk.assets.actions.moves import move_unit, take_back_move
from dmedesk.assets.rules import AssetState, PlaceKind
from dmedesk.assets.rules.moves import Cause, Move, is_with_member, state_after
from dmedesk.assets.tables import Asset, Movement, Place
from dmedesk.kit.errors import Refused
from dmedesk.members.tables import Member
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import MonthShop, clock

DAY = date(2026, 10, 5)
TICKET = Cause("ticket", "SLIP-000003")
STEPS = [move for move in Move if move is not Move.TAKEN_BACK]


@pytest.fixture
def shop(shop_engine: Engine) -> MonthShop:
    made = MonthShop(shop_engine).found()
    made.add(Place(name="Shelf A", kind=PlaceKind.SHELF), Place(name="Van 1", kind=PlaceKind.VAN))
    return made


def _do(shop: MonthShop, act: Callable[..., int], **how: Any) -> int:
    with unit_of_work(shop.engine, actor="ana", action="move_unit", clock=clock) as work:
        return act(work, **how)


def _unit(shop: MonthShop, asset_id: int | None = None) -> Asset:
    units: list[Asset] = shop.rows(Asset)
    return next(one for one in units if asset_id in (None, one.id))


def _member(shop: MonthShop, member_no: str = "M1") -> int:
    with reading(shop.engine) as session:
        return session.scalars(select(Member.id).where(Member.member_no == member_no)).one()


def _codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [one.code for one in refused.value.findings]


def test_out_back_and_onto_a_shelf(shop: MonthShop) -> None:
    asset_id, member_id = shop.unit("SN1", "E0260"), _member(shop)
    (shelf, _van) = shop.rows(Place)
    _do(
        shop,
        move_unit,
        asset_id=asset_id,
        move=Move.RENTED_OUT,
        moved_on=DAY,
        member_id=member_id,
        cause=TICKET,
    )
    out = _unit(shop)
    assert (out.state, out.holder_id, out.place_id, out.turn) == (
        AssetState.ON_RENT,
        member_id,
        None,
        1,
    )
    _do(shop, move_unit, asset_id=asset_id, move=Move.RETURNED, moved_on=DAY, place_id=shelf.id)
    back = _unit(shop)
    assert (back.state, back.holder_id, back.place_id) == (AssetState.CLEANING, None, shelf.id)
    first, second = shop.rows(Movement)
    assert (first.cause_kind, first.cause_no, first.recorded_by) == (*TICKET, "ana")
    assert (second.from_member_id, second.to_place_id, second.turn_before) == (
        member_id,
        shelf.id,
        1,
    )


def test_a_move_that_is_not_allowed_is_refused_and_leaves_nothing(shop: MonthShop) -> None:
    asset_id = shop.unit("SN1", "E0260")
    with pytest.raises(Refused) as refused:
        _do(shop, move_unit, asset_id=asset_id, move=Move.RETURNED, moved_on=DAY)
    assert _codes(refused) == ["move_not_allowed"]
    assert refused.value.findings[0].subject == "SN1"
    assert shop.rows(Movement) == []


def test_a_unit_goes_out_to_somebody(shop: MonthShop) -> None:
    asset_id = shop.unit("SN1", "E0260")
    with pytest.raises(Refused) as refused:
        _do(shop, move_unit, asset_id=asset_id, move=Move.LENT, moved_on=DAY)
    assert _codes(refused) == ["nobody_takes_it"]


@pytest.mark.parametrize(("days", "is_refused"), [(-1, True), (0, False), (1, False)])
def test_no_move_lies_before_the_last(shop: MonthShop, days: int, is_refused: bool) -> None:
    asset_id = shop.unit("SN1", "E0260")
    _do(shop, move_unit, asset_id=asset_id, move=Move.QUARANTINED, moved_on=DAY)
    again = {"asset_id": asset_id, "move": Move.RELEASED, "moved_on": DAY + timedelta(days=days)}
    if is_refused:
        with pytest.raises(Refused) as refused:
            _do(shop, move_unit, **again)
        assert _codes(refused) == ["before_the_last_move"]
    else:
        _do(shop, move_unit, **again)


def test_a_mistaken_move_is_taken_back_by_a_further_fact(shop: MonthShop) -> None:
    asset_id = shop.unit("SN1", "E0260")
    _do(shop, move_unit, asset_id=asset_id, move=Move.LOST, moved_on=DAY)
    back = {"asset_id": asset_id, "taken_back_on": DAY, "note": "It stood behind the door."}
    _do(shop, take_back_move, turn=1, **back)
    unit = _unit(shop)
    assert (unit.state, unit.turn) == (AssetState.READY, 2)
    assert [one.move for one in shop.rows(Movement)] == [Move.LOST, Move.TAKEN_BACK]
    with pytest.raises(Refused) as refused:
        _do(shop, take_back_move, turn=1, **back)
    assert _codes(refused) == ["not_the_last_move"]
    with pytest.raises(Refused) as refused:
        _do(shop, take_back_move, turn=2, **back)
    assert _codes(refused) == ["taken_back_already"]


def test_what_a_ticket_caused_is_taken_back_by_that_ticket_alone_and_with_a_reason(
    shop: MonthShop,
) -> None:
    asset_id = shop.unit("SN1", "E0260")
    out = {"asset_id": asset_id, "move": Move.LENT, "moved_on": DAY, "member_id": _member(shop)}
    _do(shop, move_unit, cause=TICKET, **out)
    back = {"asset_id": asset_id, "turn": 1, "taken_back_on": DAY}
    with pytest.raises(Refused) as refused:
        _do(shop, take_back_move, note="wrong unit", **back)
    assert _codes(refused) == ["caused_elsewhere"]
    with pytest.raises(Refused) as refused:
        _do(shop, take_back_move, note=" ", cause=TICKET, **back)
    assert _codes(refused) == ["no_reason"]
    _do(shop, take_back_move, note="wrong unit", cause=TICKET, **back)
    assert _unit(shop).holder_id is None


def test_a_rented_unit_that_is_sold_stays_with_its_holder(shop: MonthShop) -> None:
    asset_id, member_id = shop.unit("SN1", "E0260"), _member(shop)
    out = {"asset_id": asset_id, "moved_on": DAY}
    _do(shop, move_unit, move=Move.RENTED_OUT, member_id=member_id, **out)
    _do(shop, move_unit, move=Move.SOLD, **out)
    assert (_unit(shop).state, _unit(shop).holder_id) == (AssetState.SOLD, member_id)


def test_the_database_itself_holds_the_chain(shop: MonthShop) -> None:
    asset_id = shop.unit("SN1", "E0260")
    _do(shop, move_unit, asset_id=asset_id, move=Move.LOST, moved_on=DAY)
    (first,) = shop.rows(Movement)
    values = {
        column.key: getattr(first, column.key)
        for column in Movement.__table__.columns
        if column.key != "id"
    }
    for wrong in (values, {**values, "turn": 3, "turn_before": 2}, {**values, "turn": 2}):
        with (
            pytest.raises((IntegrityError, Refused, Exception)),
            unit_of_work(shop.engine, actor="ana", action="move_unit", clock=clock) as work,
        ):
            work.session.add(Movement(**wrong))
            work.session.flush()
    assert len(shop.rows(Movement)) == 1


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(moves=st.lists(st.sampled_from([*STEPS, Move.TAKEN_BACK]), max_size=12))
def test_whatever_is_tried_a_unit_is_in_one_place_and_its_history_adds_up(
    shop: MonthShop, moves: list[Move]
) -> None:
    """What stands in the unit's row is what its movements say."""
    asset_id, member_id = shop.unit(f"SN{len(shop.rows(Asset))}", "E0260"), _member(shop)
    for move in moves:
        with suppress(Refused):
            _try(shop, asset_id, member_id, move)
        unit = _unit(shop, asset_id)
        assert is_with_member(unit.state) == (unit.holder_id is not None)
    history = [one for one in shop.rows(Movement) if one.asset_id == asset_id]
    assert [one.turn for one in history] == list(range(1, len(history) + 1))
    for before, after in pairwise(history):
        assert (after.from_state, after.from_member_id) == (before.to_state, before.to_member_id)
    unit = _unit(shop, asset_id)
    assert (unit.turn, unit.state) == (
        len(history),
        history[-1].to_state if history else AssetState.READY,
    )


def _try(shop: MonthShop, asset_id: int, member_id: int, move: Move) -> None:
    unit = _unit(shop, asset_id)
    if move is Move.TAKEN_BACK:
        back = {"turn": unit.turn, "taken_back_on": DAY, "note": "mistaken"}
        _do(shop, take_back_move, asset_id=asset_id, **back)
        return
    after = state_after(move, unit.state)
    goes_out = isinstance(after, AssetState) and is_with_member(after)
    holder = member_id if goes_out else None
    _do(shop, move_unit, asset_id=asset_id, move=move, moved_on=DAY, member_id=holder)
