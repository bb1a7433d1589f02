"""Opens a database: a file (SQLite, by SQLCipher's engine) or a PostgreSQL server's address.

The file's settings are the ones that lose nothing: write-ahead log, every commit on the disk
before it is reported, foreign keys enforced, and transactions that begin when we say so, so that
a failed migration leaves no half of itself behind.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlcipher3 import dbapi2

from dmedesk.kit.errors import WorldError

BUSY_SECONDS = 10.0
"""How long a writer waits for another one before it gives up."""

CACHE_KIBIBYTES = 64 * 1024

APPLICATION_ID = 0x444D4544
"""``DMED``, in the header of every shop's file: the file is a shop of ours and nothing else."""

WRITING = "dmedesk_writing"
"""Execution option of a connection whose transactions write: they take the file's lock at once."""


def is_server(address: str | Path) -> bool:
    """Whether the address means a PostgreSQL server (otherwise it is a file's path)."""
    return isinstance(address, str) and address.startswith("postgresql")


def open_engine(
    address: str | Path, *, create: bool = False, read_only: bool = False, foreign_keys: bool = True
) -> Engine:
    """An engine for the database at ``address``; nothing is connected yet.

    A file is made only with ``create``. ``read_only`` refuses every write to the file.
    ``foreign_keys=False`` is for migrations, which check them at their end instead.
    """
    if is_server(address):
        return _open_server(str(address))
    return _open_file(Path(address), create=create, read_only=read_only, foreign_keys=foreign_keys)


def _open_file(path: Path, *, create: bool, read_only: bool, foreign_keys: bool) -> Engine:
    location = f"{file_uri(path)}?mode={'rwc' if create else 'rw'}"

    def connect() -> Any:
        return dbapi2.connect(
            location,
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )

    def set_pragmas(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            f"foreign_keys = {'ON' if foreign_keys else 'OFF'}",
            f"cache_size = -{CACHE_KIBIBYTES}",
            "trusted_schema = OFF",
            f"query_only = {'ON' if read_only else 'OFF'}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, module=dbapi2, creator=connect)
    event.listen(engine, "connect", set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # A reader that turned writer in mid-transaction could not wait for its turn: SQLite would
    # refuse it at once. So writers say so when they begin; readers never lock anybody out.
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def file_uri(path: Path) -> str:
    """The path as SQLite's ``file:`` address, also for Windows drives and network shares."""
    address = path.absolute().as_uri()
    share = not address.startswith("file:///")
    return address.replace("file://", "file:////", 1) if share else address


def _open_server(address: str) -> Engine:
    url = make_url(address).set(drivername="postgresql+psycopg")
    try:
        return create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as missing:
        raise WorldError(
            "This DMEDesk was installed without the part that talks to PostgreSQL.",
            "Install it with: pip install 'dmedesk[postgres]'",
        ) from missing


def writing(engine: Engine) -> Engine:
    """The same engine, for transactions that write."""
    return engine.execution_options(**{WRITING: True})


def snapshot(engine: Engine) -> Engine:
    """The same engine, for transactions that only read and see one state of everything.

    On SQLite every transaction reads one state; PostgreSQL is asked to.
    """
    if engine.dialect.name != "postgresql":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
