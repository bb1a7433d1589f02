"""Databases for the tests, and guards against whatever a test leaves behind."""

import importlib
import importlib.util
import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData, text

from dmedesk.store.base import Base
from dmedesk.store.engine import open_engine, writing

HOUSES = ("store", "shop", "members", "catalog", "assets", "papers", "rentals", "billing")
POSTGRES = os.environ.get("DMEDESK_TEST_POSTGRES", "")
POSTGRES_REQUIRED = os.environ.get("CI_REQUIRE_POSTGRES") == "1"


def every_table() -> MetaData:
    """The tables of every house."""
    for house in HOUSES:
        if importlib.util.find_spec(f"dmedesk.{house}.tables"):
            importlib.import_module(f"dmedesk.{house}.tables")
    return Base.metadata


@pytest.fixture(scope="session")
def shop_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty shop's file, made once; each test gets a copy."""
    path = tmp_path_factory.mktemp("template") / "empty.dmedesk"
    engine = open_engine(path, create=True)
    with writing(engine).begin() as connection:
        every_table().create_all(connection)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres_shop() -> Iterator[Engine]:
    """One database on the test server for the whole run, dropped at its end."""
    admin = open_engine(POSTGRES).execution_options(isolation_level="AUTOCOMMIT")
    name = f"dmedesk_test_{uuid.uuid4().hex[:12]}"
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    address = admin.url.set(database=name).render_as_string(hide_password=False)
    engine = open_engine(address)
    with engine.begin() as connection:
        every_table().create_all(connection)
    yield engine
    engine.dispose()
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def shop_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty shop with all its tables, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        path = tmp_path / "shop.dmedesk"
        shutil.copy(request.getfixturevalue("shop_template"), path)
        engine = open_engine(path)
        yield engine
        engine.dispose()
        return
    if not POSTGRES:
        if POSTGRES_REQUIRED:
            pytest.fail("CI_REQUIRE_POSTGRES is 1, but DMEDESK_TEST_POSTGRES has no address")
        pytest.skip("no PostgreSQL: DMEDESK_TEST_POSTGRES holds no address")
    engine = request.getfixturevalue("postgres_shop")
    yield engine
    _empty(engine)


def _empty(engine: Engine) -> None:
    tables = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
    with engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
