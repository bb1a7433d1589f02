"""The files of members: payers, practitioners, members, and what belongs to each of them."""

from dmedesk.kit.cells import (
    count,
    day,
    identifier,
    last_day,
    moment,
    one_of,
    ordinal,
    prose,
    text,
    zip_code,
)
from dmedesk.kit.records import Column, RecordFile, Reference, from_before_until
from dmedesk.members.rules.checks import coverage_faults, member_faults, practitioner_faults
from dmedesk.members.rules.words import LeavingReason, Regime, Setting, Standing

_MEMBER = Reference(("member_no",), "members")

_ADDRESS = (
    Column("address1", text),
    Column("address2", text),
    Column("city", text),
    Column("state", text),
    Column("zip", zip_code),
)


PAYERS = RecordFile(
    "payers",
    columns=(
        Column("payer_code", identifier, required=True),
        Column("name", text, required=True),
        Column("regime", one_of(Regime), required=True),
        *_ADDRESS,
        Column("phone", identifier),
        Column("electronic_payer_id", identifier),
        Column("filing_days", count),
    ),
    key=("payer_code",),
)

PRACTITIONERS = RecordFile(
    "practitioners",
    columns=(
        Column("npi", identifier, required=True),
        Column("last_name", text, required=True),
        Column("first_name", text),
        Column("phone", identifier),
        Column("fax", identifier),
        *_ADDRESS,
        Column("license_no", identifier),
        Column("license_expires_on", day),
    ),
    key=("npi",),
    check=practitioner_faults,
)

PRACTITIONER_CHECKS = RecordFile(
    "practitioner_checks",
    columns=(
        Column("npi", identifier, required=True),
        Column("checked_on", day, required=True),
        Column("standing", one_of(Standing), required=True),
        Column("source", text, empty=""),
        Column("checked_by", text, required=True),
        Column("recorded_at", moment, required=True),
    ),
    key=("npi", "checked_on", "recorded_at", "standing", "source", "checked_by"),
    references=(Reference(("npi",), "practitioners"),),
)

MEMBERS = RecordFile(
    "members",
    columns=(
        Column("member_no", identifier, required=True),
        Column("last_name", text, required=True),
        Column("first_name", text, required=True),
        Column("birth_date", day),
        Column("masshealth_id", identifier),
        Column("medicare_mbi", identifier),
        *_ADDRESS,
        Column("phone", identifier),
        Column("deceased_on", day),
        Column("left_on", day),
        Column("left_reason", one_of(LeavingReason)),
        Column("phone2", identifier),
        Column("language", text),
        Column("delivery_address1", text),
        Column("delivery_address2", text),
        Column("delivery_city", text),
        Column("delivery_state", text),
        Column("delivery_zip", zip_code),
        Column("directions", prose),
        Column("emergency_name", text),
        Column("emergency_relation", text),
        Column("emergency_phone", identifier),
    ),
    key=("member_no",),
    check=member_faults,
)

RESIDENCES = RecordFile(
    "residences",
    columns=(
        Column("member_no", identifier, required=True),
        Column("setting", one_of(Setting), required=True),
        Column("from_on", day, required=True),
        Column("until_on", last_day),
        Column("facility_name", text),
    ),
    key=("member_no", "from_on"),
    references=(_MEMBER,),
    check=from_before_until,
)

COVERAGES = RecordFile(
    "coverages",
    columns=(
        Column("member_no", identifier, required=True),
        Column("payer_code", identifier, required=True),
        Column("rank", ordinal, required=True),
        Column("from_on", day, required=True),
        Column("until_on", last_day),
        Column("number", identifier),
    ),
    key=("member_no", "rank", "from_on"),
    references=(_MEMBER, Reference(("payer_code",), "payers")),
    check=coverage_faults,
)

MEMBER_NOTES = RecordFile(
    "member_notes",
    columns=(
        Column("member_no", identifier, required=True),
        Column("written_at", moment, required=True),
        Column("written_by", text, required=True),
        Column("note", prose, required=True),
    ),
    key=("member_no", "written_at", "written_by", "note"),
    references=(_MEMBER,),
)
