"""Turns what the database drivers raise into our own words.

The drivers' errors are told apart by their codes (SQLite's error names, PostgreSQL's SQLSTATE),
never by their texts, which differ between versions and languages.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from dmedesk.kit.errors import Refused, WorldError
from dmedesk.kit.findings import Finding, Severity

_BUSY = (
    "The database is busy: another program has been writing to it for too long.",
    "Nothing was changed. Wait until the other work has finished, then try again.",
)
_FULL = (
    "The disk is full: the database could not be written.",
    "Nothing was changed. Make room on the disk that holds the database, then try again.",
)
_READ_ONLY = (
    "The database cannot be written: the file, its folder or its disk is read-only.",
    "Nothing was changed. Allow writing to both, or copy the file to a folder of your own.",
)
_DAMAGED = (
    "The database file is damaged.",
    "Nothing was changed. Keep the file as it is, and restore the newest backup beside it.",
)
_NOT_A_DATABASE = (
    "The file is not a DMEDesk database.",
    "Nothing was changed. Choose another file, or make a new one with: dmedesk new",
)
_DISK = (
    "The disk failed while the database was read or written.",
    "Nothing was changed. Check the disk and its connection, then try again.",
)
_CANNOT_OPEN = (
    "The database file cannot be opened.",
    "Check that the file exists and that you may read and write it and its folder.",
)
_SERVER_AWAY = (
    "The connection to the PostgreSQL server was lost.",
    "Nothing was changed. Check the network and that the server runs, then try again.",
)
_NO_CONNECTION = (
    "No connection to the PostgreSQL server.",
    "Check that the server runs, and the address: computer, port, user, password, database.",
)
_SERVER_FORBIDS = (
    "The PostgreSQL server does not let this user do that.",
    "Ask who runs the server to grant the user the rights on the database.",
)

# SQLite's primary error names: the extended ones begin with them (SQLITE_READONLY_DIRECTORY).
_BY_SQLITE_NAME = {
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_FULL": _FULL,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_PERM": _READ_ONLY,
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_NOTADB": _NOT_A_DATABASE,
    "SQLITE_IOERR": _DISK,
    "SQLITE_CANTOPEN": _CANNOT_OPEN,
}

# PostgreSQL, appendix A: the first two characters are the class, five are one condition.
_BY_SQLSTATE = {
    "53100": _FULL,
    "25006": _READ_ONLY,
    "55P03": _BUSY,
    "40001": _BUSY,
    "40P01": _BUSY,
    "57014": _BUSY,
    "42501": _SERVER_FORBIDS,
    "08": _SERVER_AWAY,
    "57P": _SERVER_AWAY,
    "53": _SERVER_AWAY,
    "58": _DISK,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
}


def in_plain_words(error: DBAPIError) -> WorldError | None:
    """The world's failure behind a driver's error; None when the error is our own bug."""
    cause: Any = error.orig
    name = getattr(cause, "sqlite_errorname", None)
    if name is not None:
        words = _BY_SQLITE_NAME.get("_".join(str(name).split("_")[:2]))
    else:
        words = _by_sqlstate(getattr(cause, "sqlstate", None), error)
    return None if words is None else WorldError(*words)


def _by_sqlstate(state: str | None, error: DBAPIError) -> tuple[str, str] | None:
    if state is None:
        return _without_code(error)
    for length in (5, 3, 2):
        if words := _BY_SQLSTATE.get(state[:length]):
            return words
    return None


def _without_code(error: DBAPIError) -> tuple[str, str] | None:
    """No code comes with a refusal to connect: what the server or the network says is shown."""
    if isinstance(error, OperationalError) and error.statement is None:
        what, remedy = _NO_CONNECTION
        told = " ".join(str(error.orig).split())
        return f"{what} It says: {told}", remedy
    return _SERVER_AWAY if error.connection_invalidated else None


def stale() -> Refused:
    """The finding of a record that another desk changed after it was read here."""
    return Refused(
        [
            Finding(
                Severity.STOP,
                "changed_meanwhile",
                "This record was changed by someone else after it was opened here.",
                remedy="Nothing was saved. Open it again, look at what changed, and repeat yours.",
            )
        ]
    )


@contextmanager
def said_plainly() -> Iterator[None]:
    """Raise the world's failures as ``WorldError`` and stale records as ``Refused``."""
    try:
        yield
    except DBAPIError as error:
        words = in_plain_words(error)
        if words is None:
            raise
        raise words from error
    except StaleDataError as error:
        raise stale() from error
