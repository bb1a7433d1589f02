"""Appends many rows in a number of statements that does not grow with them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import InstrumentedAttribute

from dmedesk.store.base import Base
from dmedesk.store.unit_of_work import UnitOfWork


def append_known(
    work: UnitOfWork,
    table: type[Base],
    rows: Sequence[Mapping[str, Any]],
    *,
    by: Sequence[InstrumentedAttribute[Any]],
) -> dict[tuple[Any, ...], int]:
    """Insert the rows, record them in the audit, and answer their ids by the columns ``by``.

    Three statements, however many rows. Every row names the same columns. Whoever calls holds the
    lock (``UnitOfWork.lock``) under which alone rows of this table are added: so the new ones are
    those after the last id.
    """
    if not rows:
        return {}
    core: Any = table.__table__
    last_id = work.session.scalar(select(func.max(core.c.id))) or 0
    work.session.execute(insert(core), list(rows))
    new = work.session.execute(select(core.c.id, *by).where(core.c.id > last_id))
    ids = {tuple(row[1:]): int(row[0]) for row in new}
    if len(ids) != len(rows):
        raise RuntimeError(f"rows of {table.__tablename__} were added without its lock")
    work.appended(table.__tablename__, len(ids), min(ids.values()), max(ids.values()))
    return ids
