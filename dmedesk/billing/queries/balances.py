"""What is open on each line of an invoice as of a day, and what is left of each payment.

A line's balance is its amount, less what credits took back, what payments paid, and what was
written off, each by its own day: the same question has the same answer on every later day.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import BigInteger, ColumnElement, cast, func, select
from sqlalchemy.orm import Session

from dmedesk.billing.queries.lines import AMOUNT_CENTS, with_ledgers
from dmedesk.billing.rules.payments import PaymentStep, WriteOffReason
from dmedesk.billing.tables import (
    Allocation,
    BillingRun,
    ChargeEntry,
    Credit,
    CreditLine,
    Invoice,
    InvoiceLine,
    Payment,
    PaymentFact,
    WriteOff,
)
from dmedesk.rentals.tables import MonthEntry


@dataclass(frozen=True, slots=True)
class LineBalance:
    """One line of an invoice as of a day. ``place`` counts the lines of its invoice from 1.

    ``written_off_cents`` is what was given up, or passed on to the next payer.
    A line that is credited is open by nothing: what was paid of it is on the account again.
    """

    line_id: int
    invoice_id: int
    invoice_no: str
    place: int
    member_id: int
    payer_id: int
    posted_on: date
    amount_cents: int
    credited_cents: int
    paid_cents: int
    written_off_cents: int

    @property
    def open_cents(self) -> int:
        """What is still owed."""
        gone = self.credited_cents + self.paid_cents + self.written_off_cents
        return self.amount_cents - gone


def whole_cents(found: ColumnElement[int]) -> ColumnElement[int]:
    """A sum as whole cents, 0 where there is nothing: PostgreSQL sums into another type."""
    return cast(func.coalesce(found, 0), BigInteger)


def credited_of_line(on: date) -> ColumnElement[int]:
    """What credits took back of a line until a day, correlated to ``InvoiceLine``."""
    credited = (
        select(AMOUNT_CENTS)
        .select_from(CreditLine)
        .join(Credit, Credit.id == CreditLine.credit_id)
        .where(CreditLine.line_id == InvoiceLine.id, Credit.credited_on <= on)
        .correlate(InvoiceLine, MonthEntry, ChargeEntry)
        .scalar_subquery()
    )
    return whole_cents(credited)


def paid_of_line(on: date) -> ColumnElement[int]:
    """What payments paid of a line until a day, less what was taken back until then."""
    paid = (
        select(func.sum(Allocation.amount_cents))
        .where(Allocation.line_id == InvoiceLine.id, Allocation.allocated_on <= on)
        .correlate(InvoiceLine)
        .scalar_subquery()
    )
    return whole_cents(paid)


def written_off_of_line(on: date) -> ColumnElement[int]:
    """What was given up of a line or passed on, until a day, less what was taken back by then."""
    written_off = (
        select(func.sum(WriteOff.amount_cents))
        .where(WriteOff.line_id == InvoiceLine.id, WriteOff.written_on <= on)
        .correlate(InvoiceLine)
        .scalar_subquery()
    )
    return whole_cents(written_off)


def passed_on_of_line(on: date) -> ColumnElement[int]:
    """What of that passed on to the next payer, less what was taken back until then."""
    passed_on = (
        select(func.sum(WriteOff.amount_cents))
        .where(
            WriteOff.line_id == InvoiceLine.id,
            WriteOff.written_on <= on,
            WriteOff.reason == WriteOffReason.PASSED_ON,
        )
        .correlate(InvoiceLine)
        .scalar_subquery()
    )
    return whole_cents(passed_on)


def open_of_line(on: date) -> ColumnElement[int]:
    """What is open on a line as of a day, for the columns and conditions of other statements."""
    gone = credited_of_line(on) + paid_of_line(on) + written_off_of_line(on)
    return AMOUNT_CENTS - gone


def place_of_line() -> ColumnElement[int]:
    """The place of a line on its invoice, from 1."""
    earlier = InvoiceLine.__table__.alias()
    return (
        select(func.count())
        .select_from(earlier)
        .where(earlier.c.invoice_id == InvoiceLine.invoice_id, earlier.c.id <= InvoiceLine.id)
        .correlate(InvoiceLine)
        .scalar_subquery()
    )


def line_balances(
    session: Session,
    *,
    on: date,
    member_id: int | None = None,
    payer_id: int | None = None,
    invoice_ids: Collection[int] | None = None,
    line_ids: Collection[int] | None = None,
    only_open: bool = False,
) -> list[LineBalance]:
    """Every line that was posted until ``on``, as it stood at that day's end; the oldest first.

    All of them, or those of a member, a payer, some invoices or some lines; ``only_open`` leaves
    out those whose balance is 0.
    """
    chosen = with_ledgers(
        select(
            InvoiceLine.id,
            Invoice.id,
            Invoice.invoice_no,
            place_of_line(),
            Invoice.member_id,
            Invoice.payer_id,
            BillingRun.posted_on,
            AMOUNT_CENTS,
            credited_of_line(on),
            paid_of_line(on),
            written_off_of_line(on),
        )
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .join(BillingRun, BillingRun.id == Invoice.run_id)
    ).where(BillingRun.posted_on <= on)
    if member_id is not None:
        chosen = chosen.where(Invoice.member_id == member_id)
    if payer_id is not None:
        chosen = chosen.where(Invoice.payer_id == payer_id)
    if invoice_ids is not None:
        chosen = chosen.where(Invoice.id.in_(invoice_ids))
    if line_ids is not None:
        chosen = chosen.where(InvoiceLine.id.in_(line_ids))
    rows = session.execute(chosen.order_by(BillingRun.posted_on, InvoiceLine.id))
    found = [LineBalance(*row) for row in rows]
    return [one for one in found if one.open_cents] if only_open else found


@dataclass(frozen=True, slots=True)
class PaymentBalance:
    """One payment as of a day: what came, what it paid, what was given back or is void."""

    payment_id: int
    payment_no: int
    payer_id: int | None
    member_id: int | None
    received_on: date
    is_deposit: bool
    amount_cents: int
    allocated_cents: int
    gone_cents: int

    @property
    def unapplied_cents(self) -> int:
        """What of it pays nothing yet: a deposit, or what was paid too much."""
        return self.amount_cents - self.allocated_cents - self.gone_cents


def allocated_of_payment(on: date) -> ColumnElement[int]:
    """What a payment paid until a day, correlated to ``Payment``."""
    allocated = (
        select(func.sum(Allocation.amount_cents))
        .where(Allocation.payment_id == Payment.id, Allocation.allocated_on <= on)
        .correlate(Payment)
        .scalar_subquery()
    )
    return whole_cents(allocated)


def gone_of_payment(on: date, step: PaymentStep | None = None) -> ColumnElement[int]:
    """What of a payment was given back or is void by a day, correlated to ``Payment``.

    Of both kinds of facts, or of one step.
    """
    gone = (
        select(func.sum(PaymentFact.amount_cents))
        .where(PaymentFact.payment_id == Payment.id, PaymentFact.done_on <= on)
        .correlate(Payment)
    )
    if step is not None:
        gone = gone.where(PaymentFact.step == step)
    return whole_cents(gone.scalar_subquery())


def payment_balances(
    session: Session,
    *,
    on: date,
    member_id: int | None = None,
    payer_id: int | None = None,
    payment_ids: Collection[int] | None = None,
    only_unapplied: bool = False,
) -> list[PaymentBalance]:
    """Every payment received until ``on``, as it stood at that day's end; the oldest first.

    ``member_id`` and ``payer_id`` ask for whose account it came to. ``only_unapplied`` leaves out
    those of which nothing is left.
    """
    chosen = select(
        Payment.id,
        Payment.payment_no,
        Payment.payer_id,
        Payment.member_id,
        Payment.received_on,
        Payment.is_deposit,
        Payment.amount_cents,
        allocated_of_payment(on),
        gone_of_payment(on),
    ).where(Payment.received_on <= on)
    if member_id is not None:
        chosen = chosen.where(Payment.member_id == member_id)
    if payer_id is not None:
        chosen = chosen.where(Payment.payer_id == payer_id)
    if payment_ids is not None:
        chosen = chosen.where(Payment.id.in_(payment_ids))
    rows = session.execute(chosen.order_by(Payment.received_on, Payment.id))
    found = [PaymentBalance(*row) for row in rows]
    return [one for one in found if one.unapplied_cents] if only_unapplied else found
