"""Many records at once: read as rows of files, taken in bulk, changed with their audit."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from dmedesk.kit.records import StoredRow, Values
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
    rows there are.
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
    row_ids = list(changed)
    column = table.__table__.c.id
    for start in range(0, len(row_ids), _IDS_A_STATEMENT):
        chosen = select(table).where(column.in_(row_ids[start : start + _IDS_A_STATEMENT]))
        for record in work.session.scalars(chosen):
            row: Any = record
            for name, value in changed[row.id].items():
                setattr(row, name, value)
    work.session.flush()
