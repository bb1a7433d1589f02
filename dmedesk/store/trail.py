"""Reads the audit trail: what was done, newest first, in whole or about one record."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    Table,
    and_,
    bindparam,
    cast,
    exists,
    func,
    or_,
    select,
    union,
)
from sqlalchemy.orm import Session, aliased

from dmedesk.store.base import all_tables
from dmedesk.store.tables import AuditAddition, AuditEdit, AuditEntry, Verb


def newest_at(session: Session) -> datetime | None:
    """When (UTC) the last thing was done; None where nothing ever was."""
    return session.scalar(select(AuditEntry.at).order_by(AuditEntry.id.desc()).limit(1))


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
    before = _of_another(table_name, row_id)
    edited = select(AuditEdit.entry_id).where(
        AuditEdit.table_name == table_name, AuditEdit.row_id == row_id, AuditEdit.entry_id > before
    )
    added = select(AuditAddition.entry_id).where(
        AuditAddition.table_name == table_name,
        AuditAddition.first_id <= row_id,
        AuditAddition.last_id >= row_id,
        AuditAddition.entry_id >= before,
    )
    return _entries(session, [or_(AuditEntry.id.in_(edited), AuditEntry.id.in_(added))], limit)


def _of_another(table_name: str, row_id: Any) -> Any:
    """The entry up to which an id was another record's, which was removed; 0 where it never was.

    SQLite gives the id of the last row again once that row is gone (an import that was taken back).
    Of a record that is not there any more everything is told, its removal too.
    """
    table = all_tables().tables.get(table_name)
    if table is None:
        return 0
    gone = aliased(AuditEdit)
    last = (
        select(func.max(gone.entry_id))
        .join(table, table.c.id == gone.row_id)
        .where(gone.table_name == table_name, gone.row_id == row_id, gone.verb == Verb.REMOVED)
    )
    return func.coalesce(last.scalar_subquery(), 0)


def entry_of(session: Session, entry_id: int) -> Entry | None:
    """One entry with all that it did; None where there is none."""
    return next(iter(_entries(session, [AuditEntry.id == entry_id], 1)), None)


def entries_about(
    session: Session, *, table_name: str, row_id: int, through: Collection[str] = ()
) -> set[int]:
    """The ids of all entries that concern a record: itself, and every row that names it.

    What names a row of the tables ``through`` (its rentals, its invoices) concerns it too.
    """
    statement = _entries_about(table_name, tuple(through), len(all_tables().tables))
    return set(session.scalars(statement, {_ROW: row_id}))


_ROW = "row_id"


@cache
def _entries_about(table_name: str, through: tuple[str, ...], _tables: int) -> Select[Any]:
    """The question, made once for as many tables as are known: every record's page asks it."""
    table = all_tables().tables[table_name]
    parts: list[Select[Any]] = []
    seen = {table_name}
    todo: list[tuple[Table, Select[Any]]] = [(table, select(bindparam(_ROW, type_=Integer)))]
    while todo:
        table, chosen = todo.pop()
        parts += _entries_on(table.name, chosen)
        if table.name not in {table_name, *through}:
            continue
        for child, column in _naming(table):
            if child.name not in seen:
                todo.append((child, select(child.c.id).where(column.in_(chosen))))
                if table.name == table_name:
                    parts.append(_removed_with(child.name, column.name))
        seen |= {child.name for child, _chosen in todo}
    found = union(*parts).subquery()
    (entry_id,) = found.c
    before = _of_another(table_name, bindparam(_ROW, type_=Integer))
    added = AuditAddition.entry_id == entry_id, AuditAddition.table_name == table_name
    again = exists().where(
        *added,
        bindparam(_ROW, type_=Integer).between(AuditAddition.first_id, AuditAddition.last_id),
    )
    return select(entry_id).where(or_(entry_id > before, and_(entry_id == before, again)))


def _naming(table: Table) -> Iterator[tuple[Table, Any]]:
    """The tables with a column that names a row of this one."""
    for child in all_tables().sorted_tables:
        for key in child.foreign_keys:
            if key.column.table is table and key.column.name == "id" and "id" in child.c:
                yield child, key.parent


def _entries_on(table_name: str, chosen: Select[Any]) -> tuple[Select[Any], Select[Any]]:
    """The entries that changed, removed or added any of the rows of these ids."""
    ids = chosen.subquery()
    (row_id,) = ids.c
    edits = select(AuditEdit.entry_id).where(
        AuditEdit.table_name == table_name, AuditEdit.row_id.in_(select(row_id))
    )
    additions = (
        select(AuditAddition.entry_id)
        .join(ids, row_id.between(AuditAddition.first_id, AuditAddition.last_id))
        .where(AuditAddition.table_name == table_name)
    )
    return edits, additions


def _removed_with(table_name: str, column: str) -> Select[Any]:
    """The entries that removed a row which named the record: only the trail knows it still."""
    return select(AuditEdit.entry_id).where(
        AuditEdit.table_name == table_name,
        AuditEdit.verb == Verb.REMOVED,
        AuditEdit.old_values[column].as_integer() == bindparam(_ROW, type_=Integer),
    )


def names_of(
    session: Session, table_name: str, column: str, ids: Collection[int]
) -> dict[int, str]:
    """What these rows of a table are known by, those that are still there."""
    table = all_tables().tables.get(table_name)
    if table is None or column not in table.c or not ids:
        return {}
    chosen = select(table.c.id, table.c[column]).where(table.c.id.in_(list(ids)))
    return {row_id: _named(name) for row_id, name in session.execute(chosen)}


def _named(name: Any) -> str:
    return str(name.value if isinstance(name, Enum) else name)


def rows_named(session: Session, table_name: str, column: str, name: str) -> list[int]:
    """The rows of a table that are known by this, without regard to case."""
    table = all_tables().tables[table_name]
    known = table.c[column]
    # A number is no text to PostgreSQL; a text keeps its index by staying as it is.
    known_as = known if isinstance(known.type, String) else cast(known, String)
    chosen = select(table.c.id).where(func.lower(known_as) == name.lower())
    return list(session.scalars(chosen))


def table_named_by(table_name: str, column: str) -> str:
    """The table that a column names a row of; empty where it names none."""
    table = all_tables().tables.get(table_name)
    if table is None or column not in table.c:
        return ""
    keys = [key for key in table.c[column].foreign_keys if key.column.name == "id"]
    return keys[0].column.table.name if keys else ""


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


def is_turned(entry: Entry, table_name: str, row_id: int) -> bool:
    """Whether a fact changed the record: its count of turns went on."""
    return any(
        "turn" in edit.new_values
        for edit in entry.edits
        if (edit.table_name, edit.row_id, edit.verb) == (table_name, row_id, Verb.CHANGED)
    )
