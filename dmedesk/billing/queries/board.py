"""What today's board shows of billing: months billed, months posted, invoices without a paper."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from dmedesk.billing.queries.standing import credited_cents, not_credited, standing_runs
from dmedesk.billing.rules.charges import RunKind
from dmedesk.billing.tables import BillingRun, Invoice, InvoiceDocument
from dmedesk.kit.calendar import months_after, months_between


@dataclass(frozen=True, slots=True)
class MonthBilled:
    """What stands billed of a calendar month: its invoices and their money, credits off."""

    month_on: date
    invoices: int
    cents: int


def months_billed(session: Session, *, first_on: date, last_on: date) -> list[MonthBilled]:
    """Every calendar month from the one to the other, also where nothing stands; one statement."""
    statement = (
        select(
            BillingRun.month_on,
            func.count(Invoice.id),
            func.sum(Invoice.total_cents - credited_cents()),
        )
        .join(Invoice, Invoice.run_id == BillingRun.id)
        .where(not_credited(), BillingRun.month_on >= first_on, BillingRun.month_on <= last_on)
        .group_by(BillingRun.month_on)
    )
    found = {month_on: (count, int(cents)) for month_on, count, cents in session.execute(statement)}
    months = (months_after(first_on, n) for n in range(months_between(first_on, last_on) + 1))
    return [MonthBilled(month_on, *found.get(month_on, (0, 0))) for month_on in months]


def first_billed(session: Session) -> date | None:
    """The first calendar month that was ever posted; None before the first."""
    of_months = BillingRun.kind == RunKind.MONTH
    return session.scalar(select(func.min(BillingRun.month_on)).where(of_months))


def has_standing_run(session: Session, *, month_on: date) -> bool:
    """Whether the month was posted, and not wholly undone."""
    chosen = select(exists().where(BillingRun.month_on == month_on, standing_runs()))
    return bool(session.scalar(chosen))


def months_without_paper(session: Session) -> list[tuple[date, int]]:
    """How many standing invoices of each month have no paper yet, oldest first; one statement."""
    statement = (
        select(BillingRun.month_on, func.count(Invoice.id))
        .join(Invoice, Invoice.run_id == BillingRun.id)
        .where(not_credited(), ~exists().where(InvoiceDocument.invoice_id == Invoice.id))
        .group_by(BillingRun.month_on)
        .order_by(BillingRun.month_on)
    )
    return [(month_on, count) for month_on, count in session.execute(statement)]
