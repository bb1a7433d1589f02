"""Databases for the tests, and guards against whatever a test leaves behind."""

import gc
import os
import shutil
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Dialect, Engine, event, text
from sqlalchemy.pool import Pool
from sqlalchemy.util import LRUCache

from dmedesk.store.base import all_tables
from dmedesk.store.engine import open_engine
from dmedesk.store.files import create_shop_file

POSTGRES = os.environ.get("DMEDESK_TEST_POSTGRES", "")
POSTGRES_REQUIRED = os.environ.get("CI_REQUIRE_POSTGRES") == "1"

# Windows are tested without a screen; without one, Qt would end the interpreter itself.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def in_boston(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This computer's clock is that of Massachusetts, summer time included."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system cannot change its time zone for one program")
    with monkeypatch.context() as zone:
        zone.setenv("TZ", "EST5EDT,M3.2.0,M11.1.0")
        time.tzset()
        yield
    time.tzset()


# --- databases ---------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def shop_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty shop's file, made once; each test gets a copy."""
    path = tmp_path_factory.mktemp("template") / "empty.dmedesk"
    create_shop_file(path)
    return path


@pytest.fixture
def shop_file(shop_template: Path, tmp_path: Path) -> Path:
    """An empty shop's file, for tests that open it themselves."""
    return Path(shutil.copy(shop_template, tmp_path / "shop.dmedesk"))


@pytest.fixture(scope="session")
def server_database() -> Iterator[Callable[[], str]]:
    """Makes empty databases on the test server, each dropped at the end of the run."""
    if not POSTGRES:
        if POSTGRES_REQUIRED:
            pytest.fail("CI_REQUIRE_POSTGRES is 1, but DMEDESK_TEST_POSTGRES has no address")
        pytest.skip("no PostgreSQL: DMEDESK_TEST_POSTGRES holds no address")
    admin = open_engine(POSTGRES).execution_options(isolation_level="AUTOCOMMIT")
    made: list[str] = []

    def make() -> str:
        made.append(f"dmedesk_test_{uuid.uuid4().hex[:12]}")
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {made[-1]}"))
        return admin.url.set(database=made[-1]).render_as_string(hide_password=False)

    yield make
    with admin.connect() as connection:
        for name in made:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(scope="session")
def server_shop(server_database: Callable[[], str]) -> Iterator[Engine]:
    """One shop on the test server for the whole run; every test leaves it empty."""
    address = server_database()
    create_shop_file(address)
    engine = open_engine(address)
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def shop_engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An empty shop with all its tables, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        engine = open_engine(request.getfixturevalue("shop_file"))
        yield engine
        engine.dispose()
    else:
        engine = request.getfixturevalue("server_shop")
        yield engine
        _empty(engine)


@cache
def _emptied_in_turn() -> list[str]:
    return [table.name for table in reversed(all_tables().sorted_tables)]


def _empty(engine: Engine) -> None:
    """Delete what a test left, and count ids from 1 again, also where it rolled back.

    Deleting a few rows takes a fraction of the time of TRUNCATE.
    """
    names = _emptied_in_turn()
    filled = " UNION ALL ".join(
        f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in names
    )
    counted = "SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL"
    with engine.begin() as connection:
        left = set(connection.scalars(text(filled)))
        statements = [f"DELETE FROM {name}" for name in names if name in left]
        statements += [
            f"ALTER SEQUENCE {name} RESTART" for name in connection.scalars(text(counted))
        ]
        if statements:
            connection.exec_driver_sql("; ".join(statements))


# --- what every shop of a run has in common -------------------------------------------------------

_STATEMENTS_KEPT = 5_000
_STATEMENTS: dict[tuple[str, str], tuple[Dialect, LRUCache[Any, Any]]] = {}


@event.listens_for(Engine, "engine_connect")
def _compile_once(connection: Connection) -> None:
    """A statement is compiled once in a run, not once for the shop of every test.

    A person's program opens one shop and keeps it; compiling anew took much of the tests' time.
    """
    kind = (connection.dialect.name, connection.dialect.driver)
    dialect, compiled = _STATEMENTS.setdefault(
        kind, (connection.dialect, LRUCache(_STATEMENTS_KEPT))
    )
    connection.dialect = dialect
    connection.execution_options(compiled_cache=compiled)


# --- guards ------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _no_connection_left() -> Iterator[None]:
    """Every connection that a test takes goes back to its pool, its transaction ended."""
    taken: set[int] = set()

    def take(connection: Any, *_others: object) -> None:
        taken.add(id(connection))

    def give_back(connection: Any, *_others: object) -> None:
        taken.discard(id(connection))

    listeners = (("checkout", take), ("checkin", give_back), ("close_detached", give_back))
    for name, listener in listeners:
        event.listen(Pool, name, listener)
    yield
    for name, listener in listeners:
        event.remove(Pool, name, listener)
    assert not taken, "the test left a database connection, or its transaction, open"


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """Every thread that a test starts ends with it."""
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in before]
    assert not left, f"the test left threads running: {left}"


@pytest.fixture(autouse=True)
def _settings_of_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the settings of whoever runs it."""
    monkeypatch.setenv("DMEDESK_SETTINGS", str(tmp_path / "settings.json"))
    monkeypatch.setenv("DMEDESK_LOG", str(tmp_path / "logs" / "dmedesk.log"))


@pytest.fixture(autouse=True)
def _python_as_it_was() -> Iterator[None]:
    """What a whole program sets for itself (`price` reads any number, a start waits with the
    collector) ends with the test that ran it.
    """
    digits = sys.get_int_max_str_digits()
    yield
    sys.set_int_max_str_digits(digits)
    gc.enable()


def _refuse_sockets(name: str, arguments: tuple[Any, ...]) -> None:
    # PostgreSQL's client library makes its connection below Python, so it is not seen here.
    if name not in {"socket.connect", "socket.getaddrinfo", "socket.bind"}:
        return
    place = arguments[0] if name == "socket.getaddrinfo" else arguments[1]
    if (place[0] if isinstance(place, tuple) else place) not in {"127.0.0.1", b"127.0.0.1"}:
        raise AssertionError(f"a test may not use the network: {name} {arguments[1:]}")


def pytest_configure() -> None:
    """No test of any kind reaches out to the network; to this computer itself some do."""
    sys.addaudithook(_refuse_sockets)
