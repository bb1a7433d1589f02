"""A rental is found by its number, its member, its unit and its product."""

from dmedesk.rentals.queries.feeds import RENTALS
from tests.flows.month_shop import MonthShop
from tests.store.searching import entries


def test_a_rental_is_shown_with_member_product_serial_and_days(shop: MonthShop) -> None:
    shop.rent("R1", ended_on="2026-10-01")
    (entry,) = entries(shop.engine, RENTALS)
    assert entry.title == "R1"
    assert entry.line == "Rivera, M1 · Hospital bed · SR1 · since 2026-07-05 · until 2026-10-01"
    assert entry.numbers == ("SR1",)
    assert set(entry.others) == {"Rivera, M1", "Hospital bed", "E0260", "M1"}
