"""Takes what was paid elsewhere, as its files have it, into a shop that has no payments yet."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import select

from dmedesk.billing.actions.batches import LOCK
from dmedesk.billing.queries.charge_files import charge_ids
from dmedesk.billing.queries.stored_payments import answer_ids, line_ids
from dmedesk.billing.rules.payments import reference_key
from dmedesk.billing.tables import (
    Allocation,
    Appeal,
    BatchFact,
    Payment,
    PaymentBatch,
    PaymentFact,
    RemittanceFile,
    RemittanceLine,
    WriteOff,
)
from dmedesk.kit.stored import Values
from dmedesk.members.queries.stored import member_ids, payer_ids
from dmedesk.store.base import Base
from dmedesk.store.bulk import append_many
from dmedesk.store.unit_of_work import UnitOfWork

Paid: TypeAlias = Mapping[str, Sequence[Values]]
"""The rows of each file of payments, by the file's name."""

_CENTS = {
    "amount": "amount_cents",
    "expected": "expected_cents",
    "counted": "counted_cents",
    "paid": "paid_cents",
    "allowed": "allowed_cents",
    "codes": "adjustments",
}


def take_paid(work: UnitOfWork, *, paid: Paid) -> None:
    """Enter everything that was paid, in the order in which it was.

    The invoices that it names must have been entered, and no payment be here. Whoever calls has
    seen to it that the rows fit each other.
    """
    work.lock(LOCK)
    if not any(paid.values()):
        return
    _append(work, PaymentBatch, [dict(row) for row in paid.get("payment_batches", ())])
    _append(work, RemittanceFile, [dict(row) for row in paid.get("remittance_files", ())])
    _take_payments(work, paid.get("payments", ()))
    batches = _by_number(work, PaymentBatch.batch_no, PaymentBatch.id)
    payments = _by_number(work, Payment.payment_no, Payment.id)
    facts = [_named(row, batch_no=("batch_id", batches)) for row in paid.get("batch_facts", ())]
    _append(work, BatchFact, facts)
    facts = [
        _named(row, payment_no=("payment_id", payments)) for row in paid.get("payment_facts", ())
    ]
    _append(work, PaymentFact, facts)
    lines = line_ids(work.session)
    answers = [
        _of_line(_named(row, payment_no=("payment_id", payments)), lines)
        for row in paid.get("remittance_lines", ())
    ]
    _append(work, RemittanceLine, answers)
    known = answer_ids(work.session)
    _take_allocations(work, paid.get("allocations", ()), payments, lines, known)
    charges: dict[Any, Any] = {**charge_ids(work.session), None: None}
    rows = [
        _of_line(_named(row, charge_no=("charge_id", charges)), lines)
        for row in paid.get("write_offs", ())
    ]
    _append(work, WriteOff, _taken_back(rows, "write_off", _first_id(work, WriteOff)))
    appeals = [_named(row) for row in paid.get("appeals", ())]
    for row in appeals:
        row["remittance_line_id"] = known[row.pop("payment_no"), row.pop("place")]
    _append(work, Appeal, appeals)


def _take_payments(work: UnitOfWork, rows: Sequence[Values]) -> None:
    session = work.session
    batches = _by_number(work, PaymentBatch.batch_no, PaymentBatch.id)
    files = _by_number(work, RemittanceFile.sha256, RemittanceFile.id)
    taken = []
    for values in rows:
        row = _named(
            values,
            batch_no=("batch_id", batches),
            payer_code=("payer_id", {**payer_ids(session), None: None}),
            member_no=("member_id", {**member_ids(session), None: None}),
            sha256=("file_id", {**files, None: None}),
        )
        taken.append({**row, "reference_key": reference_key(row["reference"])})
    _append(work, Payment, taken)


def _take_allocations(
    work: UnitOfWork,
    rows: Sequence[Values],
    payments: Mapping[Any, int],
    lines: Mapping[Any, int],
    answers: Mapping[Any, int],
) -> None:
    taken = []
    for values in rows:
        followed = answers.get((values["payment_no"], values["place"]))
        row = _of_line(_named(values, payment_no=("payment_id", payments)), lines)
        row.pop("place")
        taken.append({**row, "remittance_line_id": followed})
    _append(work, Allocation, _taken_back(taken, "allocation", _first_id(work, Allocation)))


def _named(values: Values, **ids: tuple[str, Mapping[Any, Any]]) -> dict[str, Any]:
    """The values by the table's names; ``ids`` tells the id that a value of a column stands for."""
    row: dict[str, Any] = {}
    for column, value in values.items():
        if column in ids:
            name, known = ids[column]
            row[name] = known[value]
        else:
            row[_CENTS.get(column, column)] = value
    return row


def _of_line(row: dict[str, Any], lines: Mapping[Any, int]) -> dict[str, Any]:
    row["line_id"] = lines[row.pop("invoice_no"), row.pop("line")]
    return row


def _taken_back(rows: Sequence[dict[str, Any]], name: str, first_id: int) -> list[dict[str, Any]]:
    """Rows with the ids and amounts of what they take back, by their places in the file."""
    ordered = sorted(rows, key=lambda row: row[name])
    amounts = {row[name]: row["amount_cents"] for row in ordered}
    for row in ordered:
        reverses = row.pop("reverses")
        row["reverses_id"] = None if reverses is None else first_id + reverses - 1
        row["reversed_cents"] = None if reverses is None else amounts[reverses]
        if reverses is not None:
            row["amount_cents"] = -row["amount_cents"]
        row.pop(name)
    return ordered


def _first_id(work: UnitOfWork, table: type[Base]) -> int:
    """The id that the first row will have: the table is empty, and its lock held."""
    column = table.__table__.c.id
    return (work.session.scalar(select(column).order_by(column.desc()).limit(1)) or 0) + 1


def _by_number(work: UnitOfWork, number: Any, id_: Any) -> dict[Any, int]:
    return dict(work.session.execute(select(number, id_)).all())


def _append(work: UnitOfWork, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    columns = [getattr(table, name) for name in rows[0]] if rows else []
    append_many(work, table, columns, [tuple(row[c.key] for c in columns) for row in rows])
