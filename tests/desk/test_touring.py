"""A tour goes from screen to screen by keys, back too, and ends where one likes."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.desk.window import DeskWindow
from dmedesk.kit.tours import tour_named, tours
from tests.desk.shells import page_keys, shown_desk
from tests.gui.fixtures import EngineDoors
from tests.windows import activate

CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(doors: EngineDoors, qtbot: QtBot) -> DeskWindow:
    made = shown_desk(doors, qtbot)
    activate(made)
    return made


def test_a_tour_is_walked_by_keys(window: DeskWindow) -> None:
    tour = tour_named("deliveries")
    window.begin_tour("deliveries")
    seen = []
    for _step in tour.steps:
        assert window.tour.isVisible()
        seen.append((window.pane.key, window.tour.says.text()))
        QTest.keyClick(window, Qt.Key.Key_Right, CTRL_ALT)
    assert seen == [(step.screen, step.says) for step in tour.steps]
    assert not window.tour.isVisible()


def test_one_goes_back_and_leaves(window: DeskWindow) -> None:
    window.begin_tour("month")
    assert not window.tour.before.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_Right, CTRL_ALT)
    QTest.keyClick(window, Qt.Key.Key_Left, CTRL_ALT)
    assert window.tour.where.text() == "Tour 1 of 5"
    window.tour.leave.click()
    assert not window.tour.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Right, CTRL_ALT)
    assert not window.tour.isVisible()


def test_the_guide_begins_them(window: DeskWindow) -> None:
    window.show_guide()
    assert window.guide is not None
    window.guide.page.anchorClicked.emit(QUrl("tour:units"))
    assert window.tour.says.text() == tour_named("units").steps[0].says
    assert tours()
    window.close()


def test_every_step_shows_a_screen_that_there_is(qapp: object) -> None:
    assert qapp is not None
    shown = {step.screen for tour in tours() for step in tour.steps}
    assert shown - set(page_keys()) == set()
