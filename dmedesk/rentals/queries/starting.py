"""Whether a rental's first day may still move to the date of service that a later proof gives."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.rentals.queries.ledger import rental_with_ledger
from dmedesk.rentals.tables import Interruption, Rental, RentalUnit

_KEEP = "Let the driver's note count: the day of delivery then stays."


def start_findings(session: Session, *, rental_id: int, starts_on: date) -> list[Finding]:
    """Why the rental cannot begin on this day instead of its own; empty where it can.

    Nothing of it may stand posted, here or before the move into the program; and what is written
    down for its days (an exchange, a stay away, its end) must come after the new first day.
    """
    fact = rental_with_ledger(session, rental_id)
    terms = fact.terms
    billed = sorted(from_on for from_on in fact.ledger if fact.stands_billed(from_on))
    if billed:
        return [
            _stop(
                fact.rental_no,
                rental_id,
                "months_are_posted",
                f"The month of {billed[0]} is posted: the rental begins on {terms.started_on}.",
                f"{_KEEP} Or take the posting back first, in Month.",
            )
        ]
    if terms.months_already_paid:
        message = f"Months were billed before the move: the rental begins on {terms.started_on}."
        return [_stop(fact.rental_no, rental_id, "months_are_posted", message, _KEEP)]
    first = _first_after(session, rental_id)
    if first is not None and first <= starts_on:
        message = f"It cannot begin on {starts_on}: something of it is written down for {first}."
        return [_stop(fact.rental_no, rental_id, "too_late_to_begin", message, _KEEP)]
    return []


def _first_after(session: Session, rental_id: int) -> date | None:
    """The first day that something is written down for, after the rental's own first day."""
    rental = session.get_one(Rental, rental_id)
    exchanged = select(RentalUnit.until_on).where(RentalUnit.rental_id == rental_id)
    away = select(Interruption.from_on).where(Interruption.rental_id == rental_id)
    days = [rental.ended_on, *session.scalars(exchanged), *session.scalars(away)]
    return min((day for day in days if day is not None), default=None)


def _stop(rental_no: str, rental_id: int, code: str, message: str, remedy: str) -> Finding:
    return Finding(
        Severity.STOP,
        code,
        message,
        subject=rental_no,
        remedy=remedy,
        opens=RecordRef("rental", rental_id),
    )
