"""One stored record that a person edits: the second of two desks is told who changed what, when."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.exc import NoResultFound

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.store.base import Base
from dmedesk.store.tables import Verb
from dmedesk.store.trail import Entry, trail_of
from dmedesk.store.unit_of_work import UnitOfWork

_NEVER_GIVEN = frozenset({"id", "row_version"})


def add_row(work: UnitOfWork, table: type[Base], *, values: Mapping[str, Any]) -> int:
    """Enter a new record of these attributes; answers its id."""
    row = table(**_given(table, values))
    work.session.add(row)
    work.session.flush()
    return _id_of(row)


def edit_row(
    work: UnitOfWork,
    table: type[Base],
    *,
    row_id: int,
    version: int,
    values: Mapping[str, Any],
) -> int:
    """Give a record these values, and leave its other columns; answers its new version.

    ``version`` is the row version that was read. Raises ``Refused`` where the record has another
    one by now: a finding for each column that was changed meanwhile, with who, when, and to what;
    or one that says who removed it.
    """
    row = _row_to_edit(work, table, row_id)
    if row is None:
        raise Refused([_removed(work, table, row_id)])
    if row.row_version != version:
        raise Refused(_changed_meanwhile(work, table, row_id, row.row_version - version))
    for name, value in _given(table, values).items():
        setattr(row, name, value)
    work.session.flush()
    return int(row.row_version)


def edit_rows(
    work: UnitOfWork,
    table: type[Base],
    *,
    of: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    """Make the records of one owner (``of``: column and id) be these.

    A row with an ``id`` of None is entered, one with an id and its ``row_version`` changed where
    it differs; records that are not among them are removed. ``Refused`` as ``edit_row``.
    """
    known = set(work.session.scalars(select(_column(table, "id")).filter_by(**of)))
    kept = {row["id"]: row for row in rows if row.get("id") is not None}
    if strangers := kept.keys() - known:
        raise Refused([_removed(work, table, row_id) for row_id in sorted(strangers)])
    for row_id in sorted(known - kept.keys()):
        work.session.delete(_row_to_edit(work, table, row_id))
    # What goes or gives way comes first, so that it makes room for what is new.
    work.session.flush()
    for row_id, row in kept.items():
        edit_row(work, table, row_id=row_id, version=row["row_version"], values=_plain(row))
    for row in rows:
        if row.get("id") is None:
            add_row(work, table, values={**_plain(row), **of})


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in _NEVER_GIVEN}


def _given(table: type[Base], values: Mapping[str, Any]) -> dict[str, Any]:
    known = set(inspect(table).columns.keys()) - _NEVER_GIVEN
    unknown = values.keys() - known
    if unknown:
        raise ValueError(f"{table.__tablename__} has no columns {sorted(unknown)} to be given")
    return dict(values)


def _column(table: type[Base], name: str) -> Any:
    return inspect(table).columns[name]


def _id_of(row: Any) -> int:
    return int(row.id)


def _row_to_edit(work: UnitOfWork, table: type[Base], row_id: int) -> Any:
    """The record, held until this unit ends: another desk that saves now has to wait for us."""
    try:
        return work.session.get_one(table, row_id, populate_existing=True, with_for_update=True)
    except NoResultFound:
        return None


def _changed_meanwhile(
    work: UnitOfWork, table: type[Base], row_id: int, versions: int
) -> list[Finding]:
    """What the trail tells of the changes since the version that was read, newest first."""
    name = table.__tablename__
    entries = trail_of(work.session, table_name=name, row_id=row_id, limit=max(1, versions))
    told: dict[str, Finding] = {}
    for entry in entries:
        for old, new in _edits(entry, name, row_id):
            for column in new:
                told.setdefault(column, _told(entry, column, old.get(column), new[column]))
    return list(told.values()) or [_unknown(entries)]


def _edits(
    entry: Entry, name: str, row_id: int
) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    for edit in entry.edits:
        if (edit.table_name, edit.row_id, edit.verb) == (name, row_id, Verb.CHANGED):
            yield edit.old_values, edit.new_values


def _told(entry: Entry, column: str, old: object, new: object) -> Finding:
    words = column.removesuffix("_on").removesuffix("_id").replace("_", " ")
    return Finding(
        Severity.STOP,
        "changed_meanwhile",
        f"{entry.actor} changed {words} {_when(entry.at)} from {_said(old)} to {_said(new)}.",
        remedy="Where you changed it too, keep yours or take theirs; then save again.",
        field=column,
    )


def _unknown(entries: Sequence[Entry]) -> Finding:
    who = f"{entries[0].actor} changed" if entries else "Somebody changed"
    return Finding(
        Severity.STOP,
        "changed_meanwhile",
        f"{who} this record while you worked on it.",
        remedy="Look at what they changed, then save again.",
    )


def _removed(work: UnitOfWork, table: type[Base], row_id: int) -> Finding:
    entries = trail_of(work.session, table_name=table.__tablename__, row_id=row_id, limit=1)
    who = f"{entries[0].actor} removed this {_when(entries[0].at)}." if entries else "It is gone."
    return Finding(
        Severity.STOP,
        "removed_meanwhile",
        who,
        remedy="Enter it again as a new one, if it is still needed.",
    )


def _when(at: datetime) -> str:
    return f"on {at.astimezone():%Y-%m-%d at %H:%M}"


def _said(value: object) -> str:
    if value in (None, ""):
        return "nothing"
    return f"“{value.value if isinstance(value, Enum) else value}”"
