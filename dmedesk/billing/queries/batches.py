"""Batches of payments: what one was expected to come to, what was typed, whether it is closed."""

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session

from dmedesk.billing.queries.balances import whole_cents
from dmedesk.billing.rules.payments import BatchStep, Counted, PaymentStep, ReversalReason
from dmedesk.billing.tables import BatchFact, Payment, PaymentBatch, PaymentFact


def closed_batch() -> ColumnElement[bool]:
    """The condition of batches that are closed."""
    return exists().where(BatchFact.batch_id == PaymentBatch.id, BatchFact.step == BatchStep.CLOSED)


def is_batch_closed(session: Session, batch_id: int) -> bool:
    """Whether a batch is closed."""
    closed = select(BatchFact.id).where(
        BatchFact.batch_id == batch_id, BatchFact.step == BatchStep.CLOSED
    )
    return session.scalar(closed) is not None


def counts_in_batch() -> ColumnElement[bool]:
    """The condition of payments that count in an open batch: those that were not typed wrong.

    A check that bounces was deposited all the same.
    """
    return ~exists().where(
        PaymentFact.payment_id == Payment.id,
        PaymentFact.step == PaymentStep.REVERSED,
        PaymentFact.reason == ReversalReason.ENTERED_WRONG,
    )


def counted_cents_of(batch_id: Any) -> ColumnElement[int]:
    """What a batch's payments come to; of a closed one what they came to when it was closed."""
    frozen = (
        select(BatchFact.counted_cents)
        .where(BatchFact.batch_id == batch_id, BatchFact.step == BatchStep.CLOSED)
        .correlate(PaymentBatch)
    )
    counted = (
        select(func.sum(Payment.amount_cents))
        .where(Payment.batch_id == batch_id, counts_in_batch())
        .correlate(PaymentBatch)
    )
    return whole_cents(func.coalesce(frozen.scalar_subquery(), counted.scalar_subquery()))


def expected_cents_of(batch_id: Any) -> ColumnElement[int]:
    """What a batch is expected to come to, by what was said last; empty while nothing was."""
    return _last_total(batch_id).correlate(PaymentBatch).scalar_subquery()


def _last_total(batch_id: Any) -> Select[int]:
    return (
        select(BatchFact.expected_cents)
        .where(BatchFact.batch_id == batch_id)
        .order_by(BatchFact.turn.desc())
        .limit(1)
    )


def counted_of_batch(session: Session, batch_id: int) -> Counted:
    """A batch's two totals and how many payments it has."""
    typed = select(whole_cents(func.sum(Payment.amount_cents)), func.count()).where(
        Payment.batch_id == batch_id, counts_in_batch()
    )
    counted_cents, payments = session.execute(typed).one()
    return Counted(session.scalar(_last_total(batch_id)), counted_cents, payments)
