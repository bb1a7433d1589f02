"""What the drivers raise, by their codes, in our own words; our own bugs stay what they are."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from dmedesk.kit.errors import Refused, WorldError
from dmedesk.store.engine import open_engine, writing
from dmedesk.store.failures import in_plain_words, said_plainly


class FromSqlite(Exception):
    def __init__(self, name: str) -> None:
        super().__init__("some text in some language")
        self.sqlite_errorname = name


class FromServer(Exception):
    def __init__(self, state: str | None) -> None:
        super().__init__("some text in some language")
        self.sqlstate = state


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("SQLITE_BUSY", "busy"),
        ("SQLITE_BUSY_SNAPSHOT", "busy"),
        ("SQLITE_LOCKED", "busy"),
        ("SQLITE_FULL", "disk is full"),
        ("SQLITE_READONLY", "read-only"),
        ("SQLITE_READONLY_DIRECTORY", "read-only"),
        ("SQLITE_CORRUPT", "damaged"),
        ("SQLITE_CORRUPT_INDEX", "damaged"),
        ("SQLITE_NOTADB", "not a DMEDesk database"),
        ("SQLITE_IOERR_WRITE", "disk failed"),
        ("SQLITE_CANTOPEN", "cannot be opened"),
        ("SQLITE_CONSTRAINT_UNIQUE", None),
        ("SQLITE_ERROR", None),
        ("SQLITE_MISUSE", None),
    ],
)
def test_sqlite_by_its_error_names(name: str, words: str | None) -> None:
    _tells(FromSqlite(name), words)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("53100", "disk is full"),
        ("55P03", "busy"),
        ("40P01", "busy"),
        ("40001", "busy"),
        ("25006", "read-only"),
        ("42501", "does not let this user"),
        ("57P01", "connection to the PostgreSQL server was lost"),
        ("08006", "connection to the PostgreSQL server was lost"),
        ("58030", "disk failed"),
        ("XX001", "damaged"),
        ("23505", None),
        ("42P01", None),
        ("25P02", None),
    ],
)
def test_postgresql_by_its_sqlstate(state: str, words: str | None) -> None:
    _tells(FromServer(state), words)


def _tells(cause: Exception, words: str | None) -> None:
    told = in_plain_words(DBAPIError("SELECT 1", {}, cause))
    assert (told is None) if words is None else (told is not None and words in told.what)


def test_a_connection_that_was_lost_without_a_code() -> None:
    lost = OperationalError("SELECT 1", {}, FromServer(None), connection_invalidated=True)
    told = in_plain_words(lost)
    assert told is not None
    assert "was lost" in told.what


def test_every_failure_names_a_remedy(shop_file: Path) -> None:
    engine = open_engine(shop_file, read_only=True)
    with pytest.raises(WorldError) as raised, said_plainly(), engine.connect() as connection:
        connection.execute(text("CREATE TABLE more (id INTEGER)"))
    engine.dispose()
    assert "read-only" in raised.value.what
    assert "Allow writing" in raised.value.remedy


def test_our_own_bug_stays_a_bug(shop_engine: Engine) -> None:
    with said_plainly(), shop_engine.connect() as connection:
        with pytest.raises(DBAPIError):
            connection.execute(text("SELECT nothing FROM nowhere"))
        connection.rollback()


def test_a_broken_rule_of_the_schema_stays_what_it_is(shop_engine: Engine) -> None:
    number = "INSERT INTO number_series (key, prefix, next_number, width) VALUES ('a', '', 0, 1)"
    with (
        pytest.raises(IntegrityError, match="next_number_is_positive"),
        said_plainly(),
        writing(shop_engine).begin() as connection,
    ):
        connection.execute(text(number))


def test_a_stale_record_is_a_finding() -> None:
    with pytest.raises(Refused, match="changed by someone else"), said_plainly():
        raise StaleDataError


def test_a_full_disk_loses_nothing(shop_file: Path) -> None:
    engine = open_engine(shop_file)

    def nearly_full(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1").close()

    event.listen(engine, "connect", nearly_full)
    with (
        pytest.raises(WorldError, match="disk is full"),
        said_plainly(),
        writing(engine).begin() as connection,
    ):
        connection.execute(text("CREATE TABLE more AS SELECT zeroblob(1000000) AS content"))
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
        assert connection.scalar(text("SELECT count(*) FROM audit_entries")) == 0
    engine.dispose()


def test_no_server_at_the_address() -> None:
    # Port 1 is nobody's: the connection is refused at once.
    engine = open_engine("postgresql://dmedesk@127.0.0.1:1/shop")
    with pytest.raises(WorldError, match="No connection to the PostgreSQL server"), said_plainly():
        engine.connect()


def test_no_such_database(server_database: Callable[[], str]) -> None:
    engine = open_engine(server_database() + "_not_there")
    with pytest.raises(WorldError, match="No connection") as raised, said_plainly():
        engine.connect()
    assert "_not_there" in raised.value.what


def test_a_lock_on_the_server_that_lasts_too_long(server_database: Callable[[], str]) -> None:
    engine = open_engine(server_database(), busy_seconds=0.05)
    with engine.begin() as first, engine.begin() as second:
        first.execute(text("CREATE TABLE a (id int)"))
        first.execute(text("SELECT pg_advisory_xact_lock(1)"))
        with pytest.raises(WorldError, match="busy"), said_plainly():
            second.execute(text("SELECT pg_advisory_xact_lock(1)"))
        second.rollback()
    engine.dispose()
