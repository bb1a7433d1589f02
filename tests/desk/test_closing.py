"""A backup on closing: where it is wanted, and what the user says where it fails."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from dmedesk.bootstrap.commands import found
from dmedesk.bootstrap.doors import ShopDoors
from dmedesk.desk.closing import ClosingWindow, wants_backup
from dmedesk.kit.settings import user_settings
from dmedesk.kit.shops import BACK_UP_ON_CLOSING, BACKUP_FOLDER
from dmedesk.store.backups import Reason, backups_of
from dmedesk.widgets.tasks import InlineRunner
from tests.gui.fixtures import EngineDoors


@pytest.fixture
def shop_doors(tmp_path: Path) -> Iterator[ShopDoors]:
    found(str(tmp_path / "shop.dmedesk"), name="Example Medical")
    doors = ShopDoors(str(tmp_path / "shop.dmedesk"))
    yield doors
    doors.close()


def _wants(doors: ShopDoors | EngineDoors, *, is_demo: bool = False, writes: bool = True) -> bool:
    return wants_backup(doors, user_settings(), is_demo=is_demo, may_write=writes)


def test_a_shop_that_changed_wants_a_backup(shop_doors: ShopDoors, doors: EngineDoors) -> None:
    assert _wants(shop_doors)
    assert not _wants(shop_doors, is_demo=True)
    assert not _wants(shop_doors, writes=False)
    assert not _wants(doors)
    user_settings().remember(BACK_UP_ON_CLOSING, value=False)
    assert not _wants(shop_doors)


def test_it_backs_up_and_closes_itself(qtbot: QtBot, shop_doors: ShopDoors) -> None:
    window = ClosingWindow("Example", user_settings(), InlineRunner(shop_doors))
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.finished):
        window.back_up()
    assert not window.isVisible()
    assert [one.reason for one in backups_of(Path(shop_doors.address))] == [Reason.CLOSING]


def test_where_it_fails_the_user_says_what_then(
    qtbot: QtBot, shop_doors: ShopDoors, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = user_settings()
    settings.remember(BACKUP_FOLDER, str(tmp_path / "stick"))
    window = ClosingWindow("Example", settings, InlineRunner(shop_doors))
    qtbot.addWidget(window)
    window.show()
    window.back_up()
    assert "is not there" in window.findings.accessibleName()
    window.again.click()
    assert window.isVisible()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    window.elsewhere.click()
    assert window.isVisible()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    window.elsewhere.click()
    assert not window.isVisible()
    assert len(backups_of(Path(shop_doors.address), folder=tmp_path)) == 1


def test_one_may_close_without_a_backup(
    qtbot: QtBot, shop_doors: ShopDoors, tmp_path: Path
) -> None:
    settings = user_settings()
    settings.remember(BACKUP_FOLDER, str(tmp_path / "stick"))
    window = ClosingWindow("Example", settings, InlineRunner(shop_doors))
    qtbot.addWidget(window)
    window.show()
    window.back_up()
    with qtbot.waitSignal(window.finished):
        window.without.click()
