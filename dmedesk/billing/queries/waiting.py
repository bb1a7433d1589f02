"""What the months of rentals come to that are not billed yet."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from dmedesk.billing.queries.strips import rental_strips
from dmedesk.rentals.queries.listed import MonthState, StripMonth


def money_waiting(
    session: Session, /, *, rental_ids: Collection[int], on: date
) -> Mapping[int, int]:
    """Cents by rental: the months that began by the day and are neither billed nor paid already.

    Each is priced as a run would price it; one without a price counts nothing.
    """
    strips = rental_strips(session, rental_ids=rental_ids, on=on)
    return {rental_id: _waiting(strips[rental_id], on) for rental_id in rental_ids}


def _waiting(strip: Sequence[StripMonth], on: date) -> int:
    waits = (MonthState.DUE, MonthState.HELD)
    return sum(
        month.amount_cents or 0 for month in strip if month.state in waits and month.from_on <= on
    )
