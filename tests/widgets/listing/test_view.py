"""The table of a list: its columns are chosen, ordered, set wide, and give way by their rank."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.widgets.listing.layout import Layout
from dmedesk.widgets.listing.model import ListModel
from dmedesk.widgets.listing.view import ListView
from dmedesk.widgets.theme import size_type
from tests.widgets.listing.boxes import COLUMNS, Box, Boxes, workplace_of_boxes
from tests.windows import activate


@pytest.fixture
def view(qtbot: QtBot) -> ListView[Box]:
    model: ListModel[Box] = ListModel(workplace_of_boxes(), Boxes(3), COLUMNS, failed=print)
    made: ListView[Box] = ListView("Boxes", model)
    qtbot.addWidget(made)
    made.resize(600, 200)
    activate(made)
    return made


def _keys(view: ListView[Box]) -> list[str]:
    return [column.key for column in view.columns_in_order()]


def test_columns_are_chosen_and_the_last_one_stays(view: ListView[Box]) -> None:
    for key in ("name", "kind", "cents", "since"):
        view.choose_column(key, shown=False)
    assert _keys(view) == ["since"]
    view.choose_column("name", shown=True)
    assert view.is_chosen("name")
    assert not view.isColumnHidden(0)
    assert view.isColumnHidden(1)


def test_spare_columns_give_way_but_stay_chosen(view: ListView[Box]) -> None:
    view.resize(400, 200)
    assert view.isColumnHidden(3)
    assert "since" in _keys(view)
    view.resize(600, 200)
    assert not view.isColumnHidden(3)


def test_columns_stand_as_they_stood(view: ListView[Box]) -> None:
    layout = Layout(
        order=("since", "name", "kind", "cents"), hidden=frozenset({"kind"}), widths={"cents": 130}
    )
    view.arrange(layout)
    assert _keys(view) == ["since", "name", "cents"]
    assert view.columnWidth(2) == 130
    assert view.layout_of_columns() == layout


def test_a_column_that_a_kept_view_does_not_know_stands_as_at_first(qtbot: QtBot) -> None:
    columns = (*COLUMNS[:3], replace(COLUMNS[3], shown=False))
    model: ListModel[Box] = ListModel(workplace_of_boxes(), Boxes(3), columns, failed=print)
    made: ListView[Box] = ListView("Boxes", model)
    qtbot.addWidget(made)
    made.arrange(Layout(order=("cents", "name"), hidden=frozenset({"name"})))
    assert _keys(made) == ["cents", "kind"]


def test_widths_are_kept_whatever_the_size_of_type_is(view: ListView[Box]) -> None:
    size_type(150)
    view.arrange(Layout(order=("name",), widths={"cents": 130}))
    assert view.columnWidth(2) == 195
    size_type(100)
    view.arrange(view.layout_of_columns())
    assert view.columnWidth(2) == 130


def test_a_column_dragged_wider_keeps_its_width(view: ListView[Box]) -> None:
    heard: list[None] = []
    view.arranged.connect(lambda: heard.append(None))
    edge = view.head.sectionViewportPosition(2) + view.head.sectionSize(2) - 1
    port = view.head.viewport()
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(port, left, pos=QPoint(edge, 10))
    QTest.mouseMove(port, QPoint(edge + 12, 10))
    QTest.mouseMove(port, QPoint(edge + 24, 10))
    QTest.mouseRelease(port, left, pos=QPoint(edge + 24, 10))
    view.head.moveSection(0, 1)
    assert heard


def test_enter_without_a_row_opens_nothing(view: ListView[Box]) -> None:
    heard: list[None] = []
    view.opened.connect(lambda: heard.append(None))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert heard == []
