"""The main window: areas by click and key, the strip's facts, a name for whoever hears it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dmedesk.desk.program import desk
from dmedesk.desk.window import DeskWindow, ShopFacts
from dmedesk.widgets.tasks import InlineRunner
from tests.flows.month_shop import MonthShop, clock
from tests.gui.fixtures import EngineDoors

FACTS = ShopFacts("Example Medical", "shop.dmedesk", "ana")


def _window(doors: EngineDoors, qtbot: QtBot, facts: ShopFacts = FACTS) -> DeskWindow:
    made = desk(InlineRunner(doors), facts, clock=clock)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    return made


@pytest.fixture
def window(qapp: object, doors: EngineDoors, rented: MonthShop, qtbot: QtBot) -> DeskWindow:
    assert qapp is not None
    rented.post("2026-10")
    return _window(doors, qtbot)


def _shown(window: DeskWindow) -> list[bool]:
    return [page.isVisible() for page in window.pages]


def test_areas_are_reached_by_key_click_and_mnemonic(window: DeskWindow, qtbot: QtBot) -> None:
    assert _shown(window) == [True, False, False]
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert _shown(window) == [False, True, False]
    QTest.keyClick(window, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: _shown(window) == [False, False, True])
    window.areas[0].click()
    assert _shown(window) == [True, False, False]


def _texts(window: DeskWindow) -> set[str]:
    return {label.text() for label in window.findChildren(QLabel)}


def test_the_strip_says_file_and_user(window: DeskWindow) -> None:
    assert {"shop.dmedesk", "User ana", "Example Medical"} <= _texts(window)
    assert not any(text.startswith(("Demo", "‖ Read only")) for text in _texts(window))


def test_the_strip_says_demo_and_read_only(qapp: object, doors: EngineDoors, qtbot: QtBot) -> None:
    assert qapp is not None
    facts = ShopFacts("Demo", "demo.dmedesk", "ana", is_demo=True, read_only="Ben has it open.")
    window = _window(doors, qtbot, facts)
    assert "Demo shop: invented people and fees" in _texts(window)
    assert "‖ Read only: Ben has it open." in _texts(window)
    assert not window.pages[0].workplace.may_write


def _focusable(window: DeskWindow) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not widget.objectName().startswith(
            "qt_"
        ):
            yield widget


def test_everything_that_takes_the_cursor_has_a_name(window: DeskWindow) -> None:
    for place in range(len(window.pages)):
        window.go_to(place)
    window.show_keys()
    nameless = [
        f"{type(widget).__name__} in {widget.parent()}"
        for widget in _focusable(window)
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert nameless == []


@pytest.mark.parametrize("place", [0, 1, 2])
def test_no_letter_means_two_things_on_one_page(window: DeskWindow, place: int) -> None:
    window.go_to(place)
    buttons = [one for one in window.findChildren(QPushButton) if one.isVisible()]
    letters = [one.shortcut().toString() for one in buttons if not one.shortcut().isEmpty()]
    assert sorted(letters) == sorted(set(letters))


@pytest.mark.parametrize("place", [0, 1, 2])
def test_every_page_fits_into_1366_by_768(window: DeskWindow, place: int) -> None:
    window.resize(1366, 768)
    window.go_to(place)
    needed = window.minimumSizeHint()
    assert (needed.width() <= 1366, needed.height() <= 768) == (True, True)


def test_no_text_on_a_button_is_cut_off(window: DeskWindow) -> None:
    window.resize(1366, 768)
    for place in range(len(window.pages)):
        window.go_to(place)
        for one in window.findChildren(QPushButton):
            if one.isVisible():
                assert one.width() >= one.sizeHint().width(), one.text()
