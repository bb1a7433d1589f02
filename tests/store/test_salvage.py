"""What can be read of a damaged shop goes into a new file; the damaged one is kept."""

from pathlib import Path

import pytest
from sqlalchemy import text

from dmedesk.kit.errors import WorldError
from dmedesk.store.checking import check_shop
from dmedesk.store.engine import open_engine, writing
from dmedesk.store.files import open_shop
from dmedesk.store.salvage import salvage

MANY = 3000


@pytest.fixture
def filled(shop_file: Path) -> Path:
    """A shop with so many members that they fill many pages."""
    engine = open_engine(shop_file)
    with writing(engine).begin() as connection:
        connection.execute(
            text(
                "INSERT INTO members (id, member_no, last_name, first_name)"
                " VALUES (:n, :n, :l, 'J')"
            ),
            [{"n": number, "l": f"Last{number}" * 5} for number in range(1, MANY + 1)],
        )
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return shop_file


def _spoil_a_leaf_of_members(path: Path) -> None:
    """Overwrite a page that holds nothing but members of the middle."""
    content = path.read_bytes()
    page = content.index(f"Last{MANY // 2}".encode()) // 4096
    with path.open("r+b") as file:
        file.seek(page * 4096)
        file.write(b"\xff" * 4096)


def test_a_sound_shop_is_copied_whole(filled: Path, tmp_path: Path) -> None:
    done = salvage(filled, tmp_path / "new.dmedesk")
    assert done.rows["members"] == MANY
    assert done.findings == ()
    again = open_shop(tmp_path / "new.dmedesk")
    assert check_shop(again) == ()
    again.dispose()


def test_all_but_the_damaged_page_is_saved_and_the_old_file_kept(
    filled: Path, tmp_path: Path
) -> None:
    _spoil_a_leaf_of_members(filled)
    before = filled.read_bytes()
    done = salvage(filled, tmp_path / "new.dmedesk")
    assert MANY - 200 < done.rows["members"] < MANY
    assert [finding.code for finding in done.findings] == ["records_lost"]
    assert filled.read_bytes() == before
    again = open_shop(tmp_path / "new.dmedesk")
    assert check_shop(again) == ()
    again.dispose()


def test_records_whose_owner_was_lost_are_named(filled: Path, tmp_path: Path) -> None:
    engine = open_engine(filled)
    with writing(engine).begin() as connection:
        connection.execute(
            text("INSERT INTO residences (member_id, setting, from_on) VALUES (:n, 'home', 1)"),
            [{"n": MANY // 2}],
        )
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    _spoil_a_leaf_of_members(filled)
    done = salvage(filled, tmp_path / "new.dmedesk")
    assert done.findings[-1].message.startswith("residences row 1 refers to nothing in members")


def test_what_cannot_be_read_at_all_is_refused(shop_file: Path, tmp_path: Path) -> None:
    with shop_file.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 3000)
    with pytest.raises(WorldError):
        salvage(shop_file, tmp_path / "new.dmedesk")
    assert not list(tmp_path.glob("*new*"))


def test_never_over_another_file(filled: Path) -> None:
    with pytest.raises(WorldError, match="exists already"):
        salvage(filled, filled)


def test_a_folder_that_is_not_there_is_told(filled: Path, tmp_path: Path) -> None:
    with pytest.raises(WorldError):
        salvage(filled, tmp_path / "no" / "new.dmedesk")


def test_the_step_of_a_newer_program_is_refused(filled: Path, tmp_path: Path) -> None:
    engine = open_engine(filled)
    with writing(engine).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(WorldError, match="newer DMEDesk"):
        salvage(filled, tmp_path / "new.dmedesk")
