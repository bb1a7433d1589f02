"""The files of limits, of what members received, why early, and of refills."""

from dmedesk.kit.cells import (
    count,
    day,
    hcpcs,
    identifier,
    last_day,
    moment,
    one_of,
    ordinal,
    prose,
    quantity,
    text,
    yes_or_no,
)
from dmedesk.kit.records import Column, RecordFile, Reference, from_before_until
from dmedesk.papers.rules.entering import limit_faults, receipt_faults
from dmedesk.papers.rules.limit_words import (
    Answer,
    Channel,
    EarlyReason,
    LimitKind,
    PeriodUnit,
    Source,
    Stance,
    Treatment,
)

_MEMBER = Reference(("member_no",), "members")
_PAYER = Reference(("payer_code",), "payers")
_RECORDED = (
    Column("recorded_at", moment, required=True),
    Column("recorded_by", text, required=True),
)

LIMITS = RecordFile(
    "limits",
    columns=(
        Column("limit_no", identifier, required=True),
        Column("payer_code", identifier, required=True),
        Column("kind", one_of(LimitKind), required=True),
        Column("hcpcs", hcpcs, required=True),
        Column("quantity", ordinal, required=True),
        Column("every", ordinal, required=True),
        Column("unit", one_of(PeriodUnit), required=True),
        Column("treatment", one_of(Treatment), required=True),
        Column("stance", one_of(Stance), required=True),
        Column("from_on", day, required=True),
        Column("until_on", last_day),
        Column("proposal", identifier, empty=""),
        Column("citation", prose, required=True),
        Column("why", prose, empty=""),
    ),
    key=("limit_no",),
    references=(_PAYER,),
    check=lambda values: (*from_before_until(values), *limit_faults(values)),
)

RECEIPTS = RecordFile(
    "receipts",
    columns=(
        Column("source", one_of(Source), required=True),
        Column("source_no", identifier, required=True),
        Column("turn", ordinal, required=True),
        Column("member_no", identifier, required=True),
        Column("payer_code", identifier),
        Column("hcpcs", hcpcs, required=True),
        Column("quantity", quantity, required=True),
        Column("days", count),
        Column("received_on", day, required=True),
        Column("returned_on", day),
        Column("note", prose, empty=""),
        *_RECORDED,
    ),
    key=("source", "source_no", "turn"),
    references=(_MEMBER, _PAYER),
    check=receipt_faults,
)

REPLACEMENTS = RecordFile(
    "replacements",
    columns=(
        Column("replacement_no", identifier, required=True),
        Column("member_no", identifier, required=True),
        Column("hcpcs", hcpcs, required=True),
        Column("reason", one_of(EarlyReason), required=True),
        Column("happened_on", day, required=True),
        Column("evidence", prose, required=True),
        Column("undoes_no", identifier),
        *_RECORDED,
    ),
    key=("replacement_no",),
    references=(_MEMBER,),
)

REFILL_CONTACTS = RecordFile(
    "refill_contacts",
    columns=(
        Column("contact_no", identifier, required=True),
        Column("member_no", identifier, required=True),
        Column("hcpcs", hcpcs, required=True),
        Column("contacted_on", day, required=True),
        Column("channel", one_of(Channel), required=True),
        Column("who", prose, required=True),
        Column("answer", one_of(Answer), required=True),
        Column("quantity_left", quantity),
        Column("note", prose, empty=""),
        Column("undoes_no", identifier),
        *_RECORDED,
    ),
    key=("contact_no",),
    references=(_MEMBER,),
)

INSULIN_STATEMENTS = RecordFile(
    "insulin_statements",
    columns=(
        Column("statement_no", identifier, required=True),
        Column("member_no", identifier, required=True),
        Column("from_on", day, required=True),
        Column("is_treated", yes_or_no, required=True),
        Column("said_by", prose, required=True),
        *_RECORDED,
    ),
    key=("statement_no",),
    references=(_MEMBER,),
)
