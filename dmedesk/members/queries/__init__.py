"""The read side of members, payers and practitioners."""

from dmedesk.members.queries.stored import (
    member_ids,
    member_no_of,
    npi_of,
    payer_ids,
    practitioner_ids,
    stored_coverages,
    stored_member_notes,
    stored_members,
    stored_payers,
    stored_practitioner_checks,
    stored_practitioners,
    stored_residences,
)

__all__ = [
    "member_ids",
    "member_no_of",
    "npi_of",
    "payer_ids",
    "practitioner_ids",
    "stored_coverages",
    "stored_member_notes",
    "stored_members",
    "stored_payers",
    "stored_practitioner_checks",
    "stored_practitioners",
    "stored_residences",
]
