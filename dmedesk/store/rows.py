"""Many records at once: read as rows of files, taken in bulk, changed with their audit."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, bindparam, inspect, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from dmedesk.kit.stored import StoredRow, Values
from dmedesk.store.base import Base
from dmedesk.store.unit_of_work import UnitOfWork

_IDS_A_STATEMENT = 10_000
_NONE: Mapping[str, Any] = {}


def stored_rows(session: Session, chosen: Select[*tuple[Any, ...]]) -> list[StoredRow]:
    """The rows of a query whose first column is the id, the others labelled as a file's columns."""
    result = session.execute(chosen)
    _id, *names = result.keys()
    return [StoredRow(row[0], dict(zip(names, row[1:], strict=True))) for row in result]


def take_rows(
    work: UnitOfWork,
    table: type[Base],
    *,
    added: Sequence[Values],
    changed: Mapping[int, Values],
    names: Mapping[str, str] = _NONE,
    ids: Mapping[str, Mapping[Any, int]] = _NONE,
) -> None:
    """Change the rows of these ids, then insert the new ones.

    Values go by a file's columns: ``names`` tells the attribute of a column that is called
    otherwise, ``ids`` the id that a value of a column stands for. Changes come first: a record
    that lets something go makes room for the one that takes it. A few statements, however many
    rows there are. A row with a version is changed from the one that was read only.
    """

    def attributes(values: Values) -> dict[str, Any]:
        return {
            names.get(column, column): ids[column][value] if column in ids else value
            for column, value in values.items()
        }

    if changed:
        _change(work, table, {row_id: attributes(values) for row_id, values in changed.items()})
    if added:
        work.append(table, [attributes(values) for values in added])


def _change(work: UnitOfWork, table: type[Base], changed: Mapping[int, Mapping[str, Any]]) -> None:
    """Change rows by their ids; those that change in the same columns go in one statement."""
    work.session.flush()
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row_id, values in changed.items():
        alike[tuple(values)].append(row_id)
    for columns, row_ids in alike.items():
        for start in range(0, len(row_ids), _IDS_A_STATEMENT):
            some = row_ids[start : start + _IDS_A_STATEMENT]
            _change_alike(work, table, columns, {row_id: changed[row_id] for row_id in some})
    work.session.expire_all()


def _change_alike(
    work: UnitOfWork,
    table: type[Base],
    columns: Sequence[str],
    changed: Mapping[int, Mapping[str, Any]],
) -> None:
    known: Any = inspect(table).local_table
    cells = known.c
    versions = [cells.row_version] if "row_version" in cells else []
    chosen = select(cells.id, *(cells[name] for name in columns), *versions)
    connection = work.session.connection()
    sent = []
    for row_id, *found in connection.execute(chosen.where(cells.id.in_(changed))):
        new = changed[row_id]
        before = dict(zip(columns, found, strict=False))
        differing = [name for name in columns if before[name] != new[name]]
        work.changed(
            table.__tablename__,
            row_id,
            {name: before[name] for name in differing},
            {name: new[name] for name in differing},
        )
        given = {f"new_{name}": new[name] for name in columns}
        known_version = {"known_version": found[-1]} if versions else {}
        sent.append({"known_id": row_id, **given, **known_version})
    statement = (
        update(known)
        .where(cells.id == bindparam("known_id"))
        .values({name: bindparam(f"new_{name}") for name in columns})
    )
    for version in versions:
        statement = statement.where(version == bindparam("known_version"))
        statement = statement.values(row_version=version + 1)
    if connection.execute(statement, sent).rowcount != len(changed):
        raise StaleDataError(f"rows of {table.__tablename__} were changed or removed meanwhile")
