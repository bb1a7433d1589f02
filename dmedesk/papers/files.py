"""The files of papers: prescriptions and prior authorizations."""

from collections.abc import Iterator

from dmedesk.kit.cells import count, day, hcpcs, identifier, last_day
from dmedesk.kit.records import (
    Column,
    Fault,
    RecordFile,
    Reference,
    Values,
    from_before_until,
)

_MEMBER = Reference(("member_no",), "members")


def _expired_before_signed(values: Values) -> Iterator[Fault]:
    signed_on, expires_on = values.get("signed_on"), values.get("expires_on")
    if signed_on is not None and expires_on is not None and expires_on < signed_on:
        yield Fault(
            "expires_on",
            "expired_before_signed",
            f"The last good day lies before the signature on {signed_on}.",
            "Write the last day on which it counts, or leave the cell empty.",
        )


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
    check=_expired_before_signed,
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
