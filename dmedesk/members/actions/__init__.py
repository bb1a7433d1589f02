"""The write side of members, payers and practitioners."""

from dmedesk.members.actions.members import change_member, enter_member, write_note
from dmedesk.members.actions.payers import change_payer, enter_payer
from dmedesk.members.actions.practitioners import (
    change_practitioner,
    check_practitioner,
    enter_practitioner,
)
from dmedesk.members.actions.stopping import (
    record_death,
    record_leaving,
    take_back_death,
    take_back_leaving,
)
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
    "change_member",
    "change_payer",
    "change_practitioner",
    "check_practitioner",
    "enter_member",
    "enter_payer",
    "enter_practitioner",
    "record_death",
    "record_leaving",
    "take_back_death",
    "take_back_leaving",
    "take_coverages",
    "take_member_notes",
    "take_members",
    "take_payers",
    "take_practitioner_checks",
    "take_practitioners",
    "take_residences",
    "write_note",
]
