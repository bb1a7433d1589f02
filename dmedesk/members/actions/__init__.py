"""The write side of members, payers and practitioners."""

from dmedesk.members.actions.taking import (
    take_coverages,
    take_member_notes,
    take_members,
    take_payers,
    take_practitioner_checks,
    take_practitioners,
    take_residences,
)

__all__ = [
    "take_coverages",
    "take_member_notes",
    "take_members",
    "take_payers",
    "take_practitioner_checks",
    "take_practitioners",
    "take_residences",
]
