"""Reads and appends very many rows, in a number of statements that does not grow with them."""

from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any, TypeVarTuple

from sqlalchemy import Column, Connection, Row, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from dmedesk.store.base import Base
from dmedesk.store.unit_of_work import UnitOfWork

_Columns = TypeVarTuple("_Columns")


def read_many(session: Session, statement: Select[*_Columns]) -> Sequence[Row[*_Columns]]:
    """The rows of a statement that names columns, straight from the connection.

    A session would make each row ready to hold objects, at twice the cost.
    """
    session.flush()
    return session.connection().execute(statement).all()


def append_many(
    work: UnitOfWork,
    table: type[Base],
    columns: Sequence[InstrumentedAttribute[Any]],
    rows: Sequence[tuple[Any, ...]],
) -> range:
    """Insert the rows, record them in the audit, and answer their ids in the order given.

    Each row has the values of ``columns``; what they leave out stays empty. Three statements,
    however many rows. Whoever calls holds the lock (``UnitOfWork.lock``) under which alone rows of
    this table are added: so the new ones follow the last id without a gap.
    """
    if not rows:
        return range(0)
    core: Any = table.__table__
    work.session.flush()
    connection = work.session.connection()
    last_id = connection.scalar(select(func.max(core.c.id))) or 0
    _insert(connection, table.__tablename__, [core.c[column.key] for column in columns], rows)
    new = select(func.count(), func.min(core.c.id), func.max(core.c.id)).where(core.c.id > last_id)
    count, first_id, last_id = connection.execute(new).one()
    ids = range(first_id, last_id + 1)
    if not len(ids) == count == len(rows):
        raise RuntimeError(f"rows of {table.__tablename__} were added without its lock")
    work.appended(table.__tablename__, count, first_id, last_id)
    return ids


def _insert(
    connection: Connection, table_name: str, columns: Sequence[Column[Any]], rows: Iterable[Any]
) -> None:
    """One ``executemany`` of the driver's own; each column's values made ready all at once."""
    dialect = connection.dialect
    ready: list[Iterable[Any]] = []
    for column, values in zip(columns, zip(*rows, strict=True), strict=True):
        process = column.type.dialect_impl(dialect).bind_processor(dialect)
        ready.append(values if process is None else _processed(process, values))
    names = ", ".join(column.name for column in columns)
    marks = ", ".join(["?" if dialect.paramstyle == "qmark" else "%s"] * len(columns))
    statement = f"INSERT INTO {table_name} ({names}) VALUES ({marks})"  # noqa: S608 (our own names)
    connection.exec_driver_sql(statement, list(zip(*ready, strict=True)))


def _processed(process: Callable[[Any], Any], values: Sequence[Any]) -> Iterable[Any]:
    """The values made ready; what stands in every row (the moment, the actor) is so once."""
    first = values[0]
    if all(value is first for value in values):
        return repeat(process(first), len(values))
    return map(process, values)
