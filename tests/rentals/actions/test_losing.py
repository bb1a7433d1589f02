"""A rented unit is lost with its rental, in one transaction; a mistaken loss is taken back so."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.assets.actions.handling import move_by_hand
from dmedesk.assets.actions.moves import take_back_move
from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.tables import Asset, Movement
from dmedesk.kit.errors import Refused
from dmedesk.kit.references import RecordRef
from dmedesk.rentals.actions.losing import lose_rented_unit, take_back_loss
from dmedesk.rentals.offers import events, remarks
from dmedesk.rentals.queries.losses import loss_that_ended, open_rental_of
from dmedesk.rentals.tables import Rental
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import MonthShop, clock, day

BEGUN, LOST, TODAY = day("2026-07-05"), day("2026-10-01"), day("2026-11-01")


@pytest.fixture
def shop(shop_engine: Engine) -> MonthShop:
    shop = MonthShop(shop_engine).found()
    shop.rent("R1", serial="SN1", started_on="2026-07-05")
    shop.change(Asset, Asset.serial == "SN1", state=AssetState.ON_RENT)
    return shop


def _do(shop: MonthShop, act: Any, **how: Any) -> Any:
    with unit_of_work(shop.engine, actor="ana", action="lost", clock=clock) as work:
        return act(work, **how)


def _lose(shop: MonthShop, lost_on: date = LOST, note: str = "Stolen, police report 7") -> Any:
    return _do(shop, lose_rented_unit, asset_id=1, lost_on=lost_on, note=note)


def _codes(act: Any, *how: Any, **more: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        act(*how, **more)
    return [one.code for one in refused.value.findings]


def test_the_rental_ends_with_its_unit_and_both_say_why(shop: MonthShop) -> None:
    _lose(shop)
    (rental,), (unit,) = shop.rows(Rental), shop.rows(Asset)
    assert (rental.ended_on, unit.state) == (LOST, AssetState.LOST)
    (loss,) = shop.rows(Movement)
    assert (loss.cause_kind, loss.cause_no, loss.recorded_by) == ("rental", "R1", "ana")
    with reading(shop.engine) as session:
        told = [one.sentence for one in events(session, RecordRef("rental", 1))]
        assert "The rental ended (SN1 is lost: Stolen, police report 7)" in told
        assert open_rental_of(session, asset_id=1) == ""


@pytest.mark.parametrize(
    ("lost_on", "note", "codes"),
    [
        (BEGUN, "Stolen", []),
        (day("2026-07-04"), "Stolen", ["ends_before_it_began"]),
        (LOST, " ", ["no_reason"]),
    ],
)
def test_nothing_of_it_is_written_where_one_half_cannot_be(
    shop: MonthShop, lost_on: date, note: str, codes: list[str]
) -> None:
    if not codes:
        _lose(shop, lost_on, note)
        return
    found = _codes(_lose, shop, lost_on, note)
    assert len(found) == 1
    assert shop.rows(Movement) == []
    assert shop.rows(Rental)[0].ended_on is None


def test_a_unit_without_an_open_rental_is_lost_without_one(shop: MonthShop) -> None:
    _lose(shop)
    assert _codes(_lose, shop) == ["no_open_rental"]


def test_a_mistaken_loss_is_taken_back_with_its_rental(shop: MonthShop) -> None:
    _lose(shop)
    plain = {"asset_id": 1, "turn": 1, "taken_back_on": TODAY, "note": "It was SN2"}
    assert _codes(_do, shop, take_back_move, **plain) == ["caused_elsewhere"]
    _do(shop, take_back_loss, **plain)
    (rental,), (unit,) = shop.rows(Rental), shop.rows(Asset)
    assert (rental.ended_on, unit.state) == (None, AssetState.ON_RENT)
    with reading(shop.engine) as session:
        assert loss_that_ended(session, "R1") is None
        assert open_rental_of(session, asset_id=1) == "R1"


def test_a_rental_that_ends_otherwise_by_now_stays_ended(shop: MonthShop) -> None:
    _lose(shop)
    shop.change(Rental, Rental.rental_no == "R1", ended_on=day("2026-09-01"))
    back = {"asset_id": 1, "turn": 1, "taken_back_on": TODAY, "note": "It was SN2"}
    assert _codes(_do, shop, take_back_loss, **back) == ["ends_otherwise"]
    assert shop.rows(Asset)[0].state is AssetState.LOST


def test_a_lost_unit_whose_rental_goes_on_is_told(shop: MonthShop) -> None:
    how = {"asset_id": 1, "move": Move.LOST, "moved_on": LOST, "note": "Not at count"}
    _do(shop, move_by_hand, **how)
    with reading(shop.engine) as session:
        told = [one.sentence for one in remarks(session, RecordRef("asset", 1), TODAY)]
        assert told[0].startswith("It is lost, and its rental goes on.")
