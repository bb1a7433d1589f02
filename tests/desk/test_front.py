"""A second start on the same shop brings the window that is open to the front."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dmedesk.desk.front import FrontWatch
from dmedesk.kit.front import wish_for

SHOP = "my shop.dmedesk"


def test_a_window_that_was_put_away_comes_back(qapp: object, qtbot: QtBot, tmp_path: Path) -> None:
    assert qapp is not None
    window = QWidget()
    qtbot.addWidget(window)
    wish = wish_for(SHOP, tmp_path)
    wish.touch()
    watch = FrontWatch(window, SHOP, tmp_path)
    assert watch.parent() is window
    assert not wish.exists(), "a wish from before is nobody's"
    window.setWindowState(Qt.WindowState.WindowMinimized)
    wish.touch()
    qtbot.waitUntil(lambda: not wish.exists())
    assert not window.isMinimized()
    assert window.isVisible()


def test_wishes_for_other_shops_are_left_alone(qapp: object, qtbot: QtBot, tmp_path: Path) -> None:
    assert qapp is not None
    window = QWidget()
    qtbot.addWidget(window)
    FrontWatch(window, SHOP, tmp_path)
    other = wish_for("another.dmedesk", tmp_path)
    other.touch()
    qtbot.wait(50)
    assert other.exists()
    assert not window.isVisible()


def test_a_folder_that_cannot_be_written_ends_nothing(
    qapp: object, qtbot: QtBot, tmp_path: Path
) -> None:
    assert qapp is not None
    window = QWidget()
    qtbot.addWidget(window)
    (tmp_path / "file").touch()
    FrontWatch(window, SHOP, tmp_path / "file")
    assert not window.isVisible()
