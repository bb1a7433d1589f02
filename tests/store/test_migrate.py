"""Migrations: a backup before, all steps or none, references kept and checked, newer refused."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from dmedesk.kit import paths
from dmedesk.kit.errors import WorldError
from dmedesk.store.engine import open_engine, writing
from dmedesk.store.files import create_shop_file
from dmedesk.store.migrate import current, steps, upgrade

TEN = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)

STEP = """
import os, signal
import sqlalchemy as sa
from alembic import op

revision = "{number}"
down_revision = {before}


def die(where):
    if os.environ.get("DIE") == where:
        os.kill(os.getpid(), signal.SIGKILL)


def upgrade():
    {body}
"""

FIRST = """op.create_table("mothers", sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(20)))
    op.create_table("children", sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("mother_id", sa.Integer,
                  sa.ForeignKey("mothers.id", name="fk_mother", ondelete="CASCADE")))"""

# Changing a column's type makes the table anew on SQLite, children and all.
SECOND = """die("before")
    op.execute("INSERT INTO mothers (name) VALUES ('Cleo')")
    die("after a row")
    with op.batch_alter_table("mothers") as table:
        table.alter_column("name", type_=sa.String(40), existing_type=sa.String(20))
        table.add_column(sa.Column("born_on", sa.Date))
    die("after a table")"""

THIRD = """op.create_table("fathers", sa.Column("id", sa.Integer, primary_key=True))
    die("after another step")"""

FAILS = """op.create_table("fathers", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("INSERT INTO nowhere VALUES (1)")"""

ORPHANS = """op.execute("DELETE FROM mothers")"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An Alembic environment of our own, with its first step."""
    folder = tmp_path / "db 100%"
    (folder / "versions").mkdir(parents=True)
    for name in ("env.py", "script.py.mako"):
        shutil.copy(paths.migrations() / name, folder)
    _add_step(folder, FIRST)
    return folder


def _add_step(folder: Path, body: str) -> None:
    known = steps(folder)
    number = f"{len(known) + 1:04d}"
    before = repr(known[-1]) if known else "None"
    content = STEP.format(number=number, before=before, body=body)
    (folder / "versions" / f"{number}_step.py").write_text(content)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path, folder: Path) -> Iterator[Engine]:
    """A database that has taken the first step, with a mother and two children in it."""
    if request.param == "sqlite":
        made = open_engine(tmp_path / "shop.dmedesk", create=True)
    else:
        made = open_engine(request.getfixturevalue("server_database")())
    upgrade(made, folder=folder)
    with writing(made).begin() as connection:
        connection.execute(text("INSERT INTO mothers (name) VALUES ('Ann')"))
        connection.execute(text("INSERT INTO children (mother_id) VALUES (1), (1)"))
    yield made
    made.dispose()


def _count(engine: Engine, table: str) -> int:
    with engine.connect() as connection:
        return connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0


def _is_as_before(engine: Engine) -> None:
    assert current(engine) == "0001"
    found = set(inspect(engine).get_table_names())
    assert found == {"alembic_version", "mothers", "children"}
    assert {column["name"] for column in inspect(engine).get_columns("mothers")} == {"id", "name"}
    assert (_count(engine, "mothers"), _count(engine, "children")) == (1, 2)


def _is_as_after(engine: Engine) -> None:
    assert current(engine) == "0003"
    assert inspect(engine).has_table("fathers")
    assert (_count(engine, "mothers"), _count(engine, "children")) == (2, 2)


def test_an_empty_database_takes_every_step_without_a_backup(folder: Path, tmp_path: Path) -> None:
    made = open_engine(tmp_path / "new.dmedesk", create=True)
    assert current(made) is None
    assert upgrade(made, folder=folder) is None
    assert current(made) == "0001"
    made.dispose()


def test_the_steps_that_lack_are_taken(engine: Engine, folder: Path) -> None:
    _add_step(folder, SECOND)
    _add_step(folder, THIRD)
    upgrade(engine, folder=folder)
    _is_as_after(engine)


def test_a_second_time_nothing_happens(engine: Engine, folder: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    assert upgrade(engine, folder=folder) is None
    assert sorted(tmp_path.iterdir()) == before
    _is_as_before(engine)


def test_foreign_keys_are_enforced_again_afterwards(engine: Engine, folder: Path) -> None:
    _add_step(folder, SECOND)
    upgrade(engine, folder=folder)
    with writing(engine).begin() as connection:
        connection.execute(text("DELETE FROM mothers WHERE id = 1"))
    assert _count(engine, "children") == 0


def test_a_step_that_fails_takes_all_others_back(engine: Engine, folder: Path) -> None:
    _add_step(folder, SECOND)
    _add_step(folder, FAILS)
    with pytest.raises((OperationalError, ProgrammingError), match="nowhere"):
        upgrade(engine, folder=folder)
    _is_as_before(engine)


def test_a_newer_database_is_refused_and_untouched(engine: Engine, folder: Path) -> None:
    _add_step(folder, SECOND)
    upgrade(engine, folder=folder)
    (folder / "versions" / "0002_step.py").unlink()
    with pytest.raises(WorldError, match=r"newer DMEDesk \(its schema is 0002.* knows 0001"):
        upgrade(engine, folder=folder)
    assert current(engine) == "0002"


# --- what only a file has ----------------------------------------------------------------------

only_files = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@only_files
def test_the_backup_before_has_a_date_and_is_kept(engine: Engine, folder: Path) -> None:
    _add_step(folder, SECOND)
    backup = upgrade(engine, folder=folder, clock=lambda: TEN)
    assert backup is not None
    assert backup.name == "shop-2026-11-22-100000-before-0001-to-0002.dmedesk"
    old = open_engine(backup)
    _is_as_before(old)
    old.dispose()


@only_files
def test_no_backup_is_ever_written_over(engine: Engine, folder: Path, tmp_path: Path) -> None:
    _add_step(folder, SECOND)
    earlier = tmp_path / "shop-2026-11-22-100000-before-0001-to-0002.dmedesk"
    earlier.write_text("an earlier one")
    backup = upgrade(engine, folder=folder, clock=lambda: TEN)
    assert backup == earlier.with_stem(earlier.stem + "-2")
    assert earlier.read_text() == "an earlier one"


@only_files
def test_no_upgrade_without_its_backup(engine: Engine, folder: Path, tmp_path: Path) -> None:
    _add_step(folder, SECOND)
    name = "shop-2026-11-22-100000-before-0001-to-0002.dmedesk"
    (tmp_path / f"{name}.{os.getpid()}.unfinished").mkdir()
    with pytest.raises(WorldError, match="could not be written"):
        upgrade(engine, folder=folder, clock=lambda: TEN)
    _is_as_before(engine)


@only_files
def test_rows_that_refer_to_nothing_are_refused(engine: Engine, folder: Path) -> None:
    _add_step(folder, ORPHANS)
    with pytest.raises(WorldError, match=r"children row 1 refers to nothing in mothers"):
        upgrade(engine, folder=folder)
    _is_as_before(engine)


# --- the program is killed in the middle -------------------------------------------------------

UPGRADE = """
import sys
from pathlib import Path
from dmedesk.store.engine import open_engine
from dmedesk.store.migrate import upgrade
upgrade(open_engine(sys.argv[1]), folder=Path(sys.argv[2]))
"""


def _address(engine: Engine) -> str:
    if engine.dialect.name == "postgresql":
        return engine.url.render_as_string(hide_password=False)
    return str(engine.url.database)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize(
    ("engine", "where"),
    [
        ("sqlite", "before"),
        ("sqlite", "after a row"),
        ("sqlite", "after a table"),
        ("sqlite", "after another step"),
        ("postgresql", "after a table"),
    ],
    indirect=["engine"],
)
def test_killed_in_the_middle_it_opens_again_whole(
    engine: Engine, folder: Path, where: str
) -> None:
    _add_step(folder, SECOND)
    _add_step(folder, THIRD)
    killed = subprocess.run(
        [sys.executable, "-c", UPGRADE, _address(engine), str(folder)],
        env=os.environ | {"DIE": where},
        check=False,
    )
    assert killed.returncode == -9
    _is_as_before(engine)
    upgrade(engine, folder=folder)
    _is_as_after(engine)


def test_two_that_start_at_once_migrate_once(engine: Engine, folder: Path, tmp_path: Path) -> None:
    _add_step(folder, SECOND)
    _add_step(folder, THIRD)
    both = [
        subprocess.Popen([sys.executable, "-c", UPGRADE, _address(engine), str(folder)])
        for _ in range(2)
    ]
    assert [one.wait() for one in both] == [0, 0]
    _is_as_after(engine)
    backups = list(tmp_path.glob("shop-*.dmedesk"))
    assert len(backups) == (1 if engine.dialect.name == "sqlite" else 0)


# --- starting up -------------------------------------------------------------------------------

OPEN = """
import sys
from dmedesk.store.files import open_shop
open_shop(sys.argv[1]).dispose()
print("alembic" in sys.modules)
"""


def test_a_start_that_has_nothing_to_migrate_does_not_load_alembic(tmp_path: Path) -> None:
    create_shop_file(tmp_path / "shop.dmedesk")
    told = subprocess.run(
        [sys.executable, "-c", OPEN, str(tmp_path / "shop.dmedesk")],
        capture_output=True,
        check=True,
        text=True,
    )
    assert told.stdout == "False\n"
