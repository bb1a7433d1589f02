"""A rental's strip: paid before, billed, held, due, to come, paused; up to the last payable month.

Amounts of a capped item of 1,000.00: 100.00 in months 1 to 3, 75.00 in months 4 to 13
(101 CMR 322.03(18)(a)).
"""

from sqlalchemy import select

from dmedesk.billing.queries.strips import rental_strip
from dmedesk.rentals.queries.listed import MonthState, StripMonth
from dmedesk.rentals.tables import Rental
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day

TODAY = "2026-11-10"


def _strip(shop: MonthShop, rental_no: str = "R1", on: str = TODAY) -> list[StripMonth]:
    with reading(shop.engine) as session:
        rental_id = session.scalars(select(Rental.id).where(Rental.rental_no == rental_no)).one()
        return rental_strip(session, rental_id=rental_id, on=day(on))


def _states(strip: list[StripMonth]) -> list[str]:
    return [month.state.value for month in strip]


def test_a_capped_rental_runs_to_month_13_with_what_each_month_pays(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-10-05")
    shop.post("2026-10")
    strip = _strip(shop)
    assert [month.number for month in strip] == list(range(1, 14))
    assert _states(strip) == ["billed", "due", *["to come"] * 11]
    assert [month.amount_cents for month in strip] == [10_000] * 3 + [7_500] * 10
    assert [month.modifiers[-1] for month in strip[:4]] == ["KH", "KI", "KI", "KJ"]
    assert strip[0].about.startswith("Invoice INV")
    assert [month.is_last for month in strip] == [False] * 12 + [True]


def test_months_before_the_move_and_held_months_say_so(shop: MonthShop) -> None:
    shop.rent(
        "R1",
        started_on="2026-08-05",
        months_already_paid=2,
        paid_already_cents=20_000,
        proven_on=None,
    )
    shop.post("2026-10")
    strip = _strip(shop)
    assert _states(strip)[:5] == ["paid", "paid", "held", "due", "to come"]
    assert "proof of delivery" in strip[2].about
    assert strip[2].amount_cents == 10_000


def test_a_month_that_begins_away_from_home_is_a_gap_without_a_number(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-08-05")
    shop.interrupt("R1", "2026-09-01", "2026-09-20")
    strip = _strip(shop)
    assert [month.number for month in strip[:3]] == [1, None, 2]
    assert strip[1].state is MonthState.PAUSED
    assert len(strip) == 14


def test_a_credited_month_is_due_again(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-10-05")
    shop.post("2026-10")
    shop.undo("2026-10")
    assert _states(_strip(shop))[:2] == ["due", "due"]


def test_a_rental_without_a_cap_runs_to_the_present_month(shop: MonthShop) -> None:
    shop.rent("R1", hcpcs="E1390", started_on="2026-09-05")
    assert _states(_strip(shop)) == ["due", "due", "due"]


def test_nothing_follows_the_day_of_pick_up(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-07-05", ended_on="2026-09-05")
    assert len(_strip(shop)) == 2
