"""The start window: three ways to begin, by keyboard, nothing forced, every failure told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from dmedesk.bootstrap.doors import ShopDoors, shop_name
from dmedesk.bootstrap.shops import Shops
from dmedesk.demo.facts import facts
from dmedesk.desk.start import NoDoors, StartWindow
from dmedesk.kit.clock import system_clock
from dmedesk.kit.settings import Settings, user_settings
from dmedesk.kit.shops import REOPEN_LAST, is_answered, recent_shops, remember_shop
from dmedesk.widgets.tasks import WorkerRunner
from tests.windows import activate


@pytest.fixture
def settings() -> Settings:
    return user_settings()


@pytest.fixture
def start(qapp: object, qtbot: QtBot, tmp_path: Path, settings: Settings) -> Iterator[StartWindow]:
    assert qapp is not None
    (tmp_path / "own").mkdir()
    runner = WorkerRunner(NoDoors())
    shops = Shops(demo_folder=tmp_path / "demo", own_folder=tmp_path / "own")
    window = StartWindow(shops, settings, runner)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowExposed(window)
    yield window
    runner.close()


def _opened(qtbot: QtBot, window: StartWindow) -> ShopDoors:
    with qtbot.waitSignal(window.opened, timeout=60_000) as found:
        pass
    doors = found.args[0] if found.args else None
    assert isinstance(doors, ShopDoors)
    return doors


def _name_of(doors: ShopDoors) -> str:
    name = shop_name(doors, on=system_clock().astimezone().date())
    doors.close()
    return name


def test_the_demo_shop_is_made_on_the_spot(qtbot: QtBot, start: StartWindow) -> None:
    steps: list[str] = []
    tell = start.progress.tell

    def hear(said: str, *, made: int = 0, of: int = 0, stoppable: bool = True) -> None:
        steps.append(said)
        tell(said, made=made, of=of, stoppable=stoppable)

    start.progress.tell = hear  # type: ignore[method-assign]
    QTest.keyClick(start.demo, Qt.Key.Key_Space)
    doors = _opened(qtbot, start)
    assert _name_of(doors) == facts()["name"]
    assert [said for said in steps if "Taking in fees" in said]
    assert Path(recent_shops(user_settings())[0]).name == "demo.dmedesk"


def test_a_name_is_enough_for_a_shop_of_ones_own(
    qtbot: QtBot, start: StartWindow, tmp_path: Path
) -> None:
    assert not start.own.isEnabled()
    start.name.setFocus()
    QTest.keyClicks(start.name, "Example / Medical")
    assert start.file.text() == "Example - Medical.dmedesk"
    QTest.keyClick(start.name, Qt.Key.Key_Return)
    assert _name_of(_opened(qtbot, start)) == "Example / Medical"
    assert (tmp_path / "own" / "Example - Medical.dmedesk").exists()


def test_what_cannot_be_made_or_opened_is_said_and_one_may_go_on(
    qtbot: QtBot, start: StartWindow, tmp_path: Path
) -> None:
    start.name.setText("Example")
    start.folder.setText(str(tmp_path / "no such folder"))
    start.own.click()
    qtbot.waitUntil(lambda: "There is no folder" in start.findings.accessibleName())
    start.open_address(str(tmp_path / "gone.dmedesk"))
    qtbot.waitUntil(lambda: "There is no file" in start.findings.accessibleName())
    assert start.own.isEnabled()
    assert not start.progress.isVisible()


def test_a_shop_opened_lately_opens_on_enter_and_leaves_the_list_on_del(
    qtbot: QtBot, start: StartWindow, settings: Settings, tmp_path: Path
) -> None:
    assert not start.recent_side.isVisible()
    address = Shops(demo_folder=tmp_path).make("Example", tmp_path)
    remember_shop(settings, str(tmp_path / "gone.dmedesk"))
    remember_shop(settings, address)
    QTest.keyClick(start, Qt.Key.Key_F5)
    assert start.recent_side.isVisible()
    start.recent.setFocus()
    QTest.keyClick(start.recent, Qt.Key.Key_Return)
    assert _name_of(_opened(qtbot, start)) == "Example"
    start.recent.selectRow(1)
    start.forget.click()
    assert list(recent_shops(settings)) == [address]
    assert (tmp_path / "Example.dmedesk").exists()


def test_the_last_one_is_opened_at_the_start_only_where_one_says_so(
    start: StartWindow, settings: Settings
) -> None:
    assert not settings.value(REOPEN_LAST)
    start.reopen.setChecked(True)
    assert settings.value(REOPEN_LAST)


def test_a_place_that_can_harm_a_shop_is_asked_about_once(
    qtbot: QtBot, start: StartWindow, settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    address = Shops(demo_folder=tmp_path).make("Example", folder)
    start.open_address(address)
    qtbot.waitUntil(start.question.isVisible)
    assert "Dropbox keeps in step" in start.question.yes.accessibleName()
    assert start.question.no.hasFocus()
    QTest.keyClick(start.question.no, Qt.Key.Key_Escape)
    assert not is_answered(settings, address)
    start.open_address(address)
    qtbot.waitUntil(start.question.isVisible)
    start.question.yes.click()
    _opened(qtbot, start).close()
    assert is_answered(settings, address)
    start.open_address(address)
    _opened(qtbot, start).close()


def test_folder_and_file_are_picked(
    qtbot: QtBot, start: StartWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    address = Shops(demo_folder=tmp_path).make("Example", tmp_path)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (address, ""))
    start._pick_folder()  # noqa: SLF001 - what the button does
    assert start.folder.text() == str(tmp_path)
    start.pick.click()
    assert _name_of(_opened(qtbot, start)) == "Example"


def test_mnemonics_are_unique_and_everything_has_a_name(
    start: StartWindow, settings: Settings
) -> None:
    remember_shop(settings, "/s/shop.dmedesk")
    QTest.keyClick(start, Qt.Key.Key_F5)
    letters = [
        one.text()[one.text().index("&") + 1].lower()
        for one in start.findChildren(QAbstractButton)
        if "&" in one.text() and one.isVisible()
    ]
    assert len(letters) == len(set(letters))
    takes_focus = [
        one
        for one in start.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    unnamed = [
        one
        for one in takes_focus
        if not one.accessibleName() and not getattr(one, "text", lambda: "")()
    ]
    assert unnamed == []


def test_before_a_shop_is_open_there_is_nothing_to_read_or_write() -> None:
    with pytest.raises(LookupError):
        NoDoors().reading()
    with pytest.raises(LookupError, match="enter"):
        NoDoors().writing("enter")


def test_enter_opens_the_shop_that_was_opened_last(
    qapp: object, qtbot: QtBot, tmp_path: Path, settings: Settings
) -> None:
    assert qapp is not None
    shops = Shops(demo_folder=tmp_path)
    remember_shop(settings, shops.make("Example", tmp_path))
    runner = WorkerRunner(NoDoors())
    window = StartWindow(shops, settings, runner)
    qtbot.addWidget(window)
    activate(window)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert _name_of(_opened(qtbot, window)) == "Example"
    runner.close()
