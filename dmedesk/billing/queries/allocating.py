"""The lines that a payment may pay, and the numbers of payments that came before."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session

from dmedesk.billing.queries.balances import open_of_line, place_of_line
from dmedesk.billing.queries.lines import with_ledgers
from dmedesk.billing.rules.allocating import OpenLine
from dmedesk.billing.rules.payments import PaymentKind, PaymentStep
from dmedesk.billing.tables import (
    Allocation,
    BillingRun,
    Invoice,
    InvoiceLine,
    Payment,
    PaymentFact,
    WriteOff,
)
from dmedesk.store.bulk import read_many

_AT_ONCE = 5_000
"""How many ids a statement names: within the limits of both databases."""

Numbered: TypeAlias = tuple[int | None, int | None, PaymentKind, str]
"""Payer, member, kind and number of a payment, as the database compares them."""


def open_lines(
    session: Session,
    *,
    line_ids: Collection[int] | None = None,
    payer_id: int | None = None,
    member_id: int | None = None,
    invoice_ids: Collection[int] | None = None,
    only_open: bool = False,
) -> dict[int, OpenLine]:
    """Lines with what is open on them by everything that is known, by id; the oldest first.

    Some lines, or those of a payer, a member or invoices, open or not; ``only_open`` leaves out
    those on which nothing is.
    """
    wanted = {Invoice.payer_id: payer_id, Invoice.member_id: member_id}
    where = [column == value for column, value in wanted.items() if value is not None]
    if invoice_ids is not None:
        where.append(Invoice.id.in_(invoice_ids))
    if only_open:
        where.append(open_of_line(date.max) > 0)
    found: dict[int, OpenLine] = {}
    for some in _some(line_ids):
        chosen = _lines().where(*where)
        if some is not None:
            chosen = chosen.where(InvoiceLine.id.in_(some))
        for row in read_many(session, chosen):
            line_id, invoice_id, number, place, member, payer, posted_on, open_cents = row
            name = f"{number} line {place}"
            found[line_id] = OpenLine(
                line_id, invoice_id, name, member, payer, posted_on, open_cents
            )
    return found


def _lines() -> Select[*tuple[Any, ...]]:
    """Every line with what is open on it, the oldest first."""
    return with_ledgers(
        select(
            InvoiceLine.id,
            Invoice.id,
            Invoice.invoice_no,
            place_of_line(),
            Invoice.member_id,
            Invoice.payer_id,
            BillingRun.posted_on,
            open_of_line(date.max),
        )
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .join(BillingRun, BillingRun.id == Invoice.run_id)
    ).order_by(BillingRun.posted_on, InvoiceLine.id)


def _some(ids: Collection[int] | None) -> Iterator[list[int] | None]:
    if ids is None:
        yield None
        return
    ordered = sorted(set(ids))
    for first in range(0, len(ordered), _AT_ONCE):
        yield ordered[first : first + _AT_ONCE]


class Presented(NamedTuple):
    """How often a number came, and the payment that has it and stands, if one does."""

    times: int
    standing_no: int | None


def numbers_taken(session: Session, keys: Iterable[str]) -> dict[Numbered, Presented]:
    """The payments that came before with these numbers (as compared), by whom and how they came."""
    reversed_ = exists().where(
        PaymentFact.payment_id == Payment.id, PaymentFact.step == PaymentStep.REVERSED
    )
    ordered = sorted(set(keys))
    found: dict[Numbered, Presented] = {}
    for first in range(0, len(ordered), _AT_ONCE):
        chosen = select(
            Payment.payer_id,
            Payment.member_id,
            Payment.kind,
            Payment.reference_key,
            Payment.presented,
            Payment.payment_no,
            reversed_,
        ).where(Payment.reference_key.in_(ordered[first : first + _AT_ONCE]))
        for payer_id, member_id, kind, key, presented, payment_no, is_void in read_many(
            session, chosen
        ):
            numbered = (payer_id, member_id, kind, str(key))
            times, standing = found.get(numbered, Presented(0, None))
            found[numbered] = Presented(max(times, presented), standing if is_void else payment_no)
    return found


class Standing(NamedTuple):
    """An allocation that was not taken back."""

    id: int
    payment_id: int
    line_id: int
    amount_cents: int
    remittance_line_id: int | None


def standing_allocations(session: Session, where: ColumnElement[bool]) -> list[Standing]:
    """The allocations that stand, of those for which the condition holds; the oldest first."""
    back = Allocation.__table__.alias()
    taken_back = exists().where(back.c.reverses_id == Allocation.id)
    chosen = (
        select(
            Allocation.id,
            Allocation.payment_id,
            Allocation.line_id,
            Allocation.amount_cents,
            Allocation.remittance_line_id,
        )
        .where(Allocation.reverses_id.is_(None), ~taken_back, where)
        .order_by(Allocation.id)
    )
    return [Standing(*row) for row in session.execute(chosen)]


def paid_invoices(session: Session, *, run_id: int) -> list[str]:
    """The numbers of a run's invoices on which something stands paid."""
    paid = (
        select(func.sum(Allocation.amount_cents))
        .join(InvoiceLine, InvoiceLine.id == Allocation.line_id)
        .where(InvoiceLine.invoice_id == Invoice.id)
        .correlate(Invoice)
        .scalar_subquery()
    )
    chosen = select(Invoice.invoice_no).where(Invoice.run_id == run_id, func.coalesce(paid, 0) != 0)
    return list(session.scalars(chosen.order_by(Invoice.id)))


def passed_on_invoices(session: Session, *, run_id: int) -> list[str]:
    """The numbers of a run's invoices of which something stands passed on to another payer."""
    back = WriteOff.__table__.alias()
    chosen = (
        select(Invoice.invoice_no)
        .join(InvoiceLine, InvoiceLine.invoice_id == Invoice.id)
        .join(WriteOff, WriteOff.line_id == InvoiceLine.id)
        .where(
            Invoice.run_id == run_id,
            WriteOff.charge_id.is_not(None),
            ~exists().where(back.c.reverses_id == WriteOff.id),
        )
        .distinct()
    )
    return list(session.scalars(chosen.order_by(Invoice.invoice_no)))
