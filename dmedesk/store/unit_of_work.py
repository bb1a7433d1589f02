"""The two doors to the database: one transaction that writes, one that only reads.

An action gets the open ``UnitOfWork`` and never commits; whoever opened the door does, when the
``with`` block ends without an exception. So an import of twelve files is still one transaction.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, event, func, insert, select
from sqlalchemy.orm import Session

from dmedesk.kit.clock import Clock, system_clock
from dmedesk.store import engine as engines
from dmedesk.store.base import Base
from dmedesk.store.failures import said_plainly

if TYPE_CHECKING:
    pass


class UnitOfWork:
    """One open write transaction, with who asked for it and its one moment.

    ``session`` is the open session, ``actor`` the person, or the system's login, ``action`` the
    name of what is being done, ``now`` the moment (UTC) that every row of this unit is stamped
    with. ``allowed`` names what the actor may do; None where nobody asked, as on the command line.
    """

    def __init__(self, session: Session, *, actor: str, action: str, now: datetime) -> None:
        from dmedesk.store.audit import Recorder  # noqa: PLC0415 - a desk that reads maps no trail

        self.session = session
        self.actor = actor
        self.action = action
        self.now = now
        self.allowed: Collection[str] | None = None
        self._recorder = Recorder(session)
        self._added: dict[str, set[int]] = defaultdict(set)

    def append(self, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> tuple[int, int]:
        """Insert many rows at once, record their range, and answer their first and last id.

        Each row maps attribute names to values. An empty list is refused with a ValueError.
        """
        if not rows:
            raise ValueError("no rows to append")
        column = table.__table__.c.id
        ids = self.session.scalars(insert(table).returning(column), list(rows)).all()
        self._recorder.appended(table.__tablename__, len(ids), min(ids), max(ids))
        self._added[table.__tablename__].update(ids)
        return min(ids), max(ids)

    def appended(self, table_name: str, count: int, first_id: int, last_id: int) -> None:
        """Record in this unit's audit entry that ``count`` rows were inserted in bulk.

        Whoever calls held a lock: the ids are all of those from the first to the last.
        """
        self._recorder.appended(table_name, count, first_id, last_id)
        self._added[table_name].update(range(first_id, last_id + 1))

    def added_ids(self) -> dict[str, set[int]]:
        """The ids of every row that this unit has added so far, by table."""
        self.session.flush()
        found = {name: set(ids) for name, ids in self._added.items()}
        for name, row_id in self._recorder.fresh:
            found.setdefault(name, set()).add(row_id)
        return found

    def changed(
        self, table_name: str, row_id: int, old: Mapping[str, Any], new: Mapping[str, Any]
    ) -> None:
        """Record in this unit's audit entry what a change by the connection itself did to a row."""
        self._recorder.changed(table_name, row_id, dict(old), dict(new))

    def lock(self, name: str) -> None:
        """Wait until no other unit of work holds the lock ``name``; hold it until this one ends.

        For actions that decide by what is absent (no month posted yet). On SQLite a unit of work
        is alone already.
        """
        if self.session.get_bind().dialect.name == "postgresql":
            self.session.execute(select(func.pg_advisory_xact_lock(func.hashtext(name))))

    def record(self) -> None:
        """Write what changed into the audit trail; nothing changed, nothing written."""
        self._recorder.write(at=self.now, actor=self.actor, action=self.action)


@contextmanager
def unit_of_work(
    engine: Engine, *, actor: str, action: str, clock: Clock = system_clock
) -> Iterator[UnitOfWork]:
    """Open one write transaction with one audit entry; commit at the end, roll back on an error.

    Raises ``Refused`` when another desk changed a record meanwhile, ``WorldError`` when the
    database stays locked, the disk is full, or the file or server fails otherwise.
    """
    with said_plainly(), Session(engines.writing(engine), expire_on_commit=False) as session:
        session.connection()
        now = clock().astimezone(UTC)
        work = UnitOfWork(session, actor=actor, action=action, now=now)
        yield work
        work.record()
        session.commit()


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Open one transaction that sees one state of everything and changes nothing."""
    with said_plainly(), Session(engines.snapshot(engine), expire_on_commit=False) as session:
        event.listen(session, "before_flush", _refuse_writing)
        yield session


def _refuse_writing(session: Session, _context: object, _instances: object) -> None:
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("a reading session cannot write: open a unit of work")
