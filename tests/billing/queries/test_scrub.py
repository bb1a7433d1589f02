"""The scrub asks a few statements, however many rentals, and knows all that stands beside."""

import pytest

from dmedesk.billing.actions.month import scrub_month
from dmedesk.billing.queries.scrub import overrides, stored_overrides
from dmedesk.store.unit_of_work import reading
from tests.flows.charge_shop import enter, withdraw
from tests.flows.month_shop import MonthShop, day
from tests.statements import statements_of

MONTH, ON = day("2026-10-01"), day("2026-10-10")


def _asked(shop: MonthShop) -> int:
    with statements_of(shop.engine) as sent, reading(shop.engine) as session:
        scrub_month(session, month_on=MONTH, on=ON)
    return len(sent)


def _found(shop: MonthShop) -> list[tuple[str, str]]:
    with reading(shop.engine) as session:
        _, findings = scrub_month(session, month_on=MONTH, on=ON)
    return [(one.rule, one.number) for one in findings if one.kind]


def test_it_asks_as_much_for_many_rentals_as_for_a_few(shop: MonthShop) -> None:
    shop.rent("R1")
    few = _asked(shop)
    for number in range(2, 12):
        shop.rent(f"R{number}", member_no=("M1", "M2", "M10")[number % 3], hcpcs="E0163")
    assert _asked(shop) == few


@pytest.mark.parametrize(
    ("ended_on", "expected"),
    [("2026-10-05", []), ("2026-10-06", [("bought_and_rented", "C-000001")])],
)
def test_a_rental_that_ended_since_counts_on_the_day_of_the_charge(
    shop: MonthShop, ended_on: str, expected: list[tuple[str, str]]
) -> None:
    shop.rent("R1", ended_on=ended_on, started_on="2026-01-20")
    enter(shop, hcpcs="E0260", description="Bed")
    found = [one for one in _found(shop) if one[1] == "C-000001"]
    assert found == expected


def test_what_was_bought_stands_beside_until_it_is_withdrawn(shop: MonthShop) -> None:
    shop.rent("R1", hcpcs="E0163", member_no="M2")
    number = enter(shop, "M2", service_on="2026-09-30")
    assert ("bought_and_rented", "R1") in _found(shop)
    withdraw(shop, number)
    assert _found(shop) == []


def test_nobody_went_on_over_anything(shop: MonthShop) -> None:
    with reading(shop.engine) as session:
        assert overrides(session) == {}
        assert stored_overrides(session) == []
