"""Makes and opens shops: every way that a file can be wrong has a sentence and a remedy."""

import logging
import os
import struct
from collections.abc import Callable
from contextlib import suppress
from errno import ENOSPC
from pathlib import Path

from sqlalchemy import Engine, inspect

from dmedesk.kit.errors import WorldError
from dmedesk.kit.findings import Finding
from dmedesk.store import migrate, places
from dmedesk.store.backup import keep
from dmedesk.store.engine import BUSY_SECONDS, is_server, open_engine, outside_transactions, writing
from dmedesk.store.failures import said_plainly

APPLICATION_ID = 0x444D4544
"""``DMED``, in the header of every shop's file: a shop of ours and nothing else."""

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100

_log = logging.getLogger(__name__)


def _log_finding(finding: Finding) -> None:
    _log.warning("%s", finding.sentence())


def _leave_empty(_engine: Engine) -> None:
    """Write nothing into the new shop."""


def create_shop_file(
    address: str | Path,
    *,
    fill: Callable[[Engine], None] = _leave_empty,
    tell: Callable[[Finding], None] = _log_finding,
) -> None:
    """Make a shop: a new file, or the tables in an empty PostgreSQL database.

    ``fill`` writes what a new shop begins with. The file appears under its name only when it is
    complete, so a crash leaves no half-made shop. Raises ``WorldError`` when there is something
    already, or the folder is missing, read-only or full; no file is left behind then, nor when
    ``fill`` raises. ``tell`` hears warnings (a network share).
    """
    if is_server(address):
        _create_on_server(str(address), fill)
        return
    path = Path(address)
    _check_room_for(path)
    for finding in places.findings(path):
        tell(finding)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        _make(unfinished, fill)
        keep(unfinished, path)
    except FileExistsError as error:
        raise _exists_already(path) from error
    except OSError as error:
        why = "the disk is full" if error.errno == ENOSPC else error.strerror
        raise WorldError(
            f"{path} could not be made: {why}.",
            "Nothing was left behind. Choose a folder that you may write to, with some room.",
        ) from error
    finally:
        for rest in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                unfinished.with_name(unfinished.name + rest).unlink(missing_ok=True)


def _check_room_for(path: Path) -> None:
    if os.path.lexists(path):
        raise _exists_already(path)
    if not path.parent.is_dir():
        raise WorldError(
            f"There is no folder {path.parent}.", "Make the folder first, or choose another one."
        )
    if not _writable(path.parent):
        raise WorldError(
            f"The folder {path.parent} is read-only.", "Choose a folder that you may write to."
        )


def _writable(place: Path) -> bool:
    return os.access(place, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _exists_already(path: Path) -> WorldError:
    return WorldError(
        f"{path} exists already.",
        "Nothing was changed. Choose another name, or open it as it is.",
    )


_EMPTY: dict[tuple[str, ...], bytes] = {}
"""The file of an empty shop by its steps: who makes several takes the steps once."""


def _make(path: Path, fill: Callable[[Engine], None]) -> None:
    known = migrate.steps()
    is_new = known not in _EMPTY
    if not is_new:
        path.write_bytes(_EMPTY[known])
    engine = open_engine(path, create=is_new)
    try:
        if is_new:
            with said_plainly(), writing(engine).begin() as connection:
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            migrate.upgrade(engine)
            _write_out(engine)
            _EMPTY[known] = path.read_bytes()
        fill(engine)
        _write_out(engine)
    finally:
        engine.dispose()


def _write_out(engine: Engine) -> None:
    with said_plainly(), outside_transactions(engine).connect() as connection:
        # Closing would do it too, but says nothing when the disk has no room for it.
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _create_on_server(address: str, fill: Callable[[Engine], None]) -> None:
    engine = open_engine(address)
    try:
        with said_plainly(), engine.connect() as connection:
            tables = inspect(connection).get_table_names()
        if tables:
            raise WorldError(
                f"The database {engine.url.database} has {len(tables)} tables already.",
                "Nothing was changed. Create an empty database on the server (createdb).",
            )
        migrate.upgrade(engine)
        fill(engine)
    finally:
        engine.dispose()


def open_shop(
    address: str | Path,
    *,
    tell: Callable[[Finding], None] = _log_finding,
    busy_seconds: float = BUSY_SECONDS,
) -> Engine:
    """Open an existing shop, brought to this program's schema (with a backup before).

    Raises ``WorldError`` when there is none, or the file is not a shop's, damaged, read-only,
    locked by another program, or written by a newer DMEDesk. ``tell`` hears warnings (a network
    share).
    """
    if is_server(address):
        engine = open_engine(address, busy_seconds=busy_seconds)
    else:
        path = Path(address)
        _check_file(path)
        for finding in places.findings(path):
            tell(finding)
        engine = open_engine(path, busy_seconds=busy_seconds)
    try:
        _check_shop(engine)
        migrate.upgrade(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def check_file_is_a_shop(path: Path) -> None:
    """Raise ``WorldError`` where the file is missing, no shop's, or was cut short."""
    if not path.exists():
        raise WorldError(
            f"There is no file {path}.",
            "Check the name, or make a new shop with: dmedesk --database FILE new --name NAME",
        )
    if not path.is_file():
        raise WorldError(f"{path} is not a file.", "Choose the file of a shop.")
    _check_header(path)


def _check_file(path: Path) -> None:
    check_file_is_a_shop(path)
    for place in (path, path.parent):
        if not _writable(place):
            raise WorldError(
                f"{place} is read-only, and a shop must be written to be used.",
                "Allow writing to it, or copy the file to a folder of your own.",
            )


def _check_header(path: Path) -> None:
    """Look at the first 100 bytes (SQLite's file format, section 1.3) before any driver does."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except OSError as error:
        raise WorldError(
            f"{path} cannot be read: {error.strerror}.", "Check the disk and your rights to it."
        ) from error
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        raise WorldError(
            f"{path} is not a database.", "Nothing was changed. Choose the file of a shop."
        )
    (application,) = struct.unpack_from(">I", header, 68)
    if application != APPLICATION_ID:
        raise WorldError(
            f"{path} is a database of another program, not a shop of DMEDesk.",
            "Nothing was changed. Choose the file of a shop.",
        )
    _check_length(path, header)


def _check_length(path: Path, header: bytes) -> None:
    """Find a file that was cut short in copying."""
    (page_bytes,), (pages,) = (
        struct.unpack_from(">H", header, 16),
        struct.unpack_from(">I", header, 28),
    )
    whole, left = pages * (65536 if page_bytes == 1 else page_bytes), path.stat().st_size
    # With a log beside it the file may rightly be shorter: the rest is still in the log.
    if left < whole and not path.with_name(path.name + "-wal").exists():
        raise WorldError(
            f"{path} is damaged: {left} bytes are left of {whole}.",
            "Nothing was changed. Keep the file as it is, and restore the newest backup beside it.",
        )


def _check_shop(engine: Engine) -> None:
    if migrate.current(engine) is None:
        where = engine.url.database
        raise WorldError(
            f"{where} holds no shop yet.",
            "Make one with: dmedesk --database ADDRESS new --name NAME",
        )
