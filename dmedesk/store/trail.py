"""Reads the audit trail: what was done, newest first, in whole or about one record."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from dmedesk.store.tables import AuditAddition, AuditEdit, AuditEntry, Verb


@dataclass(frozen=True, slots=True)
class Edit:
    """One record that was changed or removed: old and new values of the columns that differ."""

    table_name: str
    row_id: int
    verb: Verb
    old_values: dict[str, Any]
    new_values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Addition:
    """Rows that were added to one table; the ids are None where nobody asked for them."""

    table_name: str
    row_count: int
    first_id: int | None
    last_id: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One action: when (UTC), by whom (the system's login), its name, and what it did."""

    id: int
    at: datetime
    actor: str
    action: str
    edits: tuple[Edit, ...]
    additions: tuple[Addition, ...]


def trail(session: Session, *, limit: int, before_id: int | None = None) -> tuple[Entry, ...]:
    """The newest ``limit`` entries; with ``before_id`` those older than that entry."""
    chosen = [] if before_id is None else [AuditEntry.id < before_id]
    return _entries(session, chosen, limit)


def last_change_at(session: Session) -> datetime | None:
    """When anything was last done to the shop; None where nothing was."""
    return session.scalar(select(func.max(AuditEntry.at)))


def trail_of(session: Session, *, table_name: str, row_id: int, limit: int) -> tuple[Entry, ...]:
    """The newest ``limit`` entries about one record: how it came, changed and went.

    The entries tell all that the actions did, also to other records.
    """
    edited = select(AuditEdit.entry_id).where(
        AuditEdit.table_name == table_name, AuditEdit.row_id == row_id
    )
    added = select(AuditAddition.entry_id).where(
        AuditAddition.table_name == table_name,
        AuditAddition.first_id <= row_id,
        AuditAddition.last_id >= row_id,
    )
    return _entries(session, [or_(AuditEntry.id.in_(edited), AuditEntry.id.in_(added))], limit)


def _entries(
    session: Session, chosen: Sequence[ColumnElement[bool]], limit: int
) -> tuple[Entry, ...]:
    newest = select(AuditEntry).where(*chosen).order_by(AuditEntry.id.desc()).limit(limit)
    found = session.scalars(newest).all()
    ids = [entry.id for entry in found]
    edits: dict[int, list[Edit]] = defaultdict(list)
    for row in session.scalars(
        select(AuditEdit).where(AuditEdit.entry_id.in_(ids)).order_by(AuditEdit.id)
    ):
        edit = Edit(row.table_name, row.row_id, row.verb, row.old_values, row.new_values)
        edits[row.entry_id].append(edit)
    additions: dict[int, list[Addition]] = defaultdict(list)
    for line in session.scalars(
        select(AuditAddition).where(AuditAddition.entry_id.in_(ids)).order_by(AuditAddition.id)
    ):
        addition = Addition(line.table_name, line.row_count, line.first_id, line.last_id)
        additions[line.entry_id].append(addition)
    return tuple(
        Entry(
            entry.id,
            entry.at,
            entry.actor,
            entry.action,
            tuple(edits[entry.id]),
            tuple(additions[entry.id]),
        )
        for entry in found
    )
