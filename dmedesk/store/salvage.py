"""Repairs a damaged shop: every record that can still be read goes into a new file.

The damaged file is only read, and kept. The new one has the same schema step, so that whatever
opens it goes on from there.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from dmedesk.kit.errors import WorldError
from dmedesk.kit.findings import Finding, Severity
from dmedesk.store import migrate
from dmedesk.store.backup import keep
from dmedesk.store.checking import faults_of_copy
from dmedesk.store.engine import open_engine, outside_transactions
from dmedesk.store.failures import said_plainly
from dmedesk.store.files import APPLICATION_ID

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What a repair came to: the records by table, and a finding for each loss or doubt."""

    target: Path
    rows: dict[str, int]
    findings: tuple[Finding, ...]


def salvage(source: Path, target: Path) -> Salvaged:
    """Write every record of a damaged shop that can be read into a new file.

    Raises ``WorldError`` where nothing at all can be read, the target is there already, or there
    is no room. Nothing is left behind then.
    """
    if target.exists():
        raise WorldError(
            f"{target} exists already.",
            "Nothing was changed. Choose another name for the new file.",
        )
    unfinished = target.with_name(f".{target.name}.unfinished")
    old = open_engine(source, read_only=True)
    try:
        unfinished.unlink(missing_ok=True)
        rows, lost = _copy(old, unfinished)
        keep(unfinished, target)
    except OSError as error:
        raise WorldError(
            f"{target} could not be written: {error.strerror}.",
            "Nothing was changed. Choose a folder with room that you may write to.",
        ) from error
    finally:
        old.dispose()
        for rest in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                unfinished.with_name(unfinished.name + rest).unlink(missing_ok=True)
    return Salvaged(target, rows, (*lost, *_doubts(target)))


def _copy(old: Engine, unfinished: Path) -> tuple[dict[str, int], list[Finding]]:
    new = open_engine(unfinished, create=True)
    try:
        with said_plainly(), old.connect() as reading:
            version = _version(reading)
            migrate.build(new, to=version)
            with outside_transactions(new).connect() as writing:
                writing.exec_driver_sql("PRAGMA foreign_keys = OFF")
                writing.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                writing.exec_driver_sql("BEGIN")
                found = _copy_tables(reading, writing)
                writing.exec_driver_sql("COMMIT")
                # The file is to stand alone, without a log beside it.
                writing.exec_driver_sql("PRAGMA journal_mode = DELETE")
                return found
    finally:
        new.dispose()


def _version(connection: Connection) -> str:
    """The schema step of the damaged file; without it nobody can tell what its columns mean."""
    try:
        found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    except DBAPIError:
        found = None
    if found is None:
        raise WorldError(
            "Too little of this file can be read to repair it.", "Restore the newest backup."
        )
    return str(found)


def _copy_tables(reading: Connection, writing: Connection) -> tuple[dict[str, int], list[Finding]]:
    inspector = inspect(writing)
    passed = _searched(writing)
    rows: dict[str, int] = {}
    lost: list[Finding] = []
    for name in inspector.get_table_names():
        columns = [column["name"] for column in inspector.get_columns(name)]
        if "id" not in columns or name.startswith(passed):
            continue
        # A step may have put rows there; those of the damaged file count.
        writing.exec_driver_sql(f"DELETE FROM {name}")  # noqa: S608 (our own names)
        table = _Table(name, columns, reading, writing)
        if not table.copy("ASC"):
            table.copy("DESC")
            lost.append(_lost(name, len(table.copied)))
        rows[name] = len(table.copied)
    return rows, lost


def _searched(connection: Connection) -> tuple[str, ...]:
    """What the names of a search index's tables begin with: it is made anew, not copied."""
    found = text("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'")
    return tuple(str(row[0]) for row in connection.execute(found))


class _Table:
    """Copies one table's rows from its first or last on, as far as they can be read."""

    def __init__(
        self, name: str, columns: Sequence[str], reading: Connection, writing: Connection
    ) -> None:
        self.copied: set[int] = set()
        self._reading, self._writing = reading, writing
        self._id = columns.index("id")
        named, marks = ", ".join(columns), ", ".join("?" * len(columns))
        self._select = f"SELECT {named} FROM {name} ORDER BY id"  # noqa: S608 (our own names)
        self._insert = f"INSERT INTO {name} ({named}) VALUES ({marks})"  # noqa: S608

    def copy(self, order: str) -> bool:
        """Copy until a row cannot be read, or was copied already; whether none was unreadable."""
        some: list[tuple[Any, ...]] = []
        try:
            for row in self._reading.exec_driver_sql(f"{self._select} {order}"):
                if row[self._id] in self.copied:
                    break
                some.append(tuple(row))
                if len(some) == _AT_ONCE:
                    self._write(some)
        except DBAPIError:
            return False
        finally:
            self._write(some)
        return True

    def _write(self, some: list[tuple[Any, ...]]) -> None:
        if some:
            self._writing.exec_driver_sql(self._insert, some)
            self.copied.update(row[self._id] for row in some)
            some.clear()


def _lost(name: str, count: int) -> Finding:
    return Finding(
        Severity.WARNING,
        "records_lost",
        f"Not every record of {name} could be read; {count} were saved.",
        remedy="Compare it with the newest backup.",
    )


def _doubts(target: Path) -> Iterator[Finding]:
    for fault in faults_of_copy(target):
        yield Finding(
            Severity.WARNING,
            "missing_record",
            fault,
            remedy="Its record was lost. Enter it again, or take it from a backup.",
        )
