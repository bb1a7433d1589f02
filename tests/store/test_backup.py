"""A backup is whole, in one state, never over another file, and never half there."""

import os
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from dmedesk.kit.errors import WorldError
from dmedesk.store.backup import back_up, keep
from dmedesk.store.engine import open_engine, writing

ADD = text("INSERT INTO audit_entries (at, actor, action) VALUES ('2026-11-22', 'ann', 'try')")
COUNT = text("SELECT count(*) FROM audit_entries")


def _count(path: Path) -> int:
    engine = open_engine(path)
    with engine.connect() as connection:
        found = connection.scalar(COUNT)
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
    engine.dispose()
    return int(found or 0)


def test_a_backup_while_others_work(shop_file: Path, tmp_path: Path) -> None:
    engine = open_engine(shop_file)
    with writing(engine).begin() as connection:
        connection.execute(ADD)
    with writing(engine).begin() as connection:
        connection.execute(ADD)
        back_up(engine, tmp_path / "copy.dmedesk")
    engine.dispose()
    assert _count(tmp_path / "copy.dmedesk") == 1
    assert _count(shop_file) == 2


def test_a_backup_is_a_shop_too(shop_file: Path, tmp_path: Path) -> None:
    engine = open_engine(shop_file)
    back_up(engine, tmp_path / "copy.dmedesk")
    engine.dispose()
    # Bytes 68 to 71 of the header: the application.
    assert (tmp_path / "copy.dmedesk").read_bytes()[68:72] == shop_file.read_bytes()[68:72]


def test_never_over_another_file(shop_file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("mine")
    engine = open_engine(shop_file)
    with pytest.raises(WorldError, match="exists already"):
        back_up(engine, other)
    engine.dispose()
    assert other.read_text() == "mine"


def test_into_a_folder_that_is_not_there(shop_file: Path, tmp_path: Path) -> None:
    engine = open_engine(shop_file)
    with pytest.raises(WorldError, match="cannot be opened"):
        back_up(engine, tmp_path / "no" / "copy.dmedesk")
    engine.dispose()


def test_what_a_crash_left_is_in_nobodys_way(shop_file: Path, tmp_path: Path) -> None:
    left = tmp_path / f"copy.dmedesk.{os.getpid()}.unfinished"
    left.write_text("half")
    engine = open_engine(shop_file)
    back_up(engine, tmp_path / "copy.dmedesk")
    engine.dispose()
    assert _count(tmp_path / "copy.dmedesk") == 0
    assert not left.exists()


def test_a_server_is_backed_up_by_the_server(server_shop: Engine, tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="pg_dump"):
        back_up(server_shop, tmp_path / "copy")


def test_a_backup_without_room_leaves_nothing(shop_file: Path, tiny_disk: Path) -> None:
    engine = open_engine(shop_file)
    with pytest.raises(WorldError, match="disk is full"):
        back_up(engine, tiny_disk / "copy.dmedesk")
    engine.dispose()
    assert list(tiny_disk.iterdir()) == []
    assert _count(shop_file) == 0


@pytest.mark.parametrize("second_names", [True, False])
def test_a_finished_file_gets_its_name_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, second_names: bool
) -> None:
    if not second_names:  # as on a memory stick

        def refuse(*_arguments: object) -> None:
            raise PermissionError

        monkeypatch.setattr(Path, "hardlink_to", refuse)
    for text_of_it in ("one", "two"):
        (tmp_path / "unfinished").write_text(text_of_it)
        if text_of_it == "one":
            keep(tmp_path / "unfinished", tmp_path / "target")
        else:
            with pytest.raises(FileExistsError):
                keep(tmp_path / "unfinished", tmp_path / "target")
    assert (tmp_path / "target").read_text() == "one"
