"""The files of payments: batches, what came, what it pays, what payers answered, what was given up.

A line of an invoice is named by the invoice's number and its place there, from 1. Everything is
only ever appended; what takes a row back names it.
"""

from collections.abc import Iterator

from dmedesk.billing.files.posted import paper_number
from dmedesk.billing.rules.payments import (
    AppealStep,
    BatchStep,
    Outcome,
    PaymentKind,
    PaymentStep,
    ReversalReason,
    WriteOffReason,
)
from dmedesk.billing.rules.remittances import adjustments_cell, remarks_cell
from dmedesk.kit.cells import (
    day,
    identifier,
    moment,
    money,
    one_of,
    ordinal,
    prose,
    verbatim,
    yes_or_no,
)
from dmedesk.kit.records import Column, Fault, RecordFile, Reference
from dmedesk.kit.stored import Values

_RECORDED = (
    Column("recorded_at", moment, required=True),
    Column("recorded_by", verbatim, required=True),
)
_LINE = (
    Column("invoice_no", paper_number, required=True),
    Column("line", ordinal, required=True),
)
_BATCH = Reference(("batch_no",), "payment_batches")
_PAYMENT = Reference(("payment_no",), "payments")
_INVOICE = Reference(("invoice_no",), "invoices")


def _of_one_account(values: Values) -> Iterator[Fault]:
    told = [values.get("payer_code"), values.get("member_no")]
    if told.count(None) != 1:
        yield Fault(
            "payer_code",
            "whose_payment",
            "A payment is of one payer, or of one member.",
            "Write one of payer_code and member_no.",
        )


PAYMENT_BATCHES = RecordFile(
    "payment_batches",
    columns=(
        Column("batch_no", ordinal, required=True),
        Column("opened_on", day, required=True),
        Column("note", prose, empty=""),
        Column("opened_at", moment, required=True),
        Column("opened_by", verbatim, required=True),
    ),
    key=("batch_no",),
)

BATCH_FACTS = RecordFile(
    "batch_facts",
    columns=(
        Column("batch_no", ordinal, required=True),
        Column("turn", ordinal, required=True),
        Column("step", one_of(BatchStep), required=True),
        Column("expected", money, required=True),
        Column("counted", money),
        Column("done_on", day, required=True),
        *_RECORDED,
    ),
    key=("batch_no", "turn"),
    references=(_BATCH,),
)

REMITTANCE_FILES = RecordFile(
    "remittance_files",
    columns=(
        Column("sha256", verbatim, required=True),
        Column("file_name", verbatim, required=True),
        Column("taken_at", moment, required=True),
        Column("taken_by", verbatim, required=True),
    ),
    key=("sha256",),
)

PAYMENTS = RecordFile(
    "payments",
    columns=(
        Column("payment_no", ordinal, required=True),
        Column("batch_no", ordinal, required=True),
        Column("place", ordinal, required=True),
        Column("kind", one_of(PaymentKind), required=True),
        Column("payer_code", identifier),
        Column("member_no", identifier),
        Column("reference", verbatim, empty=""),
        Column("presented", ordinal, required=True),
        Column("dated_on", day),
        Column("received_on", day, required=True),
        Column("amount", money, required=True),
        Column("is_deposit", yes_or_no, required=True),
        Column("sha256", verbatim),
        Column("note", prose, empty=""),
        *_RECORDED,
    ),
    key=("payment_no",),
    references=(
        _BATCH,
        Reference(("payer_code",), "payers"),
        Reference(("member_no",), "members"),
        Reference(("sha256",), "remittance_files"),
    ),
    check=_of_one_account,
)

PAYMENT_FACTS = RecordFile(
    "payment_facts",
    columns=(
        Column("payment_no", ordinal, required=True),
        Column("turn", ordinal, required=True),
        Column("step", one_of(PaymentStep), required=True),
        Column("amount", money, required=True),
        Column("reason", one_of(ReversalReason)),
        Column("done_on", day, required=True),
        Column("reference", verbatim, empty=""),
        Column("note", prose, empty=""),
        *_RECORDED,
    ),
    key=("payment_no", "turn"),
    references=(_PAYMENT,),
)

REMITTANCE_LINES = RecordFile(
    "remittance_lines",
    columns=(
        Column("payment_no", ordinal, required=True),
        Column("place", ordinal, required=True),
        *_LINE,
        Column("outcome", one_of(Outcome), required=True),
        Column("paid", money, required=True),
        Column("allowed", money),
        Column("codes", adjustments_cell, empty=""),
        Column("remarks", remarks_cell, empty=""),
        Column("answered_on", day, required=True),
        *_RECORDED,
    ),
    key=("payment_no", "place"),
    references=(_PAYMENT, _INVOICE),
)

ALLOCATIONS = RecordFile(
    "allocations",
    columns=(
        Column("allocation", ordinal, required=True),
        Column("payment_no", ordinal, required=True),
        *_LINE,
        Column("amount", money, required=True),
        Column("reverses", ordinal),
        Column("place", ordinal),
        Column("allocated_on", day, required=True),
        *_RECORDED,
    ),
    key=("allocation",),
    references=(_PAYMENT, _INVOICE, Reference(("payment_no", "place"), "remittance_lines")),
)
"""``place`` is that of the remittance's answer that it follows; ``reverses`` the row taken back."""

WRITE_OFFS = RecordFile(
    "write_offs",
    columns=(
        Column("write_off", ordinal, required=True),
        *_LINE,
        Column("amount", money, required=True),
        Column("reverses", ordinal),
        Column("reason", one_of(WriteOffReason), required=True),
        Column("charge_no", identifier),
        Column("note", prose, empty=""),
        Column("written_on", day, required=True),
        *_RECORDED,
    ),
    key=("write_off",),
    references=(_INVOICE, Reference(("charge_no",), "charges")),
)
"""``charge_no`` is the remainder that a line passed on to the next payer."""

APPEALS = RecordFile(
    "appeals",
    columns=(
        Column("payment_no", ordinal, required=True),
        Column("place", ordinal, required=True),
        Column("turn", ordinal, required=True),
        Column("step", one_of(AppealStep), required=True),
        Column("done_on", day, required=True),
        Column("deadline_on", day),
        Column("citation", verbatim, empty=""),
        Column("note", prose, empty=""),
        *_RECORDED,
    ),
    key=("payment_no", "place", "turn"),
    references=(Reference(("payment_no", "place"), "remittance_lines"),),
)
