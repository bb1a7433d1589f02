"""How databases are opened: settings that lose nothing, transactions that begin when we say so."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Any

import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import OperationalError

from dmedesk.kit.errors import WorldError
from dmedesk.store.engine import (
    file_uri,
    is_server,
    open_engine,
    outside_transactions,
    snapshot,
    writing,
)


@pytest.fixture
def file_engine(shop_file: Path) -> Iterator[Engine]:
    engine = open_engine(shop_file)
    yield engine
    engine.dispose()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL
        ("foreign_keys", 1),
        ("busy_timeout", 10_000),
        ("cache_size", -65_536),
        ("trusted_schema", 0),
    ],
)
def test_every_connection_has_the_settings(file_engine: Engine, pragma: str, value: object) -> None:
    with file_engine.connect() as first, file_engine.connect() as second:
        for connection in (first, second):
            assert connection.scalar(text(f"PRAGMA {pragma}")) == value


def test_the_same_engine_everywhere(file_engine: Engine) -> None:
    with file_engine.connect() as connection:
        assert connection.scalar(text("PRAGMA cipher_version"))


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("shop.dmedesk", False),
        (Path("postgresql"), False),
        ("postgresql://dmedesk@127.0.0.1/shop", True),
        ("postgresql+psycopg://dmedesk@127.0.0.1/shop", True),
    ],
)
def test_an_address_means_a_server_or_a_file(address: str | Path, server: bool) -> None:
    assert is_server(address) is server


@pytest.mark.parametrize("name", ["shop.dmedesk", "a b", "50%?x=1#y", "Löwe & Söhne", "it's"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    engine = open_engine(path, create=True)
    with engine.connect() as connection:
        connection.execute(text("PRAGMA user_version"))
    engine.dispose()
    assert [file.name for file in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PurePosixPath("/home/ann/a b.dmedesk"), "file:///home/ann/a%20b.dmedesk"),
        (PureWindowsPath("C:/Shops/a.dmedesk"), "file:///C:/Shops/a.dmedesk"),
        (PureWindowsPath("//office/shops/a.dmedesk"), "file:////office/shops/a.dmedesk"),
    ],
)
def test_paths_as_sqlite_wants_them(path: PurePath, uri: str) -> None:
    assert file_uri(path) == uri


def test_a_missing_file_is_not_made_by_opening_it(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "missing.dmedesk")
    with pytest.raises(OperationalError):
        engine.connect()
    assert list(tmp_path.iterdir()) == []


def test_a_read_only_engine_refuses_writes(shop_file: Path) -> None:
    engine = open_engine(shop_file, read_only=True)
    with engine.connect() as connection, pytest.raises(OperationalError, match="readonly"):
        connection.execute(text("CREATE TABLE more (id INTEGER)"))
    engine.dispose()


def test_a_change_of_the_schema_is_rolled_back_whole(shop_engine: Engine) -> None:
    with writing(shop_engine).connect() as connection:
        connection.execute(text("CREATE TABLE more (id INTEGER)"))
        connection.execute(text("INSERT INTO more VALUES (1)"))
        connection.rollback()
    assert not inspect(shop_engine).has_table("more")


def test_foreign_keys_are_enforced(file_engine: Engine) -> None:
    with writing(file_engine).begin() as connection:
        connection.execute(text("CREATE TABLE a (id INTEGER PRIMARY KEY)"))
        connection.execute(text("CREATE TABLE b (a_id INTEGER REFERENCES a)"))
        with pytest.raises(Exception, match="FOREIGN KEY"):
            connection.execute(text("INSERT INTO b VALUES (7)"))


def test_a_writer_does_not_lock_readers_out(file_engine: Engine) -> None:
    with writing(file_engine).begin() as writer, file_engine.begin() as reader:
        writer.execute(text("PRAGMA user_version = 5"))
        assert reader.scalar(text("PRAGMA user_version")) == 0


def test_a_second_writer_waits_for_the_first(file_engine: Engine) -> None:
    steps: list[str] = []

    def second() -> None:
        with writing(file_engine).begin() as connection:
            connection.execute(text("PRAGMA user_version = 2"))
            steps.append("second")

    with writing(file_engine).begin() as connection:
        thread = threading.Thread(target=second)
        thread.start()
        connection.execute(text("PRAGMA user_version = 1"))
        thread.join(0.05)
        steps.append("first")
    thread.join()
    assert steps == ["first", "second"]


def test_a_snapshot_sees_one_state(shop_engine: Engine) -> None:
    count = text("SELECT count(*) FROM audit_entries")
    with snapshot(shop_engine).begin() as reader:
        assert reader.scalar(count) == 0
        with writing(shop_engine).begin() as writer:
            writer.execute(
                text(
                    "INSERT INTO audit_entries (at, actor, action)"
                    " VALUES ('2026-11-22 10:00:00', 'ann', 'try')"
                )
            )
        assert reader.scalar(count) == 0
    with snapshot(shop_engine).begin() as reader:
        assert reader.scalar(count) == 1


def test_a_statement_outside_a_transaction(file_engine: Engine) -> None:
    with outside_transactions(file_engine).connect() as connection:
        driver: Any = connection.connection.dbapi_connection
        assert not driver.in_transaction
        connection.exec_driver_sql("VACUUM")


def test_postgresql_without_its_driver_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(WorldError, match=r"pip install 'dmedesk\[postgres\]'"):
        open_engine("postgresql://dmedesk@127.0.0.1/shop")
