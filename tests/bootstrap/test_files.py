"""A shop's file as a whole: by this computer's settings, and never a server's."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dmedesk.bootstrap import commands, files
from dmedesk.bootstrap.doors import ShopDoors
from dmedesk.kit.errors import WorldError
from dmedesk.kit.settings import user_settings
from dmedesk.kit.shops import BACKUP_FOLDER, BACKUPS_KEPT
from dmedesk.members.tables import Member
from dmedesk.store.backups import Reason


@pytest.fixture
def address(tmp_path: Path) -> str:
    shop = str(tmp_path / "shop.dmedesk")
    commands.found(shop, name="Example Medical")
    return shop


def test_backups_follow_the_settings(address: str, tmp_path: Path) -> None:
    assert files.back_up(address).path.parent == tmp_path / "shop backups"
    (tmp_path / "stick").mkdir()
    user_settings().remember(BACKUP_FOLDER, str(tmp_path / "stick"))
    user_settings().remember(BACKUPS_KEPT, 1)
    files.back_up(address)
    made = files.back_up(address)
    assert [one.path for one in files.backups_of(address)] == [made.path]
    assert list((tmp_path / "stick").iterdir()) == [made.path]


def test_a_restored_backup_is_a_shop(address: str, tmp_path: Path) -> None:
    made = files.back_up(address)
    files.restore(made.path, target=tmp_path / "again.dmedesk")
    assert files.check(str(tmp_path / "again.dmedesk")) == ()


def test_a_repaired_shop_is_sound(address: str, tmp_path: Path) -> None:
    done = files.repair(address, target=tmp_path / "new.dmedesk")
    assert done.rows["companies"] == 1
    assert files.check(str(tmp_path / "new.dmedesk")) == ()


def test_a_server_looks_after_itself(server_database: Callable[[], str], tmp_path: Path) -> None:
    shop = server_database()
    commands.found(shop, name="Example Medical")
    assert files.backups_of(shop) == ()
    assert files.check(shop) == ()
    with pytest.raises(WorldError, match="backed up by the server"):
        files.back_up(shop)
    with pytest.raises(WorldError, match="repaired by the server"):
        files.repair(shop, target=tmp_path / "new.dmedesk")
    doors = ShopDoors(shop)
    assert doors.last_backup() is None
    assert not doors.has_changed_since_backup()
    with doors.writing("import") as work:
        work.session.add(Member(member_no="M1", last_name="Rivera", first_name="Ana"))
    doors.close()


def test_the_desk_backs_up_before_an_import_and_before_a_month_is_posted(address: str) -> None:
    doors = ShopDoors(address)
    assert doors.has_changed_since_backup()
    for action in ("import", "post_month", "letterhead"):
        with doors.writing(action):
            pass
    assert {one.reason for one in files.backups_of(address)} == {Reason.IMPORT, Reason.MONTH}
    doors.back_up(Reason.CLOSING)
    newest = doors.last_backup()
    assert newest is not None
    doors.close()


def test_no_import_without_its_backup(address: str, tmp_path: Path) -> None:
    user_settings().remember(BACKUP_FOLDER, str(tmp_path / "stick"))
    doors = ShopDoors(address)
    with pytest.raises(WorldError, match="is not there"), doors.writing("import"):
        pytest.fail("must not begin")
    doors.close()


def test_a_desk_checks_and_exports_its_shop(address: str, tmp_path: Path) -> None:
    doors = ShopDoors(address)
    assert doors.check() == ()
    assert doors.export(tmp_path / "out").files["company.csv"] == 1
    doors.close()
