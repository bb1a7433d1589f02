"""Lists that people look at: a month's invoices, what it was billed, the names beside numbers."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from dmedesk.billing.queries.standing import credit_numbers, credited_cents, not_credited
from dmedesk.billing.tables import BillingRun, Invoice, InvoiceDocument, InvoiceLine
from dmedesk.catalog.tables import Product
from dmedesk.members.tables import Member, Payer


@dataclass(frozen=True, slots=True)
class InvoiceListed:
    """One invoice of a month's runs.

    ``credit_no`` numbers the credits that took some of it back, or all of it: then nothing stands.
    """

    invoice_id: int
    invoice_no: str
    member_no: str
    member: str
    payer_code: str
    total_cents: int
    lines: int
    posted_at: datetime
    posted_by: str
    credit_no: str | None
    stands: bool
    has_paper: bool


def invoices_of_month(session: Session, *, month_on: date) -> list[InvoiceListed]:
    """The invoices of all runs of the month, credited ones too, in the order of their numbers."""
    lines = (
        select(func.count(InvoiceLine.id))
        .where(InvoiceLine.invoice_id == Invoice.id)
        .scalar_subquery()
    )
    statement = (
        select(
            Invoice.id,
            Invoice.invoice_no,
            Member.member_no,
            Member.last_name + ", " + Member.first_name,
            Payer.code,
            Invoice.total_cents,
            lines,
            BillingRun.posted_at,
            BillingRun.posted_by,
            credit_numbers(),
            not_credited(),
            exists().where(InvoiceDocument.invoice_id == Invoice.id),
        )
        .join(BillingRun, BillingRun.id == Invoice.run_id)
        .join(Member, Member.id == Invoice.member_id)
        .join(Payer, Payer.id == Invoice.payer_id)
        .where(BillingRun.month_on == month_on)
        .order_by(Invoice.id)
    )
    return [InvoiceListed(*row) for row in session.execute(statement)]


def billed_cents(session: Session, *, month_on: date) -> int:
    """What the standing invoices of the month's runs come to."""
    statement = (
        select(func.coalesce(func.sum(Invoice.total_cents - credited_cents()), 0))
        .join(BillingRun, BillingRun.id == Invoice.run_id)
        .where(BillingRun.month_on == month_on, not_credited())
    )
    return int(session.scalar(statement) or 0)


def stored_paper(session: Session, *, invoice_id: int) -> bytes | None:
    """The stored bytes of an invoice's paper; None while it is not made."""
    statement = select(InvoiceDocument.content).where(InvoiceDocument.invoice_id == invoice_id)
    return session.scalar(statement)


def member_names(session: Session) -> dict[int, str]:
    """Every member by id, as lists have them: ``Rivera, Ana``."""
    statement = select(Member.id, Member.last_name + ", " + Member.first_name)
    return dict(session.execute(statement).all())


def product_names(session: Session) -> dict[int, str]:
    """Every product's description by id."""
    return dict(session.execute(select(Product.id, Product.description)).all())
