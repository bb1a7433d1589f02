"""The files of papers: prescriptions and prior authorizations."""

from dmedesk.kit.cells import count, day, hcpcs, identifier, last_day
from dmedesk.kit.records import Column, RecordFile, Reference, from_before_until
from dmedesk.papers.rules import expired_before_signed

_MEMBER = Reference(("member_no",), "members")


PRESCRIPTIONS = RecordFile(
    "prescriptions",
    columns=(
        Column("member_no", identifier, required=True),
        Column("hcpcs", hcpcs, required=True),
        Column("signed_on", day, required=True),
        Column("npi", identifier, required=True),
        Column("expires_on", day),
    ),
    key=("member_no", "hcpcs", "signed_on", "npi"),
    references=(_MEMBER, Reference(("npi",), "practitioners")),
    check=expired_before_signed,
)

AUTHORIZATIONS = RecordFile(
    "authorizations",
    columns=(
        Column("member_no", identifier, required=True),
        Column("hcpcs", hcpcs, required=True),
        Column("pa_number", identifier, required=True),
        Column("from_on", day, required=True),
        Column("until_on", last_day, required=True, may_be_empty=True),
        Column("months", count),
    ),
    key=("member_no", "hcpcs", "pa_number"),
    references=(_MEMBER,),
    check=from_before_until,
)
