"""A rental begins once for a unit, is served by one unit at a time, and ends on a day."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.kit.errors import Refused
from dmedesk.members.tables import Member, Payer
from dmedesk.rentals.actions.serving import begin_rental, exchange_unit, prove_rental, stop_rental
from dmedesk.rentals.rules import Proof
from dmedesk.rentals.tables import Rental, RentalUnit
from dmedesk.store.unit_of_work import unit_of_work
from tests.flows.month_shop import MonthShop, clock

BEGUN = date(2026, 7, 5)


@pytest.fixture
def shop(shop_engine: Engine) -> MonthShop:
    return MonthShop(shop_engine).found()


def _do(shop: MonthShop, act: Callable[..., Any], **how: Any) -> Any:
    with unit_of_work(shop.engine, actor="ana", action="ticket", clock=clock) as work:
        return act(work, **how)


def _begin(shop: MonthShop, asset_id: int) -> int:
    member, payer = shop.rows(Member)[0], shop.rows(Payer)[0]
    found: int = _do(
        shop,
        begin_rental,
        member_id=member.id,
        payer_id=payer.id,
        asset_id=asset_id,
        started_on=BEGUN,
    )
    return found


def test_numbers_count_on_and_a_unit_serves_once(shop: MonthShop) -> None:
    shop.rent("R0041")
    asset_id = shop.unit("SN1", "E0260")
    _begin(shop, asset_id)
    assert [one.rental_no for one in shop.rows(Rental)] == ["R0041", "R0042"]
    with pytest.raises(Refused, match="R0042"):
        _begin(shop, asset_id)


def test_units_follow_each_other_without_a_gap(shop: MonthShop) -> None:
    rental_id = _begin(shop, shop.unit("SN1", "E0260"))
    first, second = date(2026, 8, 1), date(2026, 9, 9)
    for serial, on in (("SN2", first), ("SN3", second)):
        asset_id = shop.unit(serial, "E0260")
        _do(shop, exchange_unit, rental_id=rental_id, asset_id=asset_id, exchanged_on=on)
    served = [(one.from_on, one.until_on) for one in shop.rows(RentalUnit)]
    assert served == [(BEGUN, first), (first, second), (second, None)]
    asset_id = shop.unit("SN4", "E0260")
    with pytest.raises(Refused, match="no other can have come for it before") as refused:
        _do(shop, exchange_unit, rental_id=rental_id, asset_id=asset_id, exchanged_on=first)
    assert refused.value.findings[0].remedy == f"Correct the day of the visit: {second} or later."
    _do(shop, stop_rental, rental_id=rental_id, ended_on=date(2026, 10, 1))
    assert shop.rows(RentalUnit)[-1].until_on == date(2026, 10, 1)


def test_a_day_of_two_units_is_the_ones_that_stays(shop: MonthShop) -> None:
    """On the rental's first day, and on that of an exchange: no gap, no overlap, no empty days."""
    rental_id = _begin(shop, shop.unit("SN1", "E0260"))
    second, third, fourth = (shop.unit(f"SN{number}", "E0260") for number in (2, 3, 4))
    _do(shop, exchange_unit, rental_id=rental_id, asset_id=second, exchanged_on=BEGUN)
    assert (shop.rows(Rental)[0].asset_id, shop.rows(RentalUnit)) == (second, [])
    swapped = date(2026, 8, 1)
    for asset_id in (third, fourth):
        _do(shop, exchange_unit, rental_id=rental_id, asset_id=asset_id, exchanged_on=swapped)
    served = [(one.asset_id, one.from_on, one.until_on) for one in shop.rows(RentalUnit)]
    assert served == [(second, BEGUN, swapped), (fourth, swapped, None)]
    assert shop.rows(Rental)[0].asset_id == fourth


def test_a_posted_month_keeps_the_unit_that_its_invoice_names(shop: MonthShop) -> None:
    rental_id = _begin(shop, shop.unit("SN1", "E0260"))
    _do(shop, prove_rental, rental_id=rental_id, proof=Proof.SIGNED, proof_on=BEGUN)
    other = {"rental_id": rental_id, "asset_id": shop.unit("SN2", "E0260"), "exchanged_on": BEGUN}
    shop.post("2026-07")
    with pytest.raises(Refused) as refused:
        _do(shop, exchange_unit, **other)
    assert [one.code for one in refused.value.findings] == ["months_are_posted"]
    shop.undo("2026-07")
    _do(shop, exchange_unit, **other)
    assert [one["serial"] for one in shop.preview("2026-07")["lines"]] == ["SN2"]


@pytest.mark.parametrize(("ended_on", "is_refused"), [("2026-07-04", True), ("2026-07-05", False)])
def test_a_rental_ends_once_and_not_before_it_began(
    shop: MonthShop, ended_on: str, is_refused: bool
) -> None:
    rental_id = _begin(shop, shop.unit("SN1", "E0260"))
    end = {"rental_id": rental_id, "ended_on": date.fromisoformat(ended_on)}
    if is_refused:
        with pytest.raises(Refused, match="began on"):
            _do(shop, stop_rental, **end)
        return
    _do(shop, stop_rental, **end)
    with pytest.raises(Refused, match="ended on"):
        _do(shop, stop_rental, **end)


def test_a_later_proof_moves_the_anchor_while_nothing_is_billed(shop: MonthShop) -> None:
    rental_id = _begin(shop, shop.unit("SN1", "E0260"))
    proven = {"rental_id": rental_id, "proof": Proof.SIGNED}
    _do(shop, prove_rental, proof_on=date(2026, 7, 9), **proven)
    assert shop.rows(Rental)[0].started_on == date(2026, 7, 9)
    shop.post("2026-07")
    with pytest.raises(Refused, match="is posted") as refused:
        _do(shop, prove_rental, proof_on=date(2026, 7, 12), **proven)
    assert [one.code for one in refused.value.findings] == ["months_are_posted"]
    _do(shop, prove_rental, proof_on=date(2026, 7, 9), **proven)
    shop.undo("2026-07")
    _do(shop, prove_rental, proof_on=date(2026, 7, 12), **proven)
    (rental,) = shop.rows(Rental)
    assert (rental.started_on, rental.proof_on) == (date(2026, 7, 12), date(2026, 7, 12))
