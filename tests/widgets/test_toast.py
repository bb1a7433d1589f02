"""A toast says what was done, offers to take it back, and is in nobody's way."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dmedesk.widgets.toast import Toast


@pytest.fixture
def window(qapp: object, qtbot: QtBot) -> QWidget:
    assert qapp is not None
    made = QWidget()
    made.resize(800, 600)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_says_it_in_the_lower_right_corner_and_takes_no_cursor(window: QWidget) -> None:
    toast = Toast(window)
    assert toast.isHidden()
    toast.say("Saved.")
    assert toast.isVisible()
    assert not toast.undo.isVisible()
    assert toast.accessibleName() == "Saved."
    assert toast.geometry().right() > 700
    window.resize(500, 400)
    assert toast.geometry().right() < 500


def test_undo_is_done_once(window: QWidget) -> None:
    done: list[str] = []
    toast = Toast(window)
    toast.say("Removed.", lambda: done.append("undone"))
    QTest.mouseClick(toast.undo, Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert toast.isHidden()
    toast.undo.click()
    assert done == ["undone"]
