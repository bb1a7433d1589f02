"""Takes back what one unit of work did, by its audit entry, where nothing later rests on it.

The rows that it added are removed, the values that it changed are put back. The taking back is a
unit of work like any other, with an entry of its own.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Date, DateTime, Enum, Table, delete, func, select
from sqlalchemy.orm import Session

from dmedesk.kit.findings import Finding, Severity
from dmedesk.store.audit import plain_values
from dmedesk.store.base import Base, all_tables
from dmedesk.store.columns import FOLLOWS
from dmedesk.store.tables import AuditAddition, AuditEdit, AuditEntry, Verb
from dmedesk.store.unit_of_work import UnitOfWork

_AT_ONCE = 500
_UNREADABLE = "bytes"

Ids = Mapping[str, Sequence[int]]
"""Ids of rows by the names of their tables."""


@dataclass(frozen=True, slots=True)
class Done:
    """What an entry did: its id, the rows it added, and the old values of those it changed."""

    entry_id: int
    added: Ids
    changed: Mapping[tuple[str, int], Mapping[str, Any]]


def done_with(session: Session, *, table: type[Base], row_id: int, added: Ids) -> Done:
    """What was done by the unit of work that added this row; ``added`` are the rows it added.

    A row that no entry tells of is our own mistake: LookupError.
    """
    entry_id = session.scalar(
        select(func.max(AuditAddition.entry_id)).where(
            AuditAddition.table_name == table.__tablename__,
            AuditAddition.first_id <= row_id,
            AuditAddition.last_id >= row_id,
        )
    )
    if entry_id is None:
        raise LookupError(f"no entry tells of {table.__tablename__} {row_id}")
    edits = session.scalars(
        select(AuditEdit).where(AuditEdit.entry_id == entry_id, AuditEdit.verb == Verb.CHANGED)
    )
    changed = {(edit.table_name, edit.row_id): edit.old_values for edit in edits}
    return Done(entry_id, added, changed)


def resting_on(session: Session, added: Ids, *, passed: Sequence[str] = ()) -> Iterator[Finding]:
    """A finding for each kind of record that refers to rows which are to go.

    Tables whose name begins with one of ``passed`` do not count.
    """
    for table in all_tables().sorted_tables:
        if table.name.startswith(tuple(passed)):
            continue
        own = set(added.get(table.name, ()))
        for key in table.foreign_keys:
            parent = str(key.target_fullname).partition(".")[0]
            ids = added.get(parent, ())
            if not ids or key.column.name != "id" or key.parent.info == FOLLOWS:
                continue
            count = sum(one not in own for one in _referring(session, table, key.parent, ids))
            if count:
                yield _rests(table.name, count, parent)


def _referring(
    session: Session, table: Table, column: Column[Any], ids: Sequence[int]
) -> Iterator[int]:
    for some in _chunks(ids):
        yield from session.scalars(select(table.c.id).where(column.in_(some)))


def _rests(name: str, count: int, parent: str) -> Finding:
    return Finding(
        Severity.STOP,
        "rests_on_it",
        f"{count} of {words_of(name)} rest on {words_of(parent)} that it added.",
        remedy="Take those back first, or leave it as it is.",
    )


def changed_since(session: Session, done: Done) -> Iterator[Finding]:
    """A finding for each table in which what was done is not any more as it was done.

    What was changed and changed back (by another undo) counts as unchanged.
    """
    before: dict[tuple[str, int], dict[str, Any]] = defaultdict(dict)
    last: dict[tuple[str, int], tuple[datetime, str]] = {}
    added = {name: set(ids) for name, ids in done.added.items()}
    later = (
        select(AuditEdit, AuditEntry.at, AuditEntry.actor)
        .join(AuditEntry, AuditEntry.id == AuditEdit.entry_id)
        .where(AuditEdit.entry_id > done.entry_id)
        .order_by(AuditEdit.entry_id)
    )
    for edit, at, actor in session.execute(later):
        row = (edit.table_name, edit.row_id)
        mine = done.changed.get(row, {})
        is_added = edit.row_id in added.get(edit.table_name, ())
        for name, value in edit.old_values.items():
            if is_added or name in mine:
                before[row].setdefault(name, value)
                last[row] = (at, actor)
    counted: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
    for row, values in before.items():
        if not _is_still(session, row, values):
            counted[row[0]].append(last[row])
    yield from (_changed(name, changes) for name, changes in counted.items())


def _is_still(session: Session, row: tuple[str, int], values: Mapping[str, Any]) -> bool:
    """Whether the row is there, and says in these columns what it said."""
    table = all_tables().tables[row[0]]
    columns = [table.c[name] for name in values]
    found = session.execute(select(*columns).where(table.c.id == row[1])).mappings().one_or_none()
    return found is not None and plain_values(dict(found)) == values


def _changed(name: str, changes: Sequence[tuple[datetime, str]]) -> Finding:
    at, actor = max(changes)
    return Finding(
        Severity.STOP,
        "changed_afterwards",
        f"{len(changes)} of {words_of(name)} were changed afterwards, last by {actor} on"
        f" {at.astimezone():%Y-%m-%d %H:%M}.",
        remedy="What was typed later would be lost; change it by hand instead.",
    )


def take_back(work: UnitOfWork, done: Done) -> None:
    """Remove what was added, and put the old values back.

    Whoever calls has seen to it that nothing later rests on it. Tables that refer to others come
    first: so no row is left for a moment that refers to nothing.
    """
    tables = all_tables()
    classes: dict[str, Any] = {
        mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers
    }
    changed: dict[str, list[tuple[int, Mapping[str, Any]]]] = defaultdict(list)
    for (name, row_id), values in done.changed.items():
        changed[name].append((row_id, values))
    for name in reversed([table.name for table in tables.sorted_tables]):
        for some in _chunks(done.added.get(name, ())):
            rows = tables.tables[name].c.id.in_(some)
            work.session.execute(
                delete(classes[name]).where(rows), execution_options={"synchronize_session": False}
            )
        for row_id, values in changed[name]:
            _put_back(work.session.get_one(classes[name], row_id), values)
        work.session.flush()
    work.session.expire_all()


def _put_back(row: Any, values: Mapping[str, Any]) -> None:
    attributes = {
        column.name: (attribute.key, column)
        for attribute in row.__mapper__.column_attrs
        for column in attribute.columns
    }
    for name, plain in values.items():
        key, column = attributes[name]
        setattr(row, key, value_from_plain(column, plain))


def value_from_plain(column: Column[Any], plain: object) -> Any:
    """A value of the trail as its column has it. Bytes are not kept there: LookupError."""
    kind = column.type
    impl = getattr(kind, "impl", kind)
    if plain is None:
        return None
    if isinstance(plain, dict) and _UNREADABLE in plain:
        raise LookupError(f"the trail keeps no bytes of {column}")
    if isinstance(kind, Enum) and kind.enum_class is not None:
        return kind.enum_class(plain)
    if isinstance(impl, DateTime):
        return datetime.fromisoformat(str(plain))
    if isinstance(impl, Date):
        return date.fromisoformat(str(plain))
    return plain


def words_of(name: str) -> str:
    """A table's name in words."""
    return "units" if name == "assets" else name.replace("_", " ")


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
