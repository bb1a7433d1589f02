"""Dated backups: checked, told apart by name, thinned by a stated rule, restored beside."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from dmedesk.kit.errors import WorldError
from dmedesk.store import backups
from dmedesk.store.backup import back_up
from dmedesk.store.backups import (
    Backup,
    Reason,
    age_in_words,
    backups_of,
    make_backup,
    restore,
    too_many,
    usual_folder,
)
from dmedesk.store.engine import open_engine, outside_transactions, writing
from dmedesk.store.files import open_shop

NOON = datetime(2026, 11, 22, 17, 0, 5, tzinfo=UTC)


def test_a_backup_lies_beside_the_shop_and_tells_when_and_why(shop_file: Path) -> None:
    engine = open_engine(shop_file)
    made = make_backup(engine, reason=Reason.HAND, clock=lambda: NOON)
    engine.dispose()
    local = NOON.astimezone().strftime("%Y-%m-%d %H%M%S")
    assert made.path == shop_file.parent / "shop backups" / f"shop {local} by hand.dmedesk"
    assert made.at == NOON
    assert backups_of(shop_file) == (made,)
    assert list(made.path.parent.iterdir()) == [made.path]
    open_shop(made.path).dispose()


def test_two_of_one_second_have_two_names(shop_file: Path) -> None:
    engine = open_engine(shop_file)
    for reason in (Reason.HAND, Reason.HAND, Reason.IMPORT):
        make_backup(engine, reason=reason, clock=lambda: NOON)
    engine.dispose()
    assert len(backups_of(shop_file)) == 3


def test_a_name_that_another_program_takes_meanwhile_is_left_to_it(
    shop_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[Path] = []

    def overtaken(engine: Engine, target: Path) -> None:
        if not taken:
            shutil.copy(shop_file, target)
            taken.append(target)
        back_up(engine, target)

    monkeypatch.setattr(backups, "back_up", overtaken)
    engine = open_engine(shop_file)
    made = make_backup(engine, reason=Reason.HAND, clock=lambda: NOON)
    engine.dispose()
    assert made.path.name.endswith("by hand 2.dmedesk")
    assert taken[0].read_bytes() == shop_file.read_bytes()


def test_another_folder_is_taken_only_where_it_is(shop_file: Path, tmp_path: Path) -> None:
    engine = open_engine(shop_file)
    with pytest.raises(WorldError, match="is not there"):
        make_backup(engine, reason=Reason.HAND, folder=tmp_path / "stick")
    (tmp_path / "stick").mkdir()
    made = make_backup(engine, reason=Reason.HAND, folder=tmp_path / "stick")
    engine.dispose()
    assert made.path.parent == tmp_path / "stick"
    assert not usual_folder(shop_file).exists()


def test_a_full_disk_is_told_and_no_earlier_backup_goes(shop_file: Path, tiny_disk: Path) -> None:
    earlier = tiny_disk / "shop 2026-11-01 100000 by hand.dmedesk"
    earlier.write_bytes(b"earlier")
    engine = open_engine(shop_file)
    with pytest.raises(WorldError, match="disk is full"):
        make_backup(engine, reason=Reason.HAND, folder=tiny_disk, kept=1)
    engine.dispose()
    assert list(tiny_disk.iterdir()) == [earlier]


def test_the_usual_folder_that_cannot_be_made_is_told(shop_file: Path) -> None:
    usual_folder(shop_file).write_text("a file of that name")
    engine = open_engine(shop_file)
    with pytest.raises(WorldError, match="could not be made"):
        make_backup(engine, reason=Reason.HAND)
    engine.dispose()


def test_a_server_is_backed_up_by_the_server(server_shop: Engine) -> None:
    with pytest.raises(WorldError, match="backed up by the server"):
        make_backup(server_shop, reason=Reason.HAND)


def test_a_copy_that_is_not_whole_does_not_count(shop_file: Path) -> None:
    engine = open_engine(shop_file)
    earlier = make_backup(engine, reason=Reason.HAND, clock=lambda: NOON)
    with outside_transactions(engine).connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql(
            "INSERT INTO residences (member_id, setting, from_on) VALUES (9, 'home', '2026-01-01')"
        )
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
    with pytest.raises(WorldError, match="not whole: residences row 1 refers to nothing"):
        make_backup(engine, reason=Reason.HAND, kept=1)
    engine.dispose()
    assert backups_of(shop_file) == (earlier,)


def _backup(days_ago: float, reason: Reason = Reason.HAND) -> Backup:
    at = NOON - timedelta(days=days_ago)
    return Backup(Path(f"{at:%Y-%m-%d-%H%M%S}"), at, reason, 1)


def test_the_newest_stay_and_the_last_of_each_month_for_a_year() -> None:
    made = [_backup(days) for days in range(500)]
    going = {one.path for one in too_many(made, kept=20)}
    stay = [one for one in made if one.path not in going]
    assert stay[:20] == made[:20]
    months = [(one.at.year, one.at.month) for one in stay[20:]]
    assert len(months) == len(set(months)) == 12
    assert all((one.at + timedelta(days=1)).day == 1 for one in stay[20:])


def test_what_was_made_before_an_upgrade_stays() -> None:
    made = [_backup(0), _backup(1), _backup(900, Reason.UPGRADE)]
    assert too_many(made, kept=1) == [made[1]]


@given(st.lists(st.integers(0, 2000), min_size=1, max_size=60, unique=True), st.integers(-3, 70))
def test_the_newest_never_goes(days: list[int], kept: int) -> None:
    made = [_backup(one) for one in sorted(days)]
    going = too_many(made, kept=kept)
    assert made[0] not in going
    assert len(made) - len(going) >= min(len(made), max(kept, 1))


def _make_on(engine: Engine, moment: datetime) -> None:
    make_backup(engine, reason=Reason.CLOSING, kept=2, clock=lambda: moment)


def test_old_ones_go_when_a_new_one_is_there(shop_file: Path) -> None:
    engine = open_engine(shop_file)
    for days in range(5):
        _make_on(engine, NOON + timedelta(days=days))
    engine.dispose()
    assert [one.at.day for one in backups_of(shop_file)] == [26, 25]


def test_backups_of_upgrades_are_listed_too_and_other_files_are_not(shop_file: Path) -> None:
    folder = usual_folder(shop_file)
    folder.mkdir()
    for name in ("shop 2026-99-01 100000 by hand", "other 2026-11-01 100000 by hand", "notes"):
        (folder / f"{name}.dmedesk").write_text("x")
    upgrade = shop_file.with_name("shop-2026-11-22-100000-before-0001-to-0002.dmedesk")
    shutil.copy(shop_file, upgrade)
    (found,) = backups_of(shop_file)
    assert (found.path, found.reason) == (upgrade, Reason.UPGRADE)


def test_a_backup_is_restored_under_another_name_and_stays_as_it_is(
    shop_file: Path, tmp_path: Path
) -> None:
    engine = open_engine(shop_file)
    made = make_backup(engine, reason=Reason.HAND)
    engine.dispose()
    before = made.path.read_bytes()
    restore(made.path, tmp_path / "again.dmedesk")
    open_shop(tmp_path / "again.dmedesk").dispose()
    assert made.path.read_bytes() == before
    with pytest.raises(WorldError, match="exists already"):
        restore(made.path, shop_file)


def test_nothing_is_restored_from_what_is_damaged_or_no_shop(
    shop_file: Path, tmp_path: Path
) -> None:
    with shop_file.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096)
    (tmp_path / "letter.txt").write_text("Dear")
    for source, said in ((shop_file, "damaged"), (tmp_path / "letter.txt", "not a database")):
        with pytest.raises(WorldError, match=said):
            restore(source, tmp_path / "again.dmedesk")
        assert not list(tmp_path.glob("again*"))
    with pytest.raises(WorldError, match="There is no file"):
        restore(tmp_path / "gone", tmp_path / "again.dmedesk")


def test_nothing_is_restored_into_a_folder_that_is_not_there(
    shop_file: Path, tmp_path: Path
) -> None:
    with pytest.raises(WorldError, match="could not be written"):
        restore(shop_file, tmp_path / "no" / "again.dmedesk")


@pytest.mark.parametrize(
    ("days", "said"), [(0, "today"), (1, "yesterday"), (3, "3 days ago"), (None, "never")]
)
def test_the_age_is_told_in_words(days: int | None, said: str) -> None:
    made = None if days is None else _backup(days)
    assert age_in_words(made, now=NOON).startswith(said)


def test_a_shop_that_is_open_elsewhere_is_not_restored_without_its_log(
    shop_file: Path, tmp_path: Path
) -> None:
    engine = open_engine(shop_file)
    with writing(engine).begin() as connection:
        connection.execute(text("INSERT INTO audit_entries (at, actor, action) VALUES (1, 1, 1)"))
    assert shop_file.with_name("shop.dmedesk-wal").stat().st_size
    with pytest.raises(WorldError, match="is open"):
        restore(shop_file, tmp_path / "again.dmedesk")
    engine.dispose()
