"""Every way that a shop's file can be wrong has a sentence and a remedy, and loses nothing."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, select, text

from dmedesk.kit.errors import WorldError
from dmedesk.kit.findings import Finding, Severity
from dmedesk.shop.tables import Company
from dmedesk.store import places
from dmedesk.store.checking import check_shop
from dmedesk.store.engine import open_engine, writing
from dmedesk.store.files import APPLICATION_ID, create_shop_file, open_shop
from dmedesk.store.migrate import current, steps
from dmedesk.store.unit_of_work import reading, unit_of_work


@pytest.fixture
def plain_folder() -> Iterator[Path]:
    """A folder of a user without privileges, whom this process is for the while (root may all)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = os.geteuid() == 0
        if root:
            os.chown(folder, 65534, 65534)
            os.setegid(65534)
            os.seteuid(65534)
        yield folder
        if root:
            os.seteuid(0)
            os.setegid(0)
        folder.chmod(0o700)


# --- making a shop -----------------------------------------------------------------------------


def test_a_new_shop_is_one_file_with_every_step_taken(tmp_path: Path) -> None:
    path = tmp_path / "Löwe & Söhne 100%.dmedesk"
    create_shop_file(path)
    assert list(tmp_path.iterdir()) == [path]
    engine = open_shop(path)
    assert current(engine) == steps()[-1]
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA application_id")) == APPLICATION_ID
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
    engine.dispose()


def test_never_over_something_that_is_there(tmp_path: Path) -> None:
    file, folder, link = tmp_path / "file", tmp_path / "folder", tmp_path / "link"
    file.write_text("mine")
    folder.mkdir()
    link.symlink_to(tmp_path / "nowhere")
    before = sorted(tmp_path.iterdir())
    for path in (file, folder, link):
        with pytest.raises(WorldError, match="exists already"):
            create_shop_file(path)
    assert file.read_text() == "mine"
    assert sorted(tmp_path.iterdir()) == before


def test_not_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="There is no folder"):
        create_shop_file(tmp_path / "missing" / "shop.dmedesk")
    assert list(tmp_path.iterdir()) == []


def test_not_in_a_read_only_folder(plain_folder: Path) -> None:
    plain_folder.chmod(0o500)
    with pytest.raises(WorldError, match=r"The folder .* is read-only"):
        create_shop_file(plain_folder / "shop.dmedesk")
    assert list(plain_folder.iterdir()) == []


def test_what_a_shop_begins_with_is_in_it_from_the_start(tmp_path: Path) -> None:
    path = tmp_path / "shop.dmedesk"

    def fill(engine: Engine) -> None:
        assert not path.exists()
        with unit_of_work(engine, actor="ann", action="new") as work:
            work.session.add(Company(name="Example Medical", from_on=work.now.date()))

    create_shop_file(path, fill=fill)
    engine = open_shop(path)
    with reading(engine) as session:
        assert session.scalars(select(Company.name)).one() == "Example Medical"
    engine.dispose()


def test_a_shop_that_cannot_begin_leaves_no_file(tmp_path: Path) -> None:
    def fail(_engine: Engine) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        create_shop_file(tmp_path / "shop.dmedesk", fill=fail)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_came_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "shop.dmedesk"

    def come(_engine: Engine) -> None:
        path.write_text("mine")

    with pytest.raises(WorldError, match="exists already"):
        create_shop_file(path, fill=come)
    assert path.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_left_behind_on_a_full_disk(tiny_disk: Path) -> None:
    with pytest.raises(WorldError, match="disk is full"):
        create_shop_file(tiny_disk / "shop.dmedesk")
    assert list(tiny_disk.iterdir()) == []


def test_a_new_shop_on_a_server(server_database: Callable[[], str]) -> None:
    address = server_database()
    with pytest.raises(WorldError, match="holds no shop yet"):
        open_shop(address)
    create_shop_file(address)
    engine = open_shop(address)
    assert current(engine) == steps()[-1]
    assert check_shop(engine) == ()
    engine.dispose()
    with pytest.raises(WorldError, match=r"has \d+ tables already"):
        create_shop_file(address)


# --- opening what is not right -----------------------------------------------------------------


def _refused(path: Path, *, match: str) -> WorldError:
    """The refusal, after seeing that the file is as it was and nothing lies beside it."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(WorldError, match=match) as raised:
        open_shop(path)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert raised.value.remedy
    return raised.value


def test_no_such_file(tmp_path: Path) -> None:
    _refused(tmp_path / "missing.dmedesk", match="There is no file")
    assert list(tmp_path.iterdir()) == []


def test_a_folder(tmp_path: Path) -> None:
    _refused(tmp_path, match="is not a file")


@pytest.mark.parametrize(
    "content",
    [b"", b"SQLite", b"SQLite format 3\x00", b"member_no,last_name\n" * 20, bytes(4096)],
    ids=["empty", "a few letters", "a name alone", "a list", "zeros"],
)
def test_not_a_database_at_all(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "shop.dmedesk"
    path.write_bytes(content)
    _refused(path, match="is not a database")


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE notes (words TEXT)")
    other.close()
    _refused(path, match="of another program")


def test_a_file_cut_short(shop_file: Path) -> None:
    with shop_file.open("r+b") as file:
        file.truncate(shop_file.stat().st_size - 4096)
    _refused(shop_file, match="is damaged")


def test_a_file_shorter_than_it_says_is_whole_with_its_log(shop_file: Path) -> None:
    """A checkpoint that was cut off: the rest of the pages are in the log."""
    engine = open_engine(shop_file)
    with writing(engine).begin() as connection:
        connection.execute(text("CREATE TABLE more AS SELECT zeroblob(100000) AS content"))
    log = shop_file.with_name(shop_file.name + "-wal").read_bytes()
    with engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    engine.dispose()
    with shop_file.open("r+b") as file:
        file.truncate(shop_file.stat().st_size - 4096)
    shop_file.with_name(shop_file.name + "-wal").write_bytes(log)
    again = open_shop(shop_file)
    assert check_shop(again) == ()
    again.dispose()


def test_a_file_damaged_where_the_tables_are_listed(shop_file: Path) -> None:
    with shop_file.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 400)
    _refused(shop_file, match="is damaged")


def test_damage_deep_inside_is_found_by_looking(shop_file: Path) -> None:
    engine = open_engine(shop_file)
    with writing(engine).begin() as connection:
        connection.execute(text("PRAGMA writable_schema = ON"))
        connection.execute(text("DELETE FROM sqlite_master WHERE name = 'ix_products_hcpcs'"))
    engine.dispose()
    engine = open_shop(shop_file)
    assert any("never used" in fault.message for fault in check_shop(engine))
    engine.dispose()


def test_damage_that_cannot_even_be_looked_at_is_told(shop_file: Path) -> None:
    with shop_file.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096)
    engine = open_shop(shop_file)
    assert [finding.code for finding in check_shop(engine)] == ["unreadable"]
    engine.dispose()


def test_a_sound_file_has_no_faults(shop_file: Path) -> None:
    engine = open_shop(shop_file)
    assert check_shop(engine) == ()
    engine.dispose()


def test_a_read_only_file(shop_file: Path, plain_folder: Path) -> None:
    path = _copy_as_plain_user(shop_file, plain_folder)
    path.chmod(0o400)
    _refused(path, match="is read-only")
    assert list(plain_folder.iterdir()) == [path]


def test_a_file_in_a_read_only_folder(shop_file: Path, plain_folder: Path) -> None:
    path = _copy_as_plain_user(shop_file, plain_folder)
    plain_folder.chmod(0o500)
    _refused(path, match="is read-only")


def test_a_file_that_may_not_be_read(shop_file: Path, plain_folder: Path) -> None:
    path = _copy_as_plain_user(shop_file, plain_folder)
    path.chmod(0o200)
    with pytest.raises(WorldError, match="cannot be read"):
        open_shop(path)


def _copy_as_plain_user(shop_file: Path, folder: Path) -> Path:
    user = os.geteuid()
    if os.getuid() == 0:
        os.seteuid(0)  # to read the test's own folder
    content = shop_file.read_bytes()
    os.seteuid(user)
    path = folder / "shop.dmedesk"
    path.write_bytes(content)
    return path


def test_a_newer_file(shop_file: Path) -> None:
    engine = open_engine(shop_file)
    with writing(engine).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    _refused(shop_file, match="newer DMEDesk")


def test_a_shop_without_its_tables(shop_file: Path) -> None:
    engine = open_engine(shop_file)
    with writing(engine).begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    engine.dispose()
    _refused(shop_file, match="holds no shop yet")


# --- others at the same file -------------------------------------------------------------------

HOLD = """
import sys
from pathlib import Path
from dmedesk.store.engine import open_engine
connection = open_engine(Path(sys.argv[1])).raw_connection().dbapi_connection
connection.execute("PRAGMA locking_mode = EXCLUSIVE")
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


def test_a_file_that_another_program_keeps_to_itself(shop_file: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(shop_file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(WorldError, match=r"busy.*try again"):
            open_shop(shop_file, busy_seconds=0.01)
        other.kill()
    open_shop(shop_file).dispose()


def test_two_may_have_it_open(shop_file: Path) -> None:
    first, second = open_shop(shop_file), open_shop(shop_file)
    with first.begin(), second.begin():
        assert inspect(second).has_table("members")
    first.dispose()
    second.dispose()


def test_a_network_share_is_told_and_used(shop_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "network_kind", lambda _path: "cifs")
    told: list[Finding] = []
    create_shop_file(shop_file.with_name("new.dmedesk"), tell=told.append)
    open_shop(shop_file, tell=told.append).dispose()
    assert [(finding.code, finding.severity) for finding in told] == [
        ("network_share", Severity.WARNING)
    ] * 2


def test_a_network_share_is_not_passed_over_when_nobody_listens(
    shop_file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(places, "network_kind", lambda _path: "cifs")
    open_shop(shop_file).dispose()
    assert "network share" in caplog.text
