"""The strip of months: keys walk it, the mouse chooses, every cell can be heard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.widgets.strip import CELL_HEIGHT, CELL_WIDTH, Cell, Strip
from dmedesk.widgets.theme import Tone

CELLS = [
    Cell(str(n), "KJ", "32.84", "✓", "billed", Tone.READY, f"Month {n}", closes=n == 13)
    for n in range(1, 14)
]


@pytest.fixture
def strip(qtbot: QtBot) -> Strip:
    made = Strip("Months")
    qtbot.addWidget(made)
    made.resize(8 * CELL_WIDTH, 400)
    made.show_cells(CELLS)
    return made


def test_arrow_keys_walk_and_stop_at_the_ends(strip: Strip) -> None:
    told: list[int] = []
    strip.chosen.connect(told.append)
    for key in (
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_End,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
    ):
        QTest.keyClick(strip, key)
    assert told == [0, 1, 12, 12, 0]


def test_the_current_cell_can_be_heard(strip: Strip) -> None:
    assert strip.accessibleName() == "Months"
    QTest.keyClick(strip, Qt.Key.Key_End)
    assert strip.accessibleDescription() == "Month 13"


def test_a_click_chooses_its_cell(strip: Strip) -> None:
    told: list[int] = []
    strip.chosen.connect(told.append)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.place_of(9).center())
    assert told == [9]


def test_cells_that_have_no_room_go_into_a_second_row(strip: Strip) -> None:
    first, last = strip.place_of(0), strip.place_of(12)
    assert last.top() > first.bottom()
    assert strip.heightForWidth(20 * CELL_WIDTH) < 2 * CELL_HEIGHT < strip.height()


def test_cells_are_drawn_in_the_tone_of_their_state(strip: Strip) -> None:
    drawn = strip.grab().toImage()
    place = strip.place_of(0).center()
    assert drawn.pixelColor(place) != drawn.pixelColor(strip.place_of(0).bottomLeft() * 3)


def test_an_empty_strip_says_so(qtbot: QtBot) -> None:
    empty = Strip("Months")
    qtbot.addWidget(empty)
    QTest.keyClick(empty, Qt.Key.Key_Right)
    assert empty.accessibleDescription() == "no months"


def test_a_narrow_strip_puts_what_has_no_room_into_the_next_row(strip: Strip) -> None:
    strip.resize(2 * CELL_WIDTH + 10, 900)
    assert all(strip.rect().contains(strip.place_of(place)) for place in range(len(CELLS)))
