"""The list of rentals: months and money as billed here and before, who is away today."""

from dmedesk.rentals.queries.listed import RentalListed, list_rentals
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day


def _listed(shop: MonthShop, on: str = "2026-11-10") -> dict[str, RentalListed]:
    with reading(shop.engine) as session:
        return {one.rental_no: one for one in list_rentals(session, on=day(on))}


def test_months_and_money_count_those_before_the_move(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-08-05", months_already_paid=2, paid_already_cents=20_000)
    shop.rent("R2", member_no="M2", started_on="2026-10-05")
    shop.post("2026-10")
    listed = _listed(shop)
    assert list(listed) == ["R1", "R2"]
    assert (listed["R1"].months, listed["R1"].billed_cents) == (3, 30_000)
    assert (listed["R2"].months, listed["R2"].billed_cents) == (1, 10_000)
    assert (listed["R1"].member, listed["R1"].product) == ("Rivera, M1", "Hospital bed")


def test_credited_months_do_not_count(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-10-05")
    shop.post("2026-10")
    shop.undo("2026-10")
    assert (_listed(shop)["R1"].months, _listed(shop)["R1"].billed_cents) == (0, 0)


def test_who_is_away_on_the_day_is_paused(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.interrupt("R1", "2026-09-01", "2026-09-20")
    days = ("2026-08-31", "2026-09-01", "2026-09-20", "2026-09-21")
    assert [_listed(shop, on)["R1"].is_paused for on in days] == [False, True, True, False]
