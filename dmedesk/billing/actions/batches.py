"""Opens, balances and closes a batch of payments: what is deposited together on one day."""

from datetime import date

from sqlalchemy import func, select

from dmedesk.billing.queries.batches import counted_of_batch, is_batch_closed
from dmedesk.billing.rules.payments import BatchStep, closing_findings
from dmedesk.billing.tables import BatchFact, PaymentBatch
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import stopping
from dmedesk.store.unit_of_work import UnitOfWork

LOCK = "payments"
"""Held by whoever takes or allocates payments: what is open is then what it looks like."""


def open_batch(
    work: UnitOfWork, *, opened_on: date, expected_cents: int | None = None, note: str = ""
) -> int:
    """Open a batch of payments received on a day; answers its id.

    ``expected_cents`` is the total of its papers, added up by themselves; it may be said later.
    Refused for a day to come, and for a total below 0.
    """
    work.lock(LOCK)
    if opened_on > today_of(work):
        raise Refused(
            [stopping("to_come", f"{opened_on} is to come.", "Type today or a day before.")]
        )
    number = (work.session.scalar(select(func.max(PaymentBatch.batch_no))) or 0) + 1
    batch = PaymentBatch(
        batch_no=number,
        opened_on=opened_on,
        note=note.strip(),
        opened_at=work.now,
        opened_by=work.actor,
    )
    work.session.add(batch)
    work.session.flush()
    if expected_cents is not None:
        expect_total(work, batch_id=batch.id, expected_cents=expected_cents)
    return batch.id


def expect_total(work: UnitOfWork, *, batch_id: int, expected_cents: int) -> None:
    """Say what a batch's papers come to, or say it anew. Refused for a closed batch."""
    work.lock(LOCK)
    batch = open_batch_of(work, batch_id=batch_id)
    if expected_cents < 0:
        raise Refused([stopping("negative_total", "A total is not below 0.", "Type it anew.")])
    _append(work, batch, BatchStep.EXPECTED, expected_cents, None)


def close_batch(work: UnitOfWork, *, batch_id: int) -> None:
    """Close a batch: it takes no further payment. Refused while it does not balance."""
    work.lock(LOCK)
    batch = open_batch_of(work, batch_id=batch_id)
    counted = counted_of_batch(work.session, batch_id)
    found = list(closing_findings(counted, batch_no=batch.batch_no))
    if found or counted.expected_cents is None:
        raise Refused(found)
    _append(work, batch, BatchStep.CLOSED, counted.expected_cents, counted.counted_cents)


def open_batch_of(work: UnitOfWork, *, batch_id: int) -> PaymentBatch:
    """The batch. Refused where it is closed."""
    batch = work.session.get_one(PaymentBatch, batch_id)
    if is_batch_closed(work.session, batch_id):
        remedy = "Open another one; what is wrong in this one is reversed there."
        message = f"Batch {batch.batch_no} is closed."
        raise Refused([stopping("batch_closed", message, remedy)])
    return batch


def today_of(work: UnitOfWork) -> date:
    """The day by the shop's own clock."""
    return work.now.astimezone().date()


def _append(
    work: UnitOfWork,
    batch: PaymentBatch,
    step: BatchStep,
    expected_cents: int,
    counted_cents: int | None,
) -> None:
    last = select(func.max(BatchFact.turn)).where(BatchFact.batch_id == batch.id)
    work.session.add(
        BatchFact(
            batch_id=batch.id,
            turn=(work.session.scalar(last) or 0) + 1,
            step=step,
            expected_cents=expected_cents,
            counted_cents=counted_cents,
            done_on=today_of(work),
            recorded_at=work.now,
            recorded_by=work.actor,
        )
    )
    work.session.flush()
