"""The board of tiles: arrow keys walk it, Enter and a click open a tile, each can be heard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.kit.offers import ListLink, State, Tile
from dmedesk.widgets.tiles import Board
from tests.windows import activate

TILES = [
    Tile(f"tile{n}", f"Held {n}", n, State.WAITING, ListLink(f"list{n}"), "Why", cents=n * 100)
    for n in range(1, 6)
]


@pytest.fixture
def board(qtbot: QtBot, qapp: object) -> Board:
    assert qapp is not None
    made = Board("What needs a hand")
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show_tiles(TILES)
    activate(made)
    made.buttons[0].setFocus()
    return made


def _press(*keys: Qt.Key) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)


def test_arrow_keys_walk_the_tiles_and_enter_opens_one(board: Board) -> None:
    opened: list[ListLink] = []
    board.opened.connect(opened.append)
    _press(Qt.Key.Key_Right, Qt.Key.Key_Return)
    _press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    _press(Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Space)
    _press(Qt.Key.Key_Home, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert [link.key for link in opened] == ["list2", "list5", "list4", "list1"]


def test_a_click_opens_a_tile(board: Board) -> None:
    opened: list[ListLink] = []
    board.opened.connect(opened.append)
    QTest.mouseClick(board.buttons[2], Qt.MouseButton.LeftButton)
    assert [link.key for link in opened] == ["list3"]


def test_a_tile_says_count_and_money(board: Board) -> None:
    assert board.buttons[2].accessibleName() == "Held 3: 3, 3.00"
    assert board.buttons[2].accessibleDescription() == "Why"
    plain = Tile("backup", "No backup yet", 0, State.STOPPED, ListLink("settings.files"))
    board.show_tiles([plain])
    assert board.buttons[0].accessibleName() == "No backup yet"
    board.grab()


def test_the_keyboard_stays_on_its_tile_when_the_board_is_read_anew(board: Board) -> None:
    board.buttons[3].setFocus()
    board.show_tiles(TILES[1:])
    focused = QApplication.focusWidget()
    assert focused is board.buttons[2]


def test_a_narrow_board_has_fewer_columns(board: Board) -> None:
    wide = board.sizeHint().height()
    board.resize(300, 800)
    QTest.qWait(0)
    assert board.sizeHint().height() > wide
