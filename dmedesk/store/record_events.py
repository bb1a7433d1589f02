"""What the audit trail tells of one record, for its history: how it came, and what was changed."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from dmedesk.kit.offers import Event, State
from dmedesk.rates.money import format_dollars
from dmedesk.store.tables import Verb
from dmedesk.store.trail import Entry, is_turned, trail_of

_MOST_ENTRIES = 200

Say = Callable[[str, Any], str]
"""How a value of a column (its name) is said."""


def saying(*, coded: Collection[str]) -> Say:
    """Says cents as dollars; the columns that are ``coded`` hold words such as ``on_rent``."""

    def say(name: str, value: Any) -> str:
        if value is None:
            return "nothing"
        if name.endswith("_cents"):
            return format_dollars(value)
        return str(value).replace("_", " ") if name in coded else str(value)

    return say


def changes_of(
    session: Session, *, table_name: str, row_id: int, words: Mapping[str, str], say: Say
) -> list[Event]:
    """Every change of the columns that have ``words``, as ``warranty: 2026-01-01 instead of …``.

    What a fact of the record itself changed (its next ``turn``) is told by that fact.
    """
    entries = trail_of(session, table_name=table_name, row_id=row_id, limit=_MOST_ENTRIES)
    return [
        event
        for entry in entries
        if not is_turned(entry, table_name, row_id)
        for event in _changed(entry, table_name, row_id, words, say)
    ]


def entered_by(session: Session, *, table_name: str, row_id: int) -> tuple[str, Entry] | None:
    """Who entered a record, and with what; None where the trail does not tell."""
    entries = trail_of(session, table_name=table_name, row_id=row_id, limit=_MOST_ENTRIES)
    if not entries:
        return None
    first = entries[-1]
    added = any(
        one.table_name == table_name
        and one.first_id is not None
        and one.last_id is not None
        and one.first_id <= row_id <= one.last_id
        for one in first.additions
    )
    return (first.actor, first) if added else None


def _changed(
    entry: Entry, table_name: str, row_id: int, words: Mapping[str, str], say: Say
) -> Iterator[Event]:
    for edit in entry.edits:
        if (edit.table_name, edit.row_id, edit.verb) != (table_name, row_id, Verb.CHANGED):
            continue
        said = [
            f"{words[name]}: {say(name, new)} instead of {say(name, edit.old_values.get(name))}"
            for name, new in edit.new_values.items()
            if name in words
        ]
        if said:
            on = entry.at.astimezone().date()
            yield Event(on, "; ".join(said), State.CLOSED, entry.actor, place=8)
