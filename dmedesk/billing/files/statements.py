"""The file of the statements that were made; their bytes are attachments of their members."""

from dmedesk.kit.cells import day, identifier, moment, money, ordinal, verbatim, yes_or_no
from dmedesk.kit.records import Column, RecordFile, Reference

STATEMENTS = RecordFile(
    "statements",
    columns=(
        Column("statement_no", identifier, required=True),
        Column("member_no", identifier, required=True),
        Column("as_of_on", day, required=True),
        Column("turn", ordinal, required=True),
        Column("is_large", yes_or_no, required=True),
        Column("owed", money, required=True),
        Column("held", money, required=True),
        Column("sha256", verbatim, required=True),
        Column("made_at", moment, required=True),
        Column("made_by", verbatim, required=True),
    ),
    key=("statement_no",),
    references=(Reference(("member_no",), "members"),),
)
