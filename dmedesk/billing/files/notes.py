"""The file of what was said about accounts; a note that settles an earlier one names its number."""

from dmedesk.billing.rules.notes import NoteKind
from dmedesk.kit.cells import day, identifier, moment, money, one_of, ordinal, prose, verbatim
from dmedesk.kit.records import Column, RecordFile, Reference

ACCOUNT_NOTES = RecordFile(
    "account_notes",
    columns=(
        Column("note", ordinal, required=True),
        Column("member_no", identifier, required=True),
        Column("payer_code", identifier),
        Column("kind", one_of(NoteKind), required=True),
        Column("text", prose, required=True),
        Column("promised_on", day),
        Column("promised", money),
        Column("follow_up_on", day),
        Column("settles", ordinal),
        Column("noted_on", day, required=True),
        Column("noted_at", moment, required=True),
        Column("noted_by", verbatim, required=True),
    ),
    key=("note",),
    references=(Reference(("member_no",), "members"), Reference(("payer_code",), "payers")),
)
