"""A grid of buttons keeps their order, and as many columns as there is room for."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.widgets.button_grid import ButtonGrid
from dmedesk.widgets.cards import CARD, Card
from dmedesk.widgets.miniatures import Miniature
from tests.windows import activate


def _grid(qtbot: QtBot, wide: int) -> ButtonGrid[Card]:
    grid: ButtonGrid[Card] = ButtonGrid("Reports", QSize(100, 50))
    qtbot.addWidget(grid)
    grid.resize(wide, 400)
    grid.show_buttons([Card(f"Card {n}", "", Miniature.ROWS) for n in range(4)])
    activate(grid)
    return grid


def test_its_height_follows_its_width(qtbot: QtBot, qapp: object) -> None:
    assert qapp is not None
    wide, high = CARD.width(), CARD.height()
    assert _grid(qtbot, 2 * wide + 8).sizeHint().height() == 2 * high + 8
    assert _grid(qtbot, 2 * wide + 7).sizeHint().height() == 4 * high + 3 * 8


def test_keys_that_mean_nothing_here_go_on(qtbot: QtBot, qapp: object) -> None:
    assert qapp is not None
    grid = _grid(qtbot, CARD.width())
    QTest.keyClick(grid, Qt.Key.Key_Down)
    grid.buttons[0].setFocus()
    QTest.keyClick(grid.buttons[0], Qt.Key.Key_F2)
    assert [one.text() for one in grid.buttons] == [f"Card {n}" for n in range(4)]
