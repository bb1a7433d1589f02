"""The steps in ``db`` make exactly the tables that the program has, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from dmedesk.store.engine import open_engine, writing
from dmedesk.store.files import create_shop_file
from dmedesk.store.migrate import drift


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty shop that was made by the steps alone."""
    address: str | Path = tmp_path / "shop.dmedesk"
    if request.param == "postgresql":
        address = request.getfixturevalue("server_database")()
    create_shop_file(address)
    engine = open_engine(address)
    yield engine
    engine.dispose()


def _alter(engine: Engine, *statements: str) -> None:
    with writing(engine).begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def test_the_steps_make_the_tables(migrated: Engine) -> None:
    assert drift(migrated) == ()


def test_looking_changes_nothing(migrated: Engine) -> None:
    drift(migrated)
    assert drift(migrated) == ()


def test_a_column_too_many_is_found(migrated: Engine) -> None:
    _alter(migrated, "ALTER TABLE payers ADD COLUMN more VARCHAR")
    assert any("more" in line for line in drift(migrated))


def test_a_missing_index_is_found(migrated: Engine) -> None:
    _alter(migrated, "DROP INDEX ix_products_hcpcs")
    assert any("ix_products_hcpcs" in line for line in drift(migrated))


def test_a_changed_check_is_found(migrated: Engine) -> None:
    if migrated.dialect.name == "sqlite":
        _alter(
            migrated,
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_master SET sql = replace(sql, '''private''', '''privat''')"
            " WHERE name = 'payers'",
        )
    else:
        _alter(
            migrated,
            "ALTER TABLE payers DROP CONSTRAINT ck_payers_regime",
            "ALTER TABLE payers ADD CONSTRAINT ck_payers_regime"
            " CHECK (regime IN ('masshealth', 'medicare', 'privat'))",
        )
    found = drift(migrated)
    assert [line.split(" ")[0:2] for line in found] == [["not", "in"]] * 2
    assert all("ck_payers_regime" in line for line in found)


def test_a_changed_condition_of_an_index_is_found(migrated: Engine) -> None:
    _alter(
        migrated,
        "DROP INDEX uq_rentals_asset_id_open",
        "CREATE UNIQUE INDEX uq_rentals_asset_id_open ON rentals (asset_id)"
        " WHERE ended_on IS NOT NULL",
    )
    assert any("uq_rentals_asset_id_open" in line for line in drift(migrated))
