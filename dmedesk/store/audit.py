"""Writes the audit trail: one mechanism, SQLAlchemy's own events, for every action alike.

Whatever the session flushes is seen row by row. Updates and deletions that it sends in bulk are
compared before and after; bulk insertions are counted. Nothing needs to be recorded by hand:
``UnitOfWork.append`` only adds the ids, which a bulk insertion does not learn by itself.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from enum import Enum
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Result, Table, event, insert, inspect, select
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, object_session
from sqlalchemy.sql import ClauseElement

from dmedesk.store.base import Base, all_tables
from dmedesk.store.tables import AuditAddition, AuditEdit, AuditEntry, Verb

_RECORDER = "dmedesk_recorder"
_VERSION = "row_version"
_CHUNK = 500

Values = dict[str, Any]


@dataclass(slots=True)
class _Edit:
    verb: Verb
    old_values: Values
    new_values: Values

    def forget_what_is_the_same(self) -> None:
        if self.verb is Verb.CHANGED:
            same = [name for name, new in self.new_values.items() if self.old_values[name] == new]
            for name in same:
                del self.old_values[name], self.new_values[name]

    def made_a_difference(self) -> bool:
        return bool(self.old_values)


@dataclass(slots=True)
class _Addition:
    row_count: int = 0
    first_id: int | None = None
    last_id: int | None = None

    def include(self, count: int, first_id: int, last_id: int) -> None:
        self.row_count += count
        self.first_id = first_id if self.first_id is None else min(self.first_id, first_id)
        self.last_id = last_id if self.last_id is None else max(self.last_id, last_id)


@dataclass(slots=True)
class Recorder:
    """Collects what one unit of work changes, then writes it as one entry."""

    session: Session
    _edits: dict[tuple[str, int], _Edit] = field(default_factory=dict)
    _additions: dict[str, _Addition] = field(default_factory=dict)
    _unnamed: Counter[str] = field(default_factory=Counter)
    _fresh: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.session.info[_RECORDER] = self
        event.listen(self.session, "do_orm_execute", self._watch)

    @property
    def fresh(self) -> Collection[tuple[str, int]]:
        """The rows that the session itself has added, by table and id."""
        return self._fresh

    def appended(self, table_name: str, count: int, first_id: int, last_id: int) -> None:
        """Rows were inserted in bulk, with these ids."""
        self._additions.setdefault(table_name, _Addition()).include(count, first_id, last_id)
        # What came through the session was counted when it passed.
        self._unnamed[table_name] = max(0, self._unnamed[table_name] - count)

    def added(self, table_name: str, row_id: int) -> None:
        """One row was inserted."""
        self._additions.setdefault(table_name, _Addition()).include(1, row_id, row_id)
        self._fresh.add((table_name, row_id))

    def changed(self, table_name: str, row_id: int, old: Values, new: Values) -> None:
        """One row was changed; several changes of a row in one unit are told as one."""
        if not new or (table_name, row_id) in self._fresh:
            return
        edit = self._edits.setdefault((table_name, row_id), _Edit(Verb.CHANGED, {}, {}))
        edit.old_values = old | edit.old_values
        edit.new_values = edit.new_values | new

    def removed(self, table_name: str, row_id: int, old: Values) -> None:
        """One row was deleted, with all its last values."""
        if (table_name, row_id) in self._fresh:
            self._additions[table_name].row_count -= 1
            return
        earlier = self._edits.get((table_name, row_id))
        first_values = earlier.old_values if earlier else {}
        self._edits[table_name, row_id] = _Edit(Verb.REMOVED, old | first_values, {})

    def write(self, *, at: datetime, actor: str, action: str) -> None:
        """Flush the session and write the entry of this unit, if it changed anything."""
        self.session.flush()
        self._settle()
        # Rows without ids stand apart: a range beside them tells of its own rows alone.
        unnamed = [(name, _Addition(count)) for name, count in self._unnamed.items()]
        added = [*self._additions.items(), *unnamed]
        additions = [(name, rows) for name, rows in added if rows.row_count]
        edits = [(row, edit) for row, edit in self._edits.items() if edit.made_a_difference()]
        if not additions and not edits:
            return
        connection = self.session.connection()
        entry = insert(AuditEntry).values(at=at, actor=actor, action=action)
        entry_id = connection.scalar(entry.returning(AuditEntry.id))
        edit_rows = [
            {
                "entry_id": entry_id,
                "table_name": table_name,
                "row_id": row_id,
                "verb": edit.verb,
                "old_values": plain_values(edit.old_values, hidden=secret_columns(table_name)),
                "new_values": plain_values(edit.new_values, hidden=secret_columns(table_name)),
            }
            for (table_name, row_id), edit in edits
        ]
        addition_rows = [
            {"entry_id": entry_id, "table_name": name, **asdict(rows)} for name, rows in additions
        ]
        for table, rows in ((AuditEdit, edit_rows), (AuditAddition, addition_rows)):
            if rows:
                connection.execute(insert(table), rows)

    def _settle(self) -> None:
        for (table_name, row_id), edit in self._edits.items():
            names = [name for name, value in edit.new_values.items() if _is_formula(value)]
            if names:
                table = all_tables().tables[table_name]
                row = _rows(self.session.connection(), table, [row_id])[row_id]
                edit.new_values |= _only(row, names)
            edit.forget_what_is_the_same()

    def _watch(self, state: ORMExecuteState) -> Result[Any] | None:
        if state.is_insert:
            return self._count_inserted(state)
        if state.is_update or state.is_delete:
            return self._compare(state)
        return None

    def _count_inserted(self, state: ORMExecuteState) -> Result[Any]:
        statement: Any = state.statement
        result = state.invoke_statement()
        sent = len(state.parameters) if isinstance(state.parameters, list) else 1
        count = getattr(result, "rowcount", -1)
        self._unnamed[statement.table.name] += count if count >= 0 else sent
        return result

    def _compare(self, state: ORMExecuteState) -> Result[Any]:
        self.session.flush()
        statement: Any = state.statement
        table: Table = statement.table
        connection = self.session.connection()
        if isinstance(state.parameters, list):
            old = _rows(connection, table, [row["id"] for row in state.parameters])
        else:
            chosen = select(table).order_by(table.c.id)
            if statement.whereclause is not None:
                chosen = chosen.where(statement.whereclause)
            old = _by_id(connection.execute(chosen, state.parameters or {}).mappings())
            if state.is_update and _VERSION in table.c:
                # A row changed in bulk is a newer version too: other desks must be told.
                statement = statement.values({_VERSION: table.c[_VERSION] + 1})
        result = state.invoke_statement(statement)
        new = _rows(connection, table, list(old))
        for row_id, before in old.items():
            if (after := new.get(row_id)) is None:
                self.removed(table.name, row_id, before)
            else:
                differ = [name for name in before if before[name] != after[name]]
                self.changed(table.name, row_id, *(_only(row, differ) for row in (before, after)))
        return result


def _is_formula(value: object) -> bool:
    return isinstance(value, ClauseElement)


def _only(row: Values, names: Iterable[str]) -> Values:
    return {name: row[name] for name in names}


def _by_id(rows: Iterable[Mapping[Any, Any]]) -> dict[int, Values]:
    return {
        row["id"]: {name: value for name, value in row.items() if name != _VERSION} for row in rows
    }


def _rows(connection: Connection, table: Table, ids: list[int]) -> dict[int, Values]:
    found: dict[int, Values] = {}
    for start in range(0, len(ids), _CHUNK):
        chosen = select(table).where(table.c.id.in_(ids[start : start + _CHUNK]))
        # In one order, so that the trail tells of many rows alike on every database.
        found |= _by_id(connection.execute(chosen.order_by(table.c.id)).mappings())
    return found


def _recorder_of(target: Base) -> Recorder | None:
    session = object_session(target)
    return None if session is None else session.info.get(_RECORDER)


@event.listens_for(Base, "after_insert", propagate=True)
def _after_insert(mapper: Mapper[Any], _connection: Connection, target: Any) -> None:
    if recorder := _recorder_of(target):
        table: Any = mapper.local_table
        recorder.added(table.name, target.id)


@event.listens_for(Base, "before_update", propagate=True)
def _before_update(mapper: Mapper[Any], connection: Connection, target: Any) -> None:
    recorder = _recorder_of(target)
    if recorder is None:
        return
    table: Any = mapper.local_table
    old, new = _history(mapper, target)
    unread = [name for name in new if name not in old]
    if unread:
        old |= _only(_rows(connection, table, [target.id])[target.id], unread)
    recorder.changed(table.name, target.id, old, new)


@event.listens_for(Base, "before_delete", propagate=True)
def _before_delete(mapper: Mapper[Any], connection: Connection, target: Any) -> None:
    if recorder := _recorder_of(target):
        table: Any = mapper.local_table
        for row_id, values in _rows(connection, table, [target.id]).items():
            recorder.removed(table.name, row_id, values)


def _history(mapper: Mapper[Any], target: Any) -> tuple[Values, Values]:
    """Old and new values of the columns that differ; an old value that was never read is absent."""
    old: Values = {}
    new: Values = {}
    attributes = inspect(target).attrs
    for attribute in mapper.column_attrs:
        history = attributes[attribute.key].history
        if history.has_changes() and history.added:
            name = attribute.columns[0].name
            new[name] = history.added[0]
            if history.deleted:
                old[name] = history.deleted[0]
    return old, new


def secret_columns(table_name: str) -> Collection[str]:
    """The columns of a table whose values stay out of the trail."""
    table = all_tables().tables[table_name]
    return {column.name for column in table.c if column.info.get("secret")}


def plain_values(values: Values, *, hidden: Collection[str] = ()) -> Values:
    """The values as the trail keeps them: what JSON knows as it is, the rest as short text.

    Of ``hidden`` columns nothing is kept but that they are there.
    """
    return {
        name: "***" if name in hidden else _plain_value(value) for name, value in values.items()
    }


def _plain_value(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case bytes():
            return {"bytes": len(value), "sha256": sha256(value).hexdigest()}
        case None | bool() | int() | str() | dict() | list():
            return value
        case _:
            return str(value)
