"""The page of the shop's file: backups, restoring, checking, the way out, by keyboard."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from dmedesk.bootstrap.commands import found
from dmedesk.bootstrap.doors import ShopDoors
from dmedesk.desk.files import FilesPage
from dmedesk.desk.status import ShopFacts
from dmedesk.desk.wishes import Wish
from dmedesk.kit.settings import Settings, user_settings
from dmedesk.kit.shops import BACK_UP_ON_CLOSING, BACKUP_FOLDER, BACKUPS_KEPT
from dmedesk.store.backups import Reason, backups_of
from dmedesk.store.files import open_shop
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import InlineRunner
from tests.flows.month_shop import NOW
from tests.gui.fixtures import EngineDoors


@dataclass
class Opened:
    """The page on a shop's file, and what it wished for."""

    page: FilesPage
    file: Path
    wishes: list[Wish]
    said: list[str]


@pytest.fixture
def is_demo() -> bool:
    return False


@pytest.fixture
def opened(qapp: object, qtbot: QtBot, tmp_path: Path, is_demo: bool) -> Iterator[Opened]:
    assert qapp is not None
    file = tmp_path / "shop.dmedesk"
    found(str(file), name="Example Medical")
    doors = ShopDoors(str(file))
    workplace = Workplace(InlineRunner(doors), today=NOW.date())
    facts = ShopFacts("Example Medical", str(file), "ana", is_demo=is_demo)
    wishes: list[Wish] = []
    said: list[str] = []
    workplace.said.connect(lambda sentence, _undo: said.append(sentence))
    page = FilesPage(workplace, facts, user_settings(), wishes.append)
    qtbot.addWidget(page)
    page.resize(1180, 700)
    page.show()
    page.activateWindow()
    assert QTest.qWaitForWindowExposed(page)
    yield Opened(page, file, wishes, said)
    doors.close()


def test_a_backup_is_made_by_keyboard_and_its_age_shown(opened: Opened) -> None:
    assert opened.page.age.text() == "never"
    QTest.keyClick(opened.page, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert opened.page.age.text().startswith("today")
    (made,) = opened.page.backups.rows_model.rows
    assert made.reason is Reason.HAND
    assert opened.said == [f"Backed up as {made.path.name}."]


def test_a_missing_folder_is_said_with_its_remedy(opened: Opened, tmp_path: Path) -> None:
    user_settings_of(opened).remember(BACKUP_FOLDER, str(tmp_path / "stick"))
    opened.page.make.click()
    assert "is not there" in opened.page.findings.accessibleName()
    opened.page.refresh()
    opened.page.beside.click()
    opened.page.make.click()
    assert len(backups_of(opened.file)) == 1


def user_settings_of(opened: Opened) -> Settings:
    """The settings that the page works with."""
    return opened.page._settings  # noqa: SLF001 - a test may look


def test_how_many_stay_and_when_else_is_remembered(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened.page.kept.setValue(7)
    opened.page.on_closing.setChecked(False)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    opened.page._pick_folder()  # noqa: SLF001 - what the button does
    settings = user_settings()
    assert settings.value(BACKUPS_KEPT) == 7
    assert not settings.value(BACK_UP_ON_CLOSING)
    assert settings.value(BACKUP_FOLDER) == str(tmp_path)


def test_a_backup_is_restored_into_another_file_and_opened_on_enter(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.page.make.click()
    target = opened.file.with_name("again.dmedesk")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    opened.page.backups.setFocus()
    QTest.keyClick(opened.page.backups, Qt.Key.Key_Return)
    open_shop(target).dispose()
    assert opened.page.question.isVisible()
    QTest.keyClick(opened.page.question.yes, Qt.Key.Key_Return)
    assert opened.wishes == [Wish(address=str(target))]


def test_the_backup_made_last_is_the_one_that_is_restored(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[str] = []

    def refuse(*said: str) -> tuple[str, str]:
        proposed.append(said[2])
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", refuse)
    for _turn in range(2):
        QTest.keyClick(opened.page, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
        newest = backups_of(opened.file)[0]
        assert opened.page.backups.chosen_row() == newest
        QTest.keyClick(opened.page.backups, Qt.Key.Key_Return)
        assert newest.path.stem in proposed[-1]
    opened.page.backups.selectRow(1)
    opened.page.refresh()
    assert opened.page.backups.currentIndex().row() == 1, "who chose an older one keeps it"


def test_never_over_the_open_shop(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    opened.page.make.click()
    before = opened.file.read_bytes()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(opened.file), ""))
    opened.page.restoring.click()
    assert "exists already" in opened.page.findings.accessibleName()
    assert opened.file.read_bytes() == before


def test_any_file_is_restored(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    opened.page.make.click()
    (made,) = backups_of(opened.file)
    target = opened.file.with_name("again.dmedesk")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(made.path), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    opened.page._restore_a_file()  # noqa: SLF001 - what the button does
    assert target.exists()


def test_a_sound_shop_is_checked(opened: Opened) -> None:
    opened.page.check.click()
    assert opened.said == ["Everything was read; nothing is damaged."]
    assert not opened.page.repair.isEnabled()


def test_a_damaged_shop_is_repaired_into_a_new_file(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = "SELECT max(rootpage) FROM sqlite_master WHERE type = 'index'"
    with closing(sqlite3.connect(opened.file)) as shop:
        (page,) = shop.execute(chosen).fetchone()
    with opened.file.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    opened.page.check.click()
    assert opened.page.findings.isVisible()
    target = opened.file.with_name("new.dmedesk")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    opened.page.repair.click()
    assert "saved into new.dmedesk" in opened.page.question.yes.accessibleName()
    open_shop(target).dispose()


def test_everything_is_taken_out(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "out"))
    opened.page.export.click()
    assert (tmp_path / "out" / "members.csv").exists()
    assert "records and 0 papers are in" in opened.said[0]


def test_another_shop_is_chosen_after_this_one(opened: Opened) -> None:
    QTest.keyClick(opened.page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert opened.wishes == [Wish(choosing=True)]
    assert not opened.page.remove_demo.isVisible()


@pytest.mark.parametrize("is_demo", [True])
def test_the_demo_shop_goes_when_asked_twice(opened: Opened, is_demo: bool) -> None:
    assert is_demo
    opened.page.remove_demo.click()
    assert opened.wishes == []
    opened.page.question.yes.click()
    assert opened.wishes == [Wish(choosing=True, removing=str(opened.file))]


def test_a_cancelled_dialog_changes_nothing(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.page.make.click()
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    before = set(opened.file.parent.iterdir())
    opened.page.restoring.click()
    opened.page._restore_a_file()  # noqa: SLF001 - what the button does
    opened.page._repair()  # noqa: SLF001 - what the button does
    opened.page.export.click()
    opened.page._pick_folder()  # noqa: SLF001 - what the button does
    assert set(opened.file.parent.iterdir()) == before


def test_a_shop_on_a_server_says_who_backs_it_up(qtbot: QtBot, doors: EngineDoors) -> None:
    workplace = Workplace(InlineRunner(doors), today=NOW.date())
    facts = ShopFacts("Example", "shop on server", "ana", is_file=False)
    page = FilesPage(workplace, facts, user_settings(), lambda _wish: None)
    qtbot.addWidget(page)
    page.show()
    assert "PostgreSQL server" in page.where.text()
    assert not page.make.isEnabled()
    page.back_up()
    page.check.click()
    assert "no doors of a file" not in page.findings.accessibleName()
    assert page.findings.isVisible()
