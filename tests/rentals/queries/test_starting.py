"""A rental's first day moves only while nothing is posted, and before all that is written down."""

from datetime import date

import pytest

from dmedesk.rentals.queries.starting import start_findings
from dmedesk.rentals.tables import Rental
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop

DAY = date(2026, 7, 9)


def _codes(shop: MonthShop, starts_on: date = DAY) -> list[str]:
    (rental,) = shop.rows(Rental)
    with reading(shop.engine) as session:
        found = start_findings(session, rental_id=rental.id, starts_on=starts_on)
    assert all(one.subject == rental.rental_no and one.opens for one in found)
    return [one.code for one in found]


def test_nothing_is_posted(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-07-05")
    assert _codes(shop) == []
    shop.post("2026-07")
    assert _codes(shop) == ["months_are_posted"]
    shop.undo("2026-07")
    assert _codes(shop) == []


def test_months_billed_before_the_move(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-07-05", months_already_paid=1, paid_already_cents=100)
    assert _codes(shop) == ["months_are_posted"]


@pytest.mark.parametrize(
    ("starts_on", "codes"),
    [
        (date(2026, 7, 31), []),
        (date(2026, 8, 1), ["too_late_to_begin"]),
        (date(2026, 8, 2), ["too_late_to_begin"]),
    ],
)
@pytest.mark.parametrize("what", ["end", "exchange", "stay"])
def test_before_all_that_is_written_down(
    shop: MonthShop, what: str, starts_on: date, codes: list[str]
) -> None:
    ended_on = "2026-08-01" if what == "end" else None
    shop.rent("R1", started_on="2026-07-05", ended_on=ended_on)
    if what == "exchange":
        shop.exchange("R1", serial="SN9", hcpcs="E0260", on="2026-08-01")
    elif what == "stay":
        shop.interrupt("R1", "2026-08-01", "2026-08-05")
    assert _codes(shop, starts_on) == codes
