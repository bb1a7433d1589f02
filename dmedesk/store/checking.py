"""Reads the whole of a shop and says what is not as it should be."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import Connection, Engine, text
from sqlalchemy.orm import Session

from dmedesk.kit.errors import WorldError
from dmedesk.kit.findings import Finding, Severity
from dmedesk.store.engine import open_copy
from dmedesk.store.failures import said_plainly
from dmedesk.store.unit_of_work import reading

Check: TypeAlias = Callable[[Session], Iterable[Finding]]
"""What a house knows to look at: stored papers against their hashes, and the like."""

_MOST_NAMED = 20
_KEEP_IT = "Keep the file as it is. Restore the newest backup, or repair it into a new file."


def faults_of_copy(path: Path) -> tuple[str, ...]:
    """What is broken in a finished copy of a shop's file; empty where it is whole."""
    engine = open_copy(path)
    try:
        with said_plainly(), engine.connect() as connection:
            return (*_broken_pages(connection), *_orphans(connection))
    except WorldError as error:
        return (error.what,)
    finally:
        engine.dispose()


def check_shop(engine: Engine, checks: Sequence[Check] = ()) -> tuple[Finding, ...]:
    """Every finding on a shop: its pages, its references, and what the houses look at.

    Pages and references are a server's own to check. Nothing is changed.
    """
    found: list[Finding] = []
    if engine.dialect.name == "sqlite":
        found += _file_findings(engine)
    for check in checks:
        try:
            with reading(engine) as session:
                found += check(session)
        except WorldError as error:
            found.append(Finding(Severity.STOP, "unreadable", error.what, remedy=_KEEP_IT))
    return tuple(found)


def _file_findings(engine: Engine) -> list[Finding]:
    try:
        with said_plainly(), engine.connect() as connection:
            pages = [("damaged_page", fault) for fault in _broken_pages(connection)]
            orphans = [("missing_record", fault) for fault in _orphans(connection)]
    except WorldError as error:
        return [Finding(Severity.STOP, "unreadable", error.what, remedy=_KEEP_IT)]
    return [
        Finding(Severity.STOP, code, fault, remedy=_KEEP_IT) for code, fault in [*pages, *orphans]
    ]


def _broken_pages(connection: Connection) -> tuple[str, ...]:
    found = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check(20)"))]
    return () if found == ["ok"] else tuple(found)


def _orphans(connection: Connection) -> tuple[str, ...]:
    """Rows that refer to a row which is not there."""
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_MOST_NAMED)
    return tuple(f"{row[0]} row {row[1]} refers to nothing in {row[2]}." for row in rows)
