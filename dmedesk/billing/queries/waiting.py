"""What the months of rentals come to that are not billed yet."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy.orm import Session

from dmedesk.billing.queries.strips import rental_strip
from dmedesk.rentals.queries.listed import MonthState


def money_waiting(
    session: Session, /, *, rental_ids: Collection[int], on: date
) -> Mapping[int, int]:
    """Cents by rental: the months that began by the day and are neither billed nor paid already.

    Each is priced as a run would price it; one without a price counts nothing.
    """
    return {rental_id: _waiting(session, rental_id, on) for rental_id in rental_ids}


def _waiting(session: Session, rental_id: int, on: date) -> int:
    strip = rental_strip(session, rental_id=rental_id, on=on)
    waits = (MonthState.DUE, MonthState.HELD)
    return sum(
        month.amount_cents or 0 for month in strip if month.state in waits and month.from_on <= on
    )
