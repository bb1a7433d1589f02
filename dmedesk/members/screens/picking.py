"""How members, practitioners and payers are picked in a form."""

from typing import Any

from dmedesk.members.queries.finding import (
    find_members,
    find_payers,
    find_practitioners,
    member_named,
    payer_named,
    practitioner_named,
)
from dmedesk.store.finding import Found
from dmedesk.widgets.forms.fields import Picked, Picker


def picked(found: Found) -> Picked:
    """The record as a form's field takes it."""
    return Picked(*found)


def _one(found: Found | None) -> Picked | None:
    return None if found is None else picked(found)


def _members(session: Any, part: str) -> list[Picked]:
    return [picked(one) for one in find_members(session, part)]


def _practitioners(session: Any, part: str) -> list[Picked]:
    return [picked(one) for one in find_practitioners(session, part)]


def _payers(session: Any, part: str) -> list[Picked]:
    return [picked(one) for one in find_payers(session, part)]


MEMBER_PICKER = Picker(
    "member", "member", _members, lambda session, row_id: _one(member_named(session, row_id))
)
PRACTITIONER_PICKER = Picker(
    "practitioner",
    "practitioner",
    _practitioners,
    lambda session, row_id: _one(practitioner_named(session, row_id)),
)
PAYER_PICKER = Picker(
    "payer", "payer", _payers, lambda session, row_id: _one(payer_named(session, row_id))
)
