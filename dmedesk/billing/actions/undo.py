"""Take back the last posting of a month: by credit, never by deletion."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from dmedesk.billing.actions.batches import LOCK as PAYMENTS
from dmedesk.billing.actions.month import LOCK
from dmedesk.billing.queries.allocating import paid_invoices
from dmedesk.billing.queries.posted import (
    PostedInvoice,
    billed_since,
    invoices_of_run,
    last_run,
    months_of_run,
)
from dmedesk.billing.tables import Credit
from dmedesk.kit.calendar import name_of_month
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.papers.actions import Use, record_uses
from dmedesk.papers.tables import AuthorizationUse
from dmedesk.rentals.actions.ledger import MonthTurn, write_months
from dmedesk.rentals.rules import round_of
from dmedesk.shop.actions.company import INVOICE_NUMBERS, take_numbers
from dmedesk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Credited:
    """An invoice that was taken back, and the number of its credit."""

    invoice: PostedInvoice
    credit_no: str


@dataclass(frozen=True, slots=True)
class UndoneMonth:
    """What an undo took back, in the order of the credits' numbers."""

    month_on: date
    credits: tuple[Credited, ...]

    @property
    def total_cents(self) -> int:
        """What was taken back, in all."""
        return sum(credited.invoice.total_cents for credited in self.credits)


def undo_month(work: UnitOfWork, *, month_on: date) -> UndoneMonth:
    """Credit every invoice of the month's last posting that added something.

    What is credited can be billed again; it counts neither as paid nor toward an authorization.
    Refused where there is no such posting, where a later one billed the same rentals, and once
    something was paid on it.
    """
    work.lock(LOCK)
    work.lock(PAYMENTS)
    session = work.session
    run_id = last_run(session, month_on)
    if run_id is None:
        raise _refused("nothing_to_undo", f"Nothing posted for {name_of_month(month_on)} stands.")
    touched = billed_since(session, run_id)
    if touched:
        raise _refused(
            "billed_since",
            f"A later posting billed the same rentals: {', '.join(touched)}.",
            "Undo the later posting first.",
        )
    paid = paid_invoices(session, run_id=run_id)
    if paid:
        raise _refused(
            "paid_since",
            f"Something was paid on {', '.join(paid)}.",
            "Credit the invoices that are wrong, one by one.",
        )
    invoices = invoices_of_run(session, run_id)
    credit_nos = take_numbers(work, key=INVOICE_NUMBERS, count=len(invoices))
    work.append(
        Credit,
        [
            {
                "credit_no": credit_no,
                "invoice_id": invoice.invoice_id,
                "credited_at": work.now,
                "credited_on": work.now.astimezone().date(),
                "credited_by": work.actor,
            }
            for invoice, credit_no in zip(invoices, credit_nos, strict=True)
        ],
    )
    _credit_months(work, run_id)
    credits_ = (Credited(*pair) for pair in zip(invoices, credit_nos, strict=True))
    return UndoneMonth(month_on, tuple(credits_))


def _credit_months(work: UnitOfWork, run_id: int) -> None:
    months = months_of_run(work.session, run_id)
    write_months(
        work,
        turns=[
            MonthTurn(
                month.rental_id, month.from_on, month.turn + 1, month.number, -month.amount_cents
            )
            for month in months
        ],
    )
    billed = {(month.rental_id, month.from_on, round_of(month.turn)) for month in months}
    columns = (
        AuthorizationUse.authorization_id,
        AuthorizationUse.rental_id,
        AuthorizationUse.month_from_on,
        AuthorizationUse.round,
    )
    used = select(*columns).where(AuthorizationUse.months > 0).order_by(AuthorizationUse.id)
    given_back = [
        Use(authorization_id, rental_id, from_on, round_, -1)
        for authorization_id, rental_id, from_on, round_ in work.session.execute(used)
        if (rental_id, from_on, round_) in billed
    ]
    record_uses(work, uses=given_back)


def _refused(code: str, message: str, remedy: str = "") -> Refused:
    return Refused([Finding(Severity.STOP, code, message, remedy=remedy)])
