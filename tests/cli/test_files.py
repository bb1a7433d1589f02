"""``dmedesk backup``, ``restore`` and ``check``."""

import json
from pathlib import Path

from sqlalchemy import text

from dmedesk.store.engine import open_engine
from tests.cli.conftest import Command

_PAGE = 4096


def test_a_backup_is_made_listed_and_restored(
    shop: Command, command: Command, tmp_path: Path
) -> None:
    assert shop("backup", "--list").out == "There is no backup yet.\n"
    made = json.loads(shop("backup", "--json").out)["backups"]
    assert [one["reason"] for one in made] == ["by hand"]
    assert made[0]["file"] in shop("backup", "--list").out
    told = command("--database", tmp_path / "again.dmedesk", "restore", made[0]["file"])
    assert told.status == 0
    assert command("--database", tmp_path / "again.dmedesk", "check").out == "The shop is sound.\n"
    again = command("--database", tmp_path / "again.dmedesk", "restore", made[0]["file"])
    assert (again.status, "exists already" in again.err) == (1, True)


def test_a_damaged_shop_is_refused_and_repaired_into_a_new_file(
    shop: Command, command: Command, tmp_path: Path
) -> None:
    file = tmp_path / "shop.dmedesk"
    engine = open_engine(file, read_only=True)
    with engine.connect() as connection:
        asked = text("SELECT rootpage FROM sqlite_master WHERE name = 'drafts'")
        page = connection.scalars(asked).one()
    engine.dispose()
    with file.open("r+b") as damaged:
        damaged.seek((page - 1) * _PAGE)
        damaged.write(b"\xff" * _PAGE)
    told = shop("check", "--json")
    assert told.status == 1
    assert json.loads(told.out)["refused"]
    done = shop("check", "--repair-into", tmp_path / "new.dmedesk")
    assert done.out.splitlines()[-1].startswith("Saved ")
    assert command("--database", tmp_path / "new.dmedesk", "check").status == 0


def test_where_to_and_how_many(shop: Command, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    for _ in range(3):
        assert shop("backup", "--folder", tmp_path / "stick", "--keep", "2").status == 0
    assert len(list((tmp_path / "stick").iterdir())) == 2
    gone = shop("backup", "--folder", tmp_path / "gone")
    assert (gone.status, "is not there" in gone.err) == (1, True)
