"""What the database itself forbids of rentals, and of the ledger of their months."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from dmedesk.rentals.tables import Interruption, MonthEntry, Rental, RentalUnit
from dmedesk.store.base import Base
from tests.flows.month_shop import MonthShop, day


def second_open_rental(shop: MonthShop) -> Base:
    one = shop.rows(Rental)[0]
    return Rental(
        rental_no="R2",
        member_id=one.member_id,
        payer_id=one.payer_id,
        asset_id=one.asset_id,
        started_on=day("2026-08-01"),
    )


def paid_for_an_unknown_amount(shop: MonthShop) -> Base:
    one = shop.rows(Rental)[0]
    return Rental(
        rental_no="R2",
        member_id=one.member_id,
        payer_id=one.payer_id,
        asset_id=one.asset_id,
        started_on=day("2026-08-01"),
        ended_on=day("2026-08-02"),
        months_already_paid=1,
    )


def unit_without_a_day(_shop: MonthShop) -> Base:
    on = day("2026-07-05")
    return RentalUnit(rental_id=1, asset_id=1, from_on=on, until_on=on)


def stay_without_a_day(_shop: MonthShop) -> Base:
    on = day("2026-07-05")
    return Interruption(rental_id=1, from_on=on, until_on=on)


def entry(**values: Any) -> Callable[[MonthShop], Base]:
    """A ledger entry of the rental's October; turn 1 stands there already."""
    usual = {"rental_id": 1, "from_on": day("2026-10-05"), "number": 4, "amount_cents": 7_500}

    def made(_shop: MonthShop) -> Base:
        return MonthEntry(**(usual | values))

    return made


NEXT = day("2026-11-05")
FORBIDDEN: dict[str, Callable[[MonthShop], Base]] = {
    "a second open rental of a unit": second_open_rental,
    "paid months without what was paid": paid_for_an_unknown_amount,
    "a unit that served no day": unit_without_a_day,
    "a stay of no day": stay_without_a_day,
    "a month billed twice": entry(turn=1),
    "a credit above zero": entry(turn=2, turn_before=1),
    "a credit of nothing": entry(turn=2, amount_cents=-7_500),
    "a credit of itself": entry(turn=2, turn_before=2, amount_cents=-7_500),
    "a second round without a credit": entry(turn=3, turn_before=2),
    "a second round after the first": entry(turn=3, turn_before=1),
    "a first turn after another": entry(turn=1, from_on=NEXT, turn_before=1),
    "a month without a number": entry(turn=1, from_on=NEXT, number=0),
    "a month below zero": entry(turn=1, from_on=NEXT, amount_cents=-1),
    "a credit of a month never billed": entry(
        turn=2, from_on=NEXT, turn_before=1, amount_cents=-7_500
    ),
}


@pytest.mark.parametrize("forbidden", FORBIDDEN.values(), ids=FORBIDDEN)
def test_a_unit_has_one_open_rental_and_a_month_is_billed_and_credited_in_turn(
    shop: MonthShop, forbidden: Callable[[MonthShop], Base]
) -> None:
    shop.rent("R1")
    shop.post("2026-10")
    record = forbidden(shop)
    with pytest.raises(IntegrityError):
        shop.add(record)


def test_a_month_is_credited_and_billed_again_in_turn(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.post("2026-10")
    shop.add(entry(turn=2, turn_before=1, amount_cents=-7_500)(shop))
    shop.add(entry(turn=3, turn_before=2)(shop))
    assert [one.turn for one in shop.rows(MonthEntry)] == [1, 2, 3]
