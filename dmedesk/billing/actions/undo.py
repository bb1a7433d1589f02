"""Take back the last posting of a month: by credit, never by deletion."""

from dataclasses import dataclass
from datetime import date

from dmedesk.billing.actions.batches import LOCK as PAYMENTS
from dmedesk.billing.actions.crediting import LOCK, write_credits
from dmedesk.billing.queries.allocating import paid_invoices, passed_on_invoices
from dmedesk.billing.queries.crediting import standing_lines
from dmedesk.billing.queries.posted import (
    PostedInvoice,
    billed_since,
    last_run,
    standing_of_run,
)
from dmedesk.billing.queries.standing import line_stands
from dmedesk.billing.rules.crediting import CreditReason
from dmedesk.billing.tables import Invoice
from dmedesk.kit.calendar import name_of_month
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Credited:
    """An invoice of which what stood was taken back, and the number of its credit."""

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
    """Credit what stands of every invoice of the month's last posting that added something.

    What is credited can be billed again; it counts neither as paid nor toward an authorization.
    Refused where there is no such posting, where a later one billed the same rentals, and once
    something was paid on it or passed on to another payer.
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
    if passed := passed_on_invoices(session, run_id=run_id):
        raise _refused(
            "passed_on",
            f"Something of {', '.join(passed)} was passed on to another payer.",
            "Credit the invoices that are wrong, one by one.",
        )
    invoices = standing_of_run(session, run_id)
    lines = standing_lines(session, Invoice.run_id == run_id, line_stands())
    taken = write_credits(work, lines=lines, reason=CreditReason.MONTH_UNDONE)
    credits_ = (
        Credited(invoice, one.credit_no) for invoice, one in zip(invoices, taken, strict=True)
    )
    return UndoneMonth(month_on, tuple(credits_))


def _refused(code: str, message: str, remedy: str = "") -> Refused:
    return Refused([Finding(Severity.STOP, code, message, remedy=remedy)])
