"""A member's invoices with the digests under which their papers are kept, for audit binders."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dmedesk.billing.tables import BillingRun, Invoice, InvoiceDocument
from dmedesk.members.tables import Payer


@dataclass(frozen=True, slots=True)
class FiledInvoice:
    """One invoice, credited or not; ``sha256`` is empty while its paper is not made."""

    id: int
    invoice_no: str
    posted_on: date
    month_on: date
    payer_code: str
    total_cents: int
    sha256: str


def filed_invoices(session: Session, *, member_id: int) -> list[FiledInvoice]:
    """Every invoice of a member, in the order of their numbers."""
    chosen = (
        select(
            Invoice.id,
            Invoice.invoice_no,
            BillingRun.posted_on,
            BillingRun.month_on,
            Payer.code,
            Invoice.total_cents,
            func.coalesce(InvoiceDocument.sha256, ""),
        )
        .join(BillingRun, BillingRun.id == Invoice.run_id)
        .join(Payer, Payer.id == Invoice.payer_id)
        .outerjoin(InvoiceDocument, InvoiceDocument.invoice_id == Invoice.id)
        .where(Invoice.member_id == member_id)
        .order_by(Invoice.id)
    )
    return [FiledInvoice(*row) for row in session.execute(chosen)]
