"""The column chooser: ticked by Space, moved by Alt+Up and Down, put back as at first."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from dmedesk.widgets.listing.chooser import ColumnChooser
from dmedesk.widgets.listing.model import ListModel
from dmedesk.widgets.listing.view import ListView
from tests.widgets.listing.boxes import COLUMNS, Box, Boxes, workplace_of_boxes
from tests.windows import activate

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def view(qtbot: QtBot) -> ListView[Box]:
    model: ListModel[Box] = ListModel(workplace_of_boxes(), Boxes(3), COLUMNS, failed=print)
    made: ListView[Box] = ListView("Boxes", model)
    qtbot.addWidget(made)
    made.resize(700, 300)
    activate(made)
    return made


def _keys(view: ListView[Box]) -> list[str]:
    return [column.key for column in view.columns_in_order()]


def test_columns_are_ticked_moved_and_put_back(view: ListView[Box]) -> None:
    heard: list[None] = []
    view.arranged.connect(lambda: heard.append(None))
    chooser = ColumnChooser(view, view)
    chooser.open_at(QPoint(20, 20))
    QTest.keyClick(chooser.list, Qt.Key.Key_Space)
    assert _keys(view) == ["kind", "cents", "since"]
    QTest.keyClick(chooser.list, Qt.Key.Key_Down)
    QTest.keyClick(chooser.list, Qt.Key.Key_Down, ALT)
    assert _keys(view) == ["cents", "kind", "since"]
    QTest.keyClick(chooser.list, Qt.Key.Key_Up, ALT)
    QTest.keyClick(chooser.list, Qt.Key.Key_Up, ALT)
    QTest.keyClick(chooser.list, Qt.Key.Key_Up, ALT)
    assert _keys(view) == ["kind", "cents", "since"]
    chooser.findChildren(QPushButton)[0].click()
    assert _keys(view) == ["name", "kind", "cents", "since"]
    assert heard
    chooser.close()


def test_the_last_column_stays(view: ListView[Box]) -> None:
    chooser = ColumnChooser(view, view)
    chooser.open_at(QPoint(20, 20))
    for _ in COLUMNS:
        QTest.keyClick(chooser.list, Qt.Key.Key_Space)
        QTest.keyClick(chooser.list, Qt.Key.Key_Down)
    assert _keys(view) == ["since"]
    chooser.close()
