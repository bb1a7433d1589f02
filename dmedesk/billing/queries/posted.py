"""Reads what was posted: which runs stand, and what a run billed and held."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from dmedesk.billing.queries.standing import credited_cents, not_credited, standing_runs
from dmedesk.billing.rules.charges import RunKind
from dmedesk.billing.tables import (
    BillingRun,
    CreditLine,
    HeldMonth,
    Invoice,
    InvoiceLine,
)
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.members.tables import Member, Payer
from dmedesk.rentals.tables import MonthEntry, Rental


def is_posted(session: Session, month_on: date) -> bool:
    """Whether a run of the month stands."""
    runs = select(BillingRun.id).where(BillingRun.month_on == month_on, standing_runs())
    return session.scalar(runs.limit(1)) is not None


def held_months(session: Session) -> set[tuple[int, date]]:
    """Rental and first day of every month that a standing run held."""
    statement = (
        select(HeldMonth.rental_id, HeldMonth.from_on)
        .join(BillingRun, BillingRun.id == HeldMonth.run_id)
        .where(standing_runs())
    )
    return {(rental_id, from_on) for rental_id, from_on in session.execute(statement)}


def last_run(session: Session, month_on: date) -> int | None:
    """The last run of the month whose invoices stand; None where there is none to take back."""
    made = exists().where(Invoice.run_id == BillingRun.id, not_credited())
    of_month = (BillingRun.month_on == month_on, BillingRun.kind == RunKind.MONTH)
    runs = select(func.max(BillingRun.id)).where(*of_month, made)
    return session.scalar(runs)


def billed_since(session: Session, run_id: int) -> list[str]:
    """The rental numbers of a run's standing lines on which a later run bills what stands."""
    mine, later = aliased(MonthEntry), aliased(MonthEntry)
    my_line, later_line = aliased(InvoiceLine), aliased(InvoiceLine)
    my_invoice = aliased(Invoice)
    statement = (
        select(Rental.rental_no)
        .join(mine, mine.rental_id == Rental.id)
        .join(my_line, my_line.entry_id == mine.id)
        .join(my_invoice, my_invoice.id == my_line.invoice_id)
        .join(later, later.rental_id == Rental.id)
        .join(later_line, later_line.entry_id == later.id)
        .join(Invoice, Invoice.id == later_line.invoice_id)
        .where(my_invoice.run_id == run_id, ~exists().where(CreditLine.line_id == my_line.id))
        .where(Invoice.run_id > run_id, ~exists().where(CreditLine.line_id == later_line.id))
        .distinct()
    )
    return sorted(session.scalars(statement))


@dataclass(frozen=True, slots=True)
class PostedInvoice:
    """An invoice of a run, and what stands of it."""

    invoice_id: int
    invoice_no: str
    member_no: str
    payer_code: str
    total_cents: int


def standing_of_run(session: Session, run_id: int) -> list[PostedInvoice]:
    """The invoices of a run of which something stands, in the order of their numbers."""
    standing = Invoice.total_cents - credited_cents()
    statement = (
        select(Invoice.id, Invoice.invoice_no, Member.member_no, Payer.code, standing)
        .join(Member, Member.id == Invoice.member_id)
        .join(Payer, Payer.id == Invoice.payer_id)
        .where(Invoice.run_id == run_id, not_credited())
        .order_by(Invoice.id)
    )
    return [PostedInvoice(*row) for row in session.execute(statement)]


def payer_id_of(session: Session, payer_code: str | None) -> int | None:
    """The payer's id; None (all payers) where none is named. Refused for a code nobody has."""
    if payer_code is None:
        return None
    payer_id = session.scalar(select(Payer.id).where(Payer.code == payer_code))
    if payer_id is None:
        unknown = f"There is no payer {payer_code}."
        remedy = "Use one of the payer codes of this shop."
        raise Refused([Finding(Severity.STOP, "unknown_payer", unknown, remedy=remedy)])
    return payer_id
