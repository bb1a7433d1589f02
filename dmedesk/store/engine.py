"""Opens a database: a file (SQLite, by SQLCipher's engine) or a PostgreSQL server's address.

The file's settings are the ones that lose nothing: write-ahead log, every commit on the disk
before it is reported, foreign keys enforced, and transactions that begin when we say so, so that
a failed migration leaves no half of itself behind.
"""

from pathlib import Path, PurePath
from typing import Any, TypeAlias

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlcipher3 import dbapi2

from dmedesk.kit.errors import WorldError

BUSY_SECONDS = 10.0
"""How long a writer waits for another one before it gives up."""

CACHE_KIBIBYTES = 64 * 1024

FOLD = "dmedesk_fold"
"""Lower case for letters of every alphabet; SQLite's own ``lower`` knows only the English ones."""

Database: TypeAlias = Engine
"""An open database, for those who hand it on without looking inside."""

_BEGIN = "dmedesk_begin"


def is_server(address: str | Path) -> bool:
    """Whether the address means a PostgreSQL server (otherwise it is a file's path)."""
    return isinstance(address, str) and address.startswith(("postgresql://", "postgresql+"))


def open_engine(
    address: str | Path,
    *,
    create: bool = False,
    read_only: bool = False,
    busy_seconds: float = BUSY_SECONDS,
) -> Engine:
    """An engine for the database at ``address``; nothing is connected yet.

    A file is made only with ``create``. ``read_only`` refuses every write to a file.
    ``busy_seconds`` is how long to wait for another program's lock on it.
    """
    if is_server(address):
        return _open_server(str(address), busy_seconds)
    path = Path(address)
    location = f"{file_uri(path.absolute())}?mode={'rwc' if create else 'rw'}"

    def connect() -> Any:
        return dbapi2.connect(
            location, uri=True, timeout=busy_seconds, isolation_level=None, check_same_thread=False
        )

    def set_pragmas(connection: Any, _record: object) -> None:
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            f"cache_size = -{CACHE_KIBIBYTES}",
            "trusted_schema = OFF",
            f"query_only = {'ON' if read_only else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}").close()
        connection.create_function(FOLD, 1, _fold, deterministic=True)

    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, module=dbapi2, creator=connect)
    event.listen(engine, "connect", set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def open_copy(path: Path) -> Engine:
    """An engine for a finished copy that nobody else touches; it only reads, and leaves no trace.

    No log is opened beside the file, so that it stays as it is to the byte.
    """
    location = f"{file_uri(path.absolute())}?mode=ro&immutable=1"

    def connect() -> Any:
        return dbapi2.connect(location, uri=True, isolation_level=None, check_same_thread=False)

    url = URL.create("sqlite", database=str(path))
    return create_engine(url, module=dbapi2, creator=connect)


def file_uri(path: PurePath) -> str:
    """The absolute path as SQLite's ``file:`` address, also on Windows drives and shares."""
    address = path.as_uri()
    share = not address.startswith("file:///")
    return address.replace("file://", "file:////", 1) if share else address


def _fold(text: object) -> object:
    return text.lower() if isinstance(text, str) else text


def _begin(connection: Connection) -> None:
    statement = connection.get_execution_options().get(_BEGIN, "BEGIN")
    if statement:
        connection.exec_driver_sql(statement)


def _open_server(address: str, busy_seconds: float) -> Engine:
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):
        # What was typed is not told again: it may hold a password.
        raise WorldError(
            "The address of the database cannot be read.",
            "Write it as postgresql://USER@HOST:PORT/NAME.",
        ) from None
    try:
        engine = create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as missing:
        raise WorldError(
            "This DMEDesk was installed without the part that talks to PostgreSQL.",
            "Install it with: pip install 'dmedesk[postgres]'",
        ) from missing

    def set_patience(connection: Any, _record: object) -> None:
        connection.execute(f"SET lock_timeout = '{busy_seconds * 1000:.0f}ms'").close()
        connection.commit()

    event.listen(engine, "connect", set_patience)
    return engine


def writing(engine: Engine) -> Engine:
    """The same engine, for transactions that write.

    A reader that turns writer in mid-transaction cannot wait for its turn on SQLite: it is
    refused at once. So writers take the lock when they begin, and readers never do.
    """
    return engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})


def outside_transactions(engine: Engine) -> Engine:
    """The same engine, for the few statements that SQLite runs only outside a transaction."""
    return engine.execution_options(**{_BEGIN: ""})


def snapshot(engine: Engine) -> Engine:
    """The same engine, for transactions that only read and see one state of everything.

    On SQLite every transaction reads one state; PostgreSQL is asked to.
    """
    if engine.dialect.name != "postgresql":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
