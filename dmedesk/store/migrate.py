"""Brings a database to this program's schema, step by step, or refuses politely.

The steps are in ``db/versions``, one after the other, each file beginning with its number. They
run in one transaction, after a backup, with foreign keys off (SQLite changes a table by making it
anew, which would delete the rows that refer to it) and checked before the commit. So whatever
happens in the middle, the database is as it was before, or as it is after.

Steps go forward only: the way back is the backup.
"""

from datetime import UTC
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Connection,
    Engine,
    String,
    column,
    create_engine,
    func,
    inspect,
    select,
    table,
)
from sqlalchemy.schema import CreateSchema
from sqlcipher3 import dbapi2

from dmedesk.kit import paths
from dmedesk.kit.clock import Clock, system_clock
from dmedesk.kit.errors import WorldError
from dmedesk.store.backup import back_up
from dmedesk.store.base import all_tables
from dmedesk.store.engine import writing
from dmedesk.store.failures import said_plainly

if TYPE_CHECKING:
    from alembic.config import Config

_VERSION_TABLE = "alembic_version"
_VERSION = table(_VERSION_TABLE, column("version_num", String)).c.version_num
_SCRATCH = "dmedesk_drift"


def steps(folder: Path | None = None) -> tuple[str, ...]:
    """The numbers of all steps that this program knows, oldest first."""
    versions = (folder or paths.migrations()) / "versions"
    return tuple(sorted(file.stem.split("_")[0] for file in versions.glob("[0-9]*_*.py")))


def current(engine: Engine) -> str | None:
    """The number of the last step that the database has taken; None before the first."""
    with said_plainly(), engine.connect() as connection:
        return _current(connection)


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_VERSION_TABLE):
        return None
    number = connection.scalar(select(_VERSION))
    return None if number is None else str(number)


def upgrade(
    engine: Engine, *, folder: Path | None = None, clock: Clock = system_clock
) -> Path | None:
    """Take every step that the database lacks; answer the backup made before, if one was.

    A shop's file is backed up beside itself first (a server's database is the server's to back
    up). ``folder`` is the Alembic environment, ``db/`` unless said. Raises ``WorldError``, with
    the database unchanged, when it was written by a newer DMEDesk, when it is damaged, or when
    the disk or server fails.
    """
    known = steps(folder)
    if is_current(current(engine), known):
        return None
    with said_plainly(), writing(engine).connect() as connection:
        alone = connection.dialect.name == "sqlite"
        if alone:
            # Never back to the pool: the next user would find foreign keys off.
            connection.detach()
            _outside_transactions(connection, "PRAGMA foreign_keys = OFF")
        with connection.begin():
            if not alone:
                connection.execute(select(func.pg_advisory_xact_lock(func.hashtext("upgrade"))))
            found = _current(connection)
            if is_current(found, known):
                return None
            backup = _backup_before(engine, found, known[-1], clock) if alone and found else None
            _run(connection, folder)
            if alone:
                _check(connection)
    return backup


def _outside_transactions(connection: Connection, statement: str) -> None:
    driver: Any = connection.connection.dbapi_connection
    driver.execute(statement).close()


def is_current(found: str | None, known: tuple[str, ...]) -> bool:
    """Whether ``found`` is the last of the known steps; ``WorldError`` when it is not known."""
    if found is not None and found not in known:
        raise WorldError(
            f"This database was written by a newer DMEDesk (its schema is {found}, this program"
            f" knows {known[-1]}).",
            "Nothing was changed. Install the newer DMEDesk on this computer too.",
        )
    return found == known[-1]


def _backup_before(engine: Engine, found: str, wanted: str, clock: Clock) -> Path:
    path = Path(str(engine.url.database))
    moment = clock().astimezone(UTC).strftime("%Y-%m-%d-%H%M%S")
    stem = f"{path.stem}-{moment}-before-{found}-to-{wanted}"
    target, number = path.with_name(stem + path.suffix), 1
    while target.exists():
        number += 1
        target = path.with_name(f"{stem}-{number}{path.suffix}")
    back_up(engine, target)
    return target


def _config(connection: Connection, folder: Path | None) -> "Config":
    # Most starts find nothing to migrate: Alembic is loaded only by those that do.
    from alembic.config import Config  # noqa: PLC0415

    config = Config(stdout=StringIO())
    location = str(folder or paths.migrations()).replace("%", "%%")
    config.set_main_option("script_location", location)
    config.attributes["connection"] = connection
    return config


def _run(connection: Connection, folder: Path | None, to: str = "head") -> None:
    from alembic import command  # noqa: PLC0415

    command.upgrade(_config(connection, folder), to)


def build(engine: Engine, *, to: str) -> None:
    """Take the steps up to one of them in a new, empty file, whatever its rows will be."""
    if to not in steps():
        raise WorldError(
            f"The file was written by a newer DMEDesk (its schema is {to}).",
            "Install the newer DMEDesk on this computer too.",
        )
    with said_plainly(), writing(engine).begin() as connection:
        _run(connection, None, to)


def _check(connection: Connection) -> None:
    """Refuse to commit a database whose references or pages are broken."""
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(5)
    faults = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check(5)")]
    if orphans or faults != ["ok"]:
        named = [f"{row[0]} row {row[1]} refers to nothing in {row[2]}" for row in orphans]
        named += [fault for fault in faults if fault != "ok"]
        raise WorldError(
            f"The database is damaged: {'; '.join(named)}.",
            "It was not brought to the new schema. Restore the newest backup beside it.",
        )


def drift(engine: Engine, *, folder: Path | None = None) -> tuple[str, ...]:
    """How the database differs from the tables in the program; empty when it does not.

    First what Alembic would write into the next step, then what Alembic does not look at: CHECK
    constraints, and the conditions of partial indexes.
    """
    from alembic import command  # noqa: PLC0415
    from alembic.util import AutogenerateDiffsDetected  # noqa: PLC0415

    found: list[str] = []
    with said_plainly(), engine.connect() as connection:
        try:
            command.check(_config(connection, folder))
        except AutogenerateDiffsDetected as differences:
            found += [str(difference) for difference in differences.diffs]
        there, wanted = _rules(connection, None), _rules_of_the_tables(connection)
        connection.rollback()
    found += [f"not in the tables: {rule}" for rule in sorted(there - wanted)]
    found += [f"not in the database: {rule}" for rule in sorted(wanted - there)]
    return tuple(found)


def _rules(connection: Connection, schema: str | None) -> set[str]:
    """Every CHECK constraint and every condition of a partial index, as the database tells them."""
    inspector = inspect(connection)
    found: set[str] = set()
    for name in inspector.get_table_names(schema):
        for check in inspector.get_check_constraints(name, schema):
            found.add(f"{name}: {check['name']} CHECK {check['sqltext']}")
        for index in inspector.get_indexes(name, schema):
            options = index.get("dialect_options", {})
            condition = options.get(f"{connection.dialect.name}_where")
            if condition is not None:
                found.add(f"{name}: {index['name']} WHERE {condition}")
    return found


def _rules_of_the_tables(connection: Connection) -> set[str]:
    """The same of a database made from the tables for the comparison alone."""
    if connection.dialect.name == "sqlite":
        scratch = create_engine("sqlite://", module=dbapi2)
        with scratch.begin() as memory:
            all_tables().create_all(memory)
            found = _rules(memory, None)
        scratch.dispose()
        return found
    # In the caller's transaction, which is rolled back.
    connection.execute(CreateSchema(_SCRATCH))
    there = connection.execution_options(schema_translate_map={None: _SCRATCH})
    all_tables().create_all(there)
    return _rules(there, _SCRATCH)
