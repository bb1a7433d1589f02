"""The units that are still out with a member who died or left."""

from dmedesk.rentals.queries.stopping import units_out
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day


def serials(shop: MonthShop, on: str) -> list[str]:
    with reading(shop.engine) as session:
        return [one.serial for one in units_out(session, member_id=1, day=day(on))]


def test_units_of_rentals_that_have_not_ended_by_the_day(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2", ended_on="2026-10-05")
    shop.rent("R3", member_no="M2")
    assert serials(shop, "2026-10-04") == ["SR1", "SR2"]
    assert serials(shop, "2026-10-05") == ["SR1"]
