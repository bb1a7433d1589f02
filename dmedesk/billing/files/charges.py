"""The files of one-off charges: themselves, what proves them, and what was invoiced of them."""

import json
from collections.abc import Iterator

from dmedesk.assets.files import compared_serial
from dmedesk.assets.rules import Condition
from dmedesk.billing.files.posted import citations, frozen, joined, paper_number
from dmedesk.billing.rules.charges import ChargeKind, SourceKind
from dmedesk.billing.rules.trace import unpack_trace
from dmedesk.kit.cells import (
    day,
    hcpcs,
    identifier,
    moment,
    money,
    one_of,
    ordinal,
    prose,
    text,
    verbatim,
    yes_or_no,
)
from dmedesk.kit.records import Column, Fault, RecordFile, Reference
from dmedesk.kit.stored import Values
from dmedesk.rentals.rules import Proof

_INVOICE = Reference(("invoice_no",), "invoices")


def dict_of(cell: str) -> dict[str, object]:
    """The further keys of a charge's question: a JSON object."""
    asked = json.loads(cell)
    if not isinstance(asked, dict):
        raise TypeError("not an object")
    return asked


_CHARGE = Reference(("charge_no",), "charges")


def _charge_faults(values: Values) -> Iterator[Fault]:
    yield from _withdrawal_faults(values)
    option = (ChargeKind.PURCHASE_OPTION, SourceKind.PURCHASE_OPTION)
    if (values.get("kind") is option[0]) != (values.get("source") is option[1]):
        yield Fault(
            "source",
            "option_of_a_rental",
            "A purchase option is of a rental, and nothing else is.",
            "Write purchase_option as the source, and the rental's number as source_no.",
        )


def _withdrawal_faults(values: Values) -> Iterator[Fault]:
    """A withdrawal has its moment, its person and its reason, or nothing of them."""
    told = [values.get(name) is not None for name in ("withdrawn_at", "withdrawn_by")]
    if len({*told, bool(values.get("withdrawn_why"))}) > 1:
        yield Fault(
            "withdrawn_at",
            "withdrawal_incomplete",
            "A withdrawal has a moment, a person and a reason.",
            "Write all three, or none.",
        )


CHARGES = RecordFile(
    "charges",
    columns=(
        Column("charge_no", identifier, required=True),
        Column("source", one_of(SourceKind), empty=SourceKind.BY_HAND),
        Column("source_no", identifier),
        Column("round", ordinal, empty=1),
        Column("member_no", identifier, required=True),
        Column("payer_code", identifier, required=True),
        Column("kind", one_of(ChargeKind), required=True),
        Column("service_on", day, required=True),
        Column("hcpcs", hcpcs, required=True),
        Column("modifiers", verbatim, empty=""),
        Column("description", text, required=True),
        Column("product_no", identifier),
        Column("serial", compared_serial),
        Column("condition", one_of(Condition), empty=Condition.NEW),
        Column("units", ordinal, empty=1),
        Column("usual_charge", money),
        Column("asked", frozen(dict_of), empty="{}"),
        Column("pa_required", yes_or_no, empty=False),
        Column("why_payer", prose, empty=""),
        Column("recorded_at", moment, required=True),
        Column("recorded_by", verbatim, required=True),
        Column("withdrawn_at", moment),
        Column("withdrawn_by", verbatim),
        Column("withdrawn_why", prose),
    ),
    key=("charge_no",),
    references=(
        Reference(("member_no",), "members"),
        Reference(("payer_code",), "payers"),
        Reference(("product_no",), "products"),
        Reference(("serial",), "assets"),
    ),
    check=_charge_faults,
)
"""One-off charges, withdrawn ones too; what was invoiced of them is in ``charge_lines.csv``."""

CHARGE_PROOFS = RecordFile(
    "charge_proofs",
    columns=(
        Column("charge_no", identifier, required=True),
        Column("turn", ordinal, required=True),
        Column("proof", one_of(Proof), required=True),
        Column("proof_on", day),
        Column("recorded_at", moment, required=True),
        Column("recorded_by", verbatim, required=True),
    ),
    key=("charge_no", "turn"),
    references=(_CHARGE,),
)

CHARGE_LINES = RecordFile(
    "charge_lines",
    columns=(
        Column("invoice_no", paper_number, required=True),
        Column("charge_no", identifier, required=True),
        Column("round", ordinal, required=True),
        Column("hcpcs", hcpcs, required=True),
        Column("description", verbatim, empty=""),
        Column("brand", verbatim, empty=""),
        Column("model", verbatim, empty=""),
        Column("serial", verbatim, empty=""),
        Column("modifiers", verbatim, empty=""),
        Column("basis", verbatim, required=True),
        Column("citations", citations, empty="", write=joined),
        Column("readings", frozen(json.loads), required=True),
        Column("usual_charge", money),
        Column("amount", money, required=True),
        Column("pa_number", identifier),
        Column("trace", frozen(unpack_trace), required=True),
    ),
    key=("charge_no", "round"),
    references=(_INVOICE, _CHARGE),
)
