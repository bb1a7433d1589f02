"""Reads payments as their files have them, everything in the order in which it was written."""

from typing import Any

from sqlalchemy import Select, Subquery, func, select
from sqlalchemy.orm import Session, aliased

from dmedesk.billing.tables import (
    Allocation,
    Appeal,
    BatchFact,
    Charge,
    Invoice,
    InvoiceLine,
    Payment,
    PaymentBatch,
    PaymentFact,
    RemittanceFile,
    RemittanceLine,
    WriteOff,
)
from dmedesk.kit.stored import StoredRow
from dmedesk.members.tables import Member, Payer
from dmedesk.store.rows import stored_rows


def named_lines() -> Subquery:
    """Every line of an invoice by its id: the invoice's number and the line's place on it."""
    place = func.row_number().over(partition_by=InvoiceLine.invoice_id, order_by=InvoiceLine.id)
    return (
        select(InvoiceLine.id, Invoice.invoice_no, place.label("line"))
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .subquery()
    )


def line_ids(session: Session) -> dict[tuple[str, int], int]:
    """The id of every line by its invoice's number and its place there."""
    lines = named_lines()
    chosen = select(lines.c.invoice_no, lines.c.line, lines.c.id)
    return {(number, place): id_ for number, place, id_ in session.execute(chosen)}


def answer_ids(session: Session) -> dict[tuple[int, int], int]:
    """The id of every answer of a remittance by its payment's number and its place there."""
    chosen = select(Payment.payment_no, RemittanceLine.place, RemittanceLine.id).join(
        Payment, Payment.id == RemittanceLine.payment_id
    )
    return {(number, place): id_ for number, place, id_ in session.execute(chosen)}


def stored_batches(session: Session) -> list[StoredRow]:
    """Every batch, as ``payment_batches.csv`` has it."""
    columns = (
        PaymentBatch.id,
        PaymentBatch.batch_no,
        PaymentBatch.opened_on,
        PaymentBatch.note,
        PaymentBatch.opened_at,
        PaymentBatch.opened_by,
    )
    return stored_rows(session, select(*columns).order_by(PaymentBatch.id))


def stored_batch_facts(session: Session) -> list[StoredRow]:
    """The totals and closings of batches, as ``batch_facts.csv`` has them."""
    chosen = select(
        BatchFact.id,
        PaymentBatch.batch_no,
        BatchFact.turn,
        BatchFact.step,
        BatchFact.expected_cents.label("expected"),
        BatchFact.counted_cents.label("counted"),
        BatchFact.done_on,
        BatchFact.recorded_at,
        BatchFact.recorded_by,
    ).join(PaymentBatch, PaymentBatch.id == BatchFact.batch_id)
    return stored_rows(session, chosen.order_by(BatchFact.id))


def stored_remittance_files(session: Session) -> list[StoredRow]:
    """Every file of remittances, as ``remittance_files.csv`` has it."""
    columns = (
        RemittanceFile.id,
        RemittanceFile.sha256,
        RemittanceFile.file_name,
        RemittanceFile.taken_at,
        RemittanceFile.taken_by,
    )
    return stored_rows(session, select(*columns).order_by(RemittanceFile.id))


def stored_payments(session: Session) -> list[StoredRow]:
    """Every payment, as ``payments.csv`` has it."""
    chosen = (
        select(
            Payment.id,
            Payment.payment_no,
            PaymentBatch.batch_no,
            Payment.place,
            Payment.kind,
            Payer.code.label("payer_code"),
            Member.member_no,
            Payment.reference,
            Payment.presented,
            Payment.dated_on,
            Payment.received_on,
            Payment.amount_cents.label("amount"),
            Payment.is_deposit,
            RemittanceFile.sha256,
            Payment.note,
            Payment.recorded_at,
            Payment.recorded_by,
        )
        .join(PaymentBatch, PaymentBatch.id == Payment.batch_id)
        .outerjoin(Payer, Payer.id == Payment.payer_id)
        .outerjoin(Member, Member.id == Payment.member_id)
        .outerjoin(RemittanceFile, RemittanceFile.id == Payment.file_id)
    )
    return stored_rows(session, chosen.order_by(Payment.id))


def stored_payment_facts(session: Session) -> list[StoredRow]:
    """Reversals and returns, as ``payment_facts.csv`` has them."""
    chosen = select(
        PaymentFact.id,
        Payment.payment_no,
        PaymentFact.turn,
        PaymentFact.step,
        PaymentFact.amount_cents.label("amount"),
        PaymentFact.reason,
        PaymentFact.done_on,
        PaymentFact.reference,
        PaymentFact.note,
        PaymentFact.recorded_at,
        PaymentFact.recorded_by,
    ).join(Payment, Payment.id == PaymentFact.payment_id)
    return stored_rows(session, chosen.order_by(PaymentFact.id))


def stored_answers(session: Session) -> list[StoredRow]:
    """What payers answered, as ``remittance_lines.csv`` has it."""
    lines = named_lines()
    chosen = (
        select(
            RemittanceLine.id,
            Payment.payment_no,
            RemittanceLine.place,
            lines.c.invoice_no,
            lines.c.line,
            RemittanceLine.outcome,
            RemittanceLine.paid_cents.label("paid"),
            RemittanceLine.allowed_cents.label("allowed"),
            RemittanceLine.adjustments.label("codes"),
            RemittanceLine.remarks,
            RemittanceLine.answered_on,
            RemittanceLine.recorded_at,
            RemittanceLine.recorded_by,
        )
        .join(Payment, Payment.id == RemittanceLine.payment_id)
        .join(lines, lines.c.id == RemittanceLine.line_id)
    )
    return stored_rows(session, chosen.order_by(RemittanceLine.id))


def stored_allocations(session: Session) -> list[StoredRow]:
    """Every allocation, as ``allocations.csv`` has it."""
    lines = named_lines()
    chosen: Select[*tuple[Any, ...]] = (
        select(
            Allocation.id,
            Allocation.id.label("allocation"),
            Payment.payment_no,
            lines.c.invoice_no,
            lines.c.line,
            func.abs(Allocation.amount_cents).label("amount"),
            Allocation.reverses_id.label("reverses"),
            RemittanceLine.place,
            Allocation.allocated_on,
            Allocation.recorded_at,
            Allocation.recorded_by,
        )
        .join(Payment, Payment.id == Allocation.payment_id)
        .join(lines, lines.c.id == Allocation.line_id)
        .outerjoin(RemittanceLine, RemittanceLine.id == Allocation.remittance_line_id)
    )
    rows = stored_rows(session, chosen.order_by(Allocation.id))
    return _by_place(rows, "allocation")


def stored_write_offs(session: Session) -> list[StoredRow]:
    """Every write-off, as ``write_offs.csv`` has it."""
    lines = named_lines()
    chosen: Select[*tuple[Any, ...]] = select(
        WriteOff.id,
        WriteOff.id.label("write_off"),
        lines.c.invoice_no,
        lines.c.line,
        func.abs(WriteOff.amount_cents).label("amount"),
        WriteOff.reverses_id.label("reverses"),
        WriteOff.reason,
        Charge.charge_no,
        WriteOff.note,
        WriteOff.written_on,
        WriteOff.recorded_at,
        WriteOff.recorded_by,
    ).join(lines, lines.c.id == WriteOff.line_id)
    chosen = chosen.outerjoin(Charge, Charge.id == WriteOff.charge_id)
    return _by_place(stored_rows(session, chosen.order_by(WriteOff.id)), "write_off")


def stored_appeals(session: Session) -> list[StoredRow]:
    """Every step of an appeal, as ``appeals.csv`` has it."""
    answer = aliased(RemittanceLine)
    chosen = (
        select(
            Appeal.id,
            Payment.payment_no,
            answer.place,
            Appeal.turn,
            Appeal.step,
            Appeal.done_on,
            Appeal.deadline_on,
            Appeal.citation,
            Appeal.note,
            Appeal.recorded_at,
            Appeal.recorded_by,
        )
        .join(answer, answer.id == Appeal.remittance_line_id)
        .join(Payment, Payment.id == answer.payment_id)
    )
    return stored_rows(session, chosen.order_by(Appeal.id))


def _by_place(rows: list[StoredRow], name: str) -> list[StoredRow]:
    """Rows and what they take back, by their places in the order of all."""
    places = {row.id: place for place, row in enumerate(rows, start=1)}
    for row in rows:
        row.values[name] = places[row.id]
        reverses = row.values["reverses"]
        row.values["reverses"] = None if reverses is None else places[reverses]
    return rows


def line_at(session: Session, *, invoice_id: int, place: int) -> int | None:
    """The id of an invoice's n-th line; None where it has none."""
    lines = select(InvoiceLine.id).where(InvoiceLine.invoice_id == invoice_id)
    return session.scalar(lines.order_by(InvoiceLine.id).offset(place - 1).limit(1))
