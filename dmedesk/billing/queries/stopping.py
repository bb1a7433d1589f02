"""The months that were billed past a member's death or leaving: to be credited."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.billing.queries.standing import line_stands
from dmedesk.billing.tables import Invoice, InvoiceLine
from dmedesk.rentals.tables import MonthEntry, Rental


@dataclass(frozen=True, slots=True)
class MonthToCredit:
    """A month that stands billed and begins after the day."""

    invoice_id: int
    line_id: int
    invoice_no: str
    rental_no: str
    from_on: date
    amount_cents: int


def months_past(session: Session, *, member_id: int, day: date) -> list[MonthToCredit]:
    """The member's billed months that begin after a day, oldest first."""
    statement = (
        select(
            Invoice.id,
            InvoiceLine.id,
            Invoice.invoice_no,
            Rental.rental_no,
            MonthEntry.from_on,
            MonthEntry.amount_cents,
        )
        .join(InvoiceLine, InvoiceLine.invoice_id == Invoice.id)
        .join(MonthEntry, MonthEntry.id == InvoiceLine.entry_id)
        .join(Rental, Rental.id == MonthEntry.rental_id)
        .where(Invoice.member_id == member_id, MonthEntry.from_on > day, line_stands())
        .order_by(MonthEntry.from_on, Rental.rental_no)
    )
    return [MonthToCredit(*row) for row in session.execute(statement)]
