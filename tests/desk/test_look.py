"""Light, dark and large type are chosen in the window, shown at once, and there the next time."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from dmedesk.desk.program import desk
from dmedesk.desk.window import DeskWindow
from dmedesk.kit.settings import user_settings
from dmedesk.widgets.dress import APPEARANCE, TYPE_SIZE, dress_as_chosen
from dmedesk.widgets.tasks import InlineRunner
from dmedesk.widgets.theme import DARK, LIGHT, ROW, current
from tests.desk.shells import FACTS, page_keys, shown_desk
from tests.flows.month_shop import MonthShop, clock
from tests.gui.fixtures import EngineDoors

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(
    qapp: QApplication, doors: EngineDoors, rented: MonthShop, qtbot: QtBot
) -> Iterator[DeskWindow]:
    assert rented is not None
    yield shown_desk(doors, qtbot)
    user_settings().remember(APPEARANCE, "light")
    user_settings().remember(TYPE_SIZE, 100)
    dress_as_chosen(qapp, user_settings())


def _click(window: DeskWindow, word: str) -> None:
    (found,) = [one for one in window.page.findChildren(QPushButton) if one.text() == word]
    found.click()


def test_dark_and_light_show_at_once(window: DeskWindow) -> None:
    window.go_to("settings.look")
    _click(window, "&Dark")
    assert current() is DARK
    _click(window, "Li&ght")
    assert current() is LIGHT
    assert user_settings().value(APPEARANCE) == "light"


def test_type_grows_by_key_and_tables_with_it(window: DeskWindow) -> None:
    window.go_to("month")
    month = window.page
    window.go_to("settings.look")
    before = window.strip.place.fontMetrics().height()
    for _step in range(9):
        QTest.keyClick(window, Qt.Key.Key_Plus, CONTROL)
    assert user_settings().value(TYPE_SIZE) == 200
    assert window.strip.place.fontMetrics().height() >= 1.9 * before
    window.go_to("month")
    assert month.preview.ready.verticalHeader().defaultSectionSize() == 2 * ROW  # type: ignore[attr-defined]
    window.go_to("settings.look")
    QTest.keyClick(window, Qt.Key.Key_Minus, CONTROL)
    assert user_settings().value(TYPE_SIZE) == 175


@pytest.mark.parametrize("percent", [150, 200])
def test_no_button_is_cut_off_in_large_type(
    qapp: QApplication, window: DeskWindow, doors: EngineDoors, qtbot: QtBot, percent: int
) -> None:
    assert window is not None
    user_settings().remember(TYPE_SIZE, percent)
    dress_as_chosen(qapp, user_settings())
    large = desk(InlineRunner(doors), FACTS, clock=clock)
    qtbot.addWidget(large)
    large.resize(1366, 768)
    large.show()
    for key in page_keys():
        large.go_to(key)
        qapp.processEvents()
        needed = large.minimumSizeHint()
        assert (needed.width() <= 1366, needed.height() <= 768) == (True, True), (key, needed)
        for one in large.page.findChildren(QPushButton):
            if one.isVisible():
                assert one.width() >= one.sizeHint().width(), (key, one.text())
        for word in large.page.findChildren(QLabel):
            if word.isVisible() and not word.wordWrap() and word.property("part") != "soft":
                assert word.height() >= word.fontMetrics().height(), (key, word.text())
