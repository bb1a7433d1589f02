"""Members, where they live, who pays, who prescribes. Each room is read when it is used."""

from typing import TYPE_CHECKING

from dmedesk.store.base import read_later

if TYPE_CHECKING:
    from dmedesk.members.tables.coverage import Coverage, MemberNote, Residence
    from dmedesk.members.tables.people import Member, Payer
    from dmedesk.members.tables.practitioners import Practitioner, PractitionerCheck

__all__ = [
    "Coverage",
    "Member",
    "MemberNote",
    "Payer",
    "Practitioner",
    "PractitionerCheck",
    "Residence",
]

if not TYPE_CHECKING:
    __getattr__ = read_later(
        __name__,
        people=("Member", "Payer"),
        coverage=("Coverage", "MemberNote", "Residence"),
        practitioners=("Practitioner", "PractitionerCheck"),
    )
