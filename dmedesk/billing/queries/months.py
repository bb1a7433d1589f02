"""What was billed by month and payer: all invoices, what was credited of them, what stands."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dmedesk.billing.queries.standing import credited_cents
from dmedesk.billing.tables import BillingRun, Credit, Invoice
from dmedesk.members.tables import Payer


@dataclass(frozen=True, slots=True)
class MonthOfPayer:
    """One payer's invoices of one calendar month."""

    id: int
    month_on: date
    payer: str
    invoices: int
    invoiced_cents: int
    credits: int
    credited_cents: int
    standing_cents: int


def months_by_payer(session: Session) -> list[MonthOfPayer]:
    """Every month and payer that ever had an invoice, the newest month first; one statement."""
    counted = select(func.count(Credit.id)).where(Credit.invoice_id == Invoice.id)
    statement = (
        select(
            BillingRun.month_on,
            Payer.code,
            func.count(Invoice.id),
            func.sum(Invoice.total_cents),
            func.sum(counted.correlate(Invoice).scalar_subquery()),
            func.sum(credited_cents()),
        )
        .join(Invoice, Invoice.run_id == BillingRun.id)
        .join(Payer, Payer.id == Invoice.payer_id)
        .group_by(BillingRun.month_on, Payer.code)
        .order_by(BillingRun.month_on.desc(), Payer.code)
    )
    return [
        MonthOfPayer(
            place, month_on, code, invoices, int(cents), int(credits_), int(back), int(cents - back)
        )
        for place, (month_on, code, invoices, cents, credits_, back) in enumerate(
            session.execute(statement), start=1
        )
    ]
