"""What people may do: rights named by the work that they are for, and the five ready-made roles.

The ticks are a shop's own to change, but for the owner's: an owner may do everything, so that
somebody always can.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import TypeAlias


class Role(StrEnum):
    """What a person is here for."""

    OWNER = "owner"
    BILLER = "biller"
    INTAKE = "intake"
    DRIVER = "driver"
    READER = "reader"


class Right(StrEnum):
    """One thing that a person may do, or may not."""

    EDIT_MEMBERS = "edit_members"
    EDIT_UNITS = "edit_units"
    EDIT_RENTALS = "edit_rentals"
    POST_MONTH = "post_month"
    TAKE_PAYMENTS = "take_payments"
    WRITE_OFF = "write_off"
    PRINT_PAPERS = "print_papers"
    CHANGE_RATES = "change_rates"
    IMPORT_FILES = "import_files"
    EXPORT = "export"
    SEE_HISTORY = "see_history"
    OVERRIDE = "override"
    CHANGE_SETTINGS = "change_settings"
    MANAGE_STAFF = "manage_staff"


ROLE_WORDS: Mapping[Role, str] = {
    Role.OWNER: "Owner",
    Role.BILLER: "Biller",
    Role.INTAKE: "Intake",
    Role.DRIVER: "Driver or warehouse",
    Role.READER: "Reader",
}
"""The roles as people read them."""

RIGHT_WORDS: Mapping[Right, str] = {
    Right.EDIT_MEMBERS: "Enter and change members, practitioners, payers and their papers",
    Right.EDIT_UNITS: "Enter and change units and products",
    Right.EDIT_RENTALS: "Enter and change rentals, proofs and absences",
    Right.POST_MONTH: "Post a month and take it back; credit lines and bill them again",
    Right.TAKE_PAYMENTS: "Enter payments and remittances, and work denials",
    Right.WRITE_OFF: "Write off what is not paid",
    Right.PRINT_PAPERS: "Make, print and attach papers",
    Right.CHANGE_RATES: "Take fee files into the rate book",
    Right.IMPORT_FILES: "Import files of records",
    Right.EXPORT: "Take lists and the whole shop out as files",
    Right.SEE_HISTORY: "See who changed what",
    Right.OVERRIDE: "Go on where the program warns, with a reason",
    Right.CHANGE_SETTINGS: "Change the letterhead, texts, numbering, policies and holidays",
    Right.MANAGE_STAFF: "Add people, set their roles, and change these ticks",
}
"""The rights as people read them, after "may"."""

Ticks: TypeAlias = Mapping[tuple[Role, Right], bool]
"""What was ticked or unticked in a shop; all else is as it was ready-made."""

NO_TICKS: Ticks = {}

READY_MADE: Mapping[Role, frozenset[Right]] = {
    Role.OWNER: frozenset(Right),
    Role.BILLER: frozenset(Right)
    - {
        Right.EDIT_UNITS,
        Right.WRITE_OFF,
        Right.OVERRIDE,
        Right.CHANGE_SETTINGS,
        Right.MANAGE_STAFF,
    },
    Role.INTAKE: frozenset(
        {Right.EDIT_MEMBERS, Right.EDIT_RENTALS, Right.PRINT_PAPERS, Right.EXPORT}
    ),
    Role.DRIVER: frozenset({Right.EDIT_UNITS, Right.EDIT_RENTALS, Right.PRINT_PAPERS}),
    Role.READER: frozenset({Right.EXPORT, Right.SEE_HISTORY}),
}
"""What each role may do before anybody changes a tick. Everybody may see members and units."""


def is_fixed(role: Role) -> bool:
    """Whether a role's ticks cannot be changed: the owner's."""
    return role is Role.OWNER


def may(role: Role, right: Right, ticks: Ticks = NO_TICKS) -> bool:
    """Whether a role has a right, by the shop's ticks."""
    if is_fixed(role):
        return True
    return ticks.get((role, right), right in READY_MADE[role])


def rights_of(role: Role, ticks: Ticks = NO_TICKS) -> frozenset[Right]:
    """Every right of a role."""
    return frozenset(right for right in Right if may(role, right, ticks))


def roles_with(right: Right, ticks: Ticks = NO_TICKS) -> tuple[Role, ...]:
    """The roles that have a right, in their order."""
    return tuple(role for role in Role if may(role, right, ticks))


def in_words(roles: Collection[Role]) -> str:
    """Roles as one says them: ``an owner or a biller``."""
    said = [
        f"{'an' if str(role)[0] in 'aeiou' else 'a'} {ROLE_WORDS[role].lower()}" for role in roles
    ]
    return " or ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)
