"""The files of repairs: themselves, their steps, lines, substitutes, and how models compare."""

from dmedesk.assets.files import compared_serial
from dmedesk.kit.cells import (
    day,
    hcpcs,
    identifier,
    moment,
    money,
    one_of,
    ordinal,
    prose,
    quantity,
    text,
    verbatim,
    yes_or_no,
)
from dmedesk.kit.records import Column, RecordFile, Reference
from dmedesk.repairs.rules.words import (
    Cause,
    Covered,
    Likeness,
    LineKind,
    Ownership,
    Refusal,
    Relation,
    Site,
    Stage,
    Step,
)

_REPAIR = Reference(("repair_no",), "repairs")
_PRODUCT = Reference(("product_no",), "products")
_UNIT = Reference(("serial",), "assets")
_TICKET = Reference(("ticket_no",), "tickets")
_STAMP = (
    Column("recorded_at", moment, required=True),
    Column("recorded_by", text, required=True),
)

MODEL_TRAITS = RecordFile(
    "model_traits",
    columns=(
        Column("product_no", identifier, required=True),
        Column("size", text),
        Column("capacity_pounds", ordinal),
        Column("features", text),
    ),
    key=("product_no",),
    references=(_PRODUCT,),
)

REPAIRS = RecordFile(
    "repairs",
    columns=(
        Column("repair_no", identifier, required=True),
        Column("ownership", one_of(Ownership), required=True),
        Column("stage", one_of(Stage), required=True),
        Column("member_no", identifier),
        Column("payer_code", identifier),
        Column("serial", compared_serial),
        Column("product_no", identifier),
        Column("rental_no", identifier),
        Column("item", text, required=True),
        Column("serial_told", text),
        Column("hcpcs", hcpcs),
        Column("asked_by", text, required=True),
        Column("asked_on", day, required=True),
        Column("fault", prose, required=True),
        Column("cause", one_of(Cause), required=True),
        Column("site", one_of(Site), required=True),
        Column("technician", text),
        Column("promised_on", day),
        Column("replacement", money),
        Column("pa_number", identifier),
        *(
            Column(f"{name}_on", day)
            for name in ("previous", "removed", "finished", "returned", "closed")
        ),
        Column("refusal", one_of(Refusal)),
    ),
    key=("repair_no",),
    references=(
        Reference(("member_no",), "members"),
        Reference(("payer_code",), "payers"),
        _UNIT,
        _PRODUCT,
        Reference(("rental_no",), "rentals"),
    ),
)

REPAIR_STEPS = RecordFile(
    "repair_steps",
    columns=(
        Column("repair_no", identifier, required=True),
        Column("turn", ordinal, required=True),
        Column("step", one_of(Step), required=True),
        Column("happened_on", day, required=True),
        Column("note", prose, empty=""),
        Column("party", text),
        Column("reference", text),
        Column("relation", one_of(Relation)),
        Column("amount", money),
        Column("ticket_no", identifier),
        *_STAMP,
    ),
    key=("repair_no", "turn"),
    references=(_REPAIR, _TICKET),
)

REPAIR_LINES = RecordFile(
    "repair_lines",
    columns=(
        Column("repair_no", identifier, required=True),
        Column("turn", ordinal, required=True),
        Column("kind", one_of(LineKind), required=True),
        Column("done_on", day, required=True),
        Column("description", prose, required=True),
        Column("hcpcs", hcpcs),
        Column("modifiers", text, empty=""),
        Column("quantity", ordinal, required=True),
        Column("amount", money, required=True),
        Column("cost", money),
        Column("minutes", quantity),
        Column("covered", one_of(Covered), required=True),
        Column("technician", text),
        Column("citation", text, empty=""),
        Column("reverses", ordinal),
        *_STAMP,
    ),
    key=("repair_no", "turn"),
    references=(_REPAIR,),
)

REPAIR_LOANS = RecordFile(
    "repair_loans",
    columns=(
        Column("repair_no", identifier, required=True),
        Column("turn", ordinal, required=True),
        Column("serial", compared_serial, required=True),
        Column("ticket_no", identifier, required=True),
        Column("likeness", one_of(Likeness), required=True),
        Column("reason", prose, required=True),
        *_STAMP,
    ),
    key=("repair_no", "turn"),
    references=(_REPAIR, _UNIT, _TICKET),
)

SUBSTITUTE_CHARGES = RecordFile(
    "substitute_charges",
    columns=(
        Column("repair_no", identifier, required=True),
        Column("loan", ordinal, required=True),
        Column("charged_on", day, required=True),
        Column("hcpcs", hcpcs, required=True),
        Column("modifiers", text, empty=""),
        Column("amount", money, required=True),
        Column("basis", identifier, required=True),
        Column("citations", text, empty=""),
        Column("readings", text, empty=""),
        Column("derivation", verbatim, empty=""),
        Column("is_ceiling", yes_or_no, required=True),
        Column("confirmed_by", text),
        *_STAMP,
    ),
    key=("repair_no",),
    references=(_REPAIR,),
)
