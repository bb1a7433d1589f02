"""What stands of what was posted: conditions and columns of invoices and lines, credits off."""

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from dmedesk.billing.rules.charges import RunKind
from dmedesk.billing.tables import BillingRun, Credit, CreditLine, Invoice, InvoiceLine


def standing_runs() -> ColumnElement[bool]:
    """The condition of a month's runs that were not undone: some invoice is not credited.

    A run that made no invoice (it only held months) cannot be undone. Charges invoiced at once
    post no month.
    """
    made = exists().where(Invoice.run_id == BillingRun.id)
    return and_(BillingRun.kind == RunKind.MONTH, or_(~made, made.where(not_credited())))


def not_credited() -> ColumnElement[bool]:
    """The condition of invoices that stand: of which some line is not taken back by a credit."""
    line = aliased(InvoiceLine)
    stands = ~exists().where(CreditLine.line_id == line.id)
    return or_(
        ~exists().where(Credit.invoice_id == Invoice.id),
        exists().where(line.invoice_id == Invoice.id, stands),
    )


def line_stands() -> ColumnElement[bool]:
    """The condition of lines that no credit has taken back."""
    return ~exists().where(CreditLine.line_id == InvoiceLine.id)


def has_credit() -> ColumnElement[bool]:
    """The condition of invoices of which a credit has taken something back."""
    return exists().where(Credit.invoice_id == Invoice.id)


def credited_cents() -> ScalarSelect[int]:
    """What credits have taken back of an invoice, as a column beside it: 0 or more."""
    sums = select(func.coalesce(func.sum(Credit.total_cents), 0))
    return sums.where(Credit.invoice_id == Invoice.id).correlate(Invoice).scalar_subquery()


def credit_numbers() -> ScalarSelect[str]:
    """The numbers of the credits of an invoice, as one text: ``INV-7, INV-9``; None for none."""
    numbers = select(func.string_agg(Credit.credit_no, ", "))
    return numbers.where(Credit.invoice_id == Invoice.id).correlate(Invoice).scalar_subquery()
