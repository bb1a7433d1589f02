"""Why a month of one rental: as posted, as a run would take it now, held, or not yet."""

from datetime import date

from sqlalchemy import select

from dmedesk.billing.screens.why_month import why_month
from dmedesk.rentals.tables import Rental
from dmedesk.store.unit_of_work import reading
from dmedesk.widgets.reckoning import Reckoning
from tests.flows.month_shop import MonthShop, day


def _why(shop: MonthShop, number: str, from_on: str) -> Reckoning | None:
    with reading(shop.engine) as session:
        rental_id = session.scalar(select(Rental.id).where(Rental.rental_no == number))
        assert rental_id is not None
        return why_month(session, rental_id=rental_id, from_on=day(from_on), on=date(2026, 11, 10))


def test_a_posted_a_ready_a_held_and_a_coming_month(rented: MonthShop) -> None:
    rented.post("2026-10")
    posted, ready = _why(rented, "R1", "2026-10-05"), _why(rented, "R1", "2026-11-05")
    assert posted is not None
    assert ready is not None
    assert posted.title.startswith("Hospital bed")
    assert posted.amount == ready.amount == "75.00"
    held = _why(rented, "R3", "2026-11-05")
    assert held is not None
    assert held.title.endswith("held")
    assert _why(rented, "R1", "2026-12-05") is None
    assert _why(rented, "R1", "2026-11-06") is None
