"""Rows are painted in one go: the chosen one's ground, a hairline each, tones, blanks that ask."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from dmedesk.kit.lists import EVERYTHING
from dmedesk.widgets.listing.model import PAGE, ListModel, read_list
from dmedesk.widgets.listing.view import ListView
from dmedesk.widgets.theme import ROW, Tone, current, px
from tests.widgets.listing.boxes import COLUMNS, TODAY, Box, Boxes, workplace_of_boxes


@pytest.fixture
def view(qtbot: QtBot) -> ListView[Box]:
    boxes = Boxes(1_000)
    model: ListModel[Box] = ListModel(workplace_of_boxes(), boxes, COLUMNS, failed=print)
    made: ListView[Box] = ListView("Boxes", model)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    reading = read_list(boxes, EVERYTHING, TODAY, (), "session")
    made.show_reading(reading, moves=True)
    return made


def _picture(view: ListView[Box]) -> QImage:
    return view.viewport().grab().toImage()


def _colours(picture: QImage, place: int) -> set[str]:
    """Every colour in the band of a row."""
    top = place * px(ROW)
    dots = ((x, y) for x in range(picture.width()) for y in range(top, top + px(ROW)))
    return {picture.pixelColor(x, y).name().upper() for x, y in dots}


def test_the_chosen_row_has_its_ground_and_every_row_its_hairline(view: ListView[Box]) -> None:
    view.choose(1)
    picture = _picture(view)
    theme = current()
    assert QColor(theme.chosen).name().upper() in _colours(picture, 1)
    assert QColor(theme.chosen).name().upper() not in _colours(picture, 2)
    assert picture.pixelColor(3, px(ROW) - 1) == QColor(theme.line)


def test_a_state_is_painted_in_its_tone(view: ListView[Box]) -> None:
    picture = _picture(view)
    tall, flat = (current().color(tone).name().upper() for tone in (Tone.READY, Tone.OUT))
    assert tall in _colours(picture, 2)
    assert flat in _colours(picture, 3)
    assert tall not in _colours(picture, 3)


def test_what_was_not_read_is_blank_and_asked_for(view: ListView[Box], qtbot: QtBot) -> None:
    view.scrollTo(view.rows_model.index(PAGE * 5, 0), view.ScrollHint.PositionAtTop)
    assert not view.rows_model.is_read(PAGE * 5)
    blank = _picture(view)
    assert current().color(Tone.READY).name().upper() not in _colours(blank, 1)
    qtbot.waitUntil(lambda: view.rows_model.is_read(PAGE * 5))
    assert _picture(view) != blank


def test_nothing_is_painted_below_the_last_row(qtbot: QtBot) -> None:
    model: ListModel[Box] = ListModel(workplace_of_boxes(), Boxes(0), COLUMNS, failed=print)
    view: ListView[Box] = ListView("Boxes", model)
    qtbot.addWidget(view)
    view.show()
    picture = _picture(view)
    assert picture.pixelColor(9, 9) == QColor(current().surface)
    assert view.focusPolicy() is not Qt.FocusPolicy.NoFocus
