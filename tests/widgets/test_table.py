"""One table for every list: declared columns, sorting by column, the choice survives a refresh."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from dmedesk.widgets.table import Column, Table, TableModel
from dmedesk.widgets.theme import ROW, Tone, current


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    cents: int
    is_heading: bool = False


COLUMNS: tuple[Column[Row], ...] = (
    Column("Name", lambda row: row.name, wide=True),
    Column("Money", lambda row: f"{row.cents}", order=lambda row: row.cents, figures=True),
    Column("State", lambda _: "held", tone=lambda _: Tone.WAITING, tip=lambda _: "why"),
)
ROWS = [Row("b", 9), Row("a", 10), Row("c", 100)]


@pytest.fixture
def table(qtbot: QtBot) -> Table[Row]:
    made = Table("Rows", COLUMNS)
    qtbot.addWidget(made)
    made.show_rows(ROWS)
    return made


def _names(model: TableModel[Row]) -> list[str]:
    return [row.name for row in model.rows]


def test_the_model_is_a_sound_model(qtbot: QtBot) -> None:
    assert qtbot is not None
    model: TableModel[Row] = TableModel(COLUMNS)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_rows(ROWS)
    model.sort(1, Qt.SortOrder.DescendingOrder)
    model.show_rows([])
    assert tester.model() is model


def test_a_cell_has_text_side_colour_and_tip(table: Table[Row]) -> None:
    model = table.rows_model
    state, money = model.index(0, 2), model.index(0, 1)
    assert model.data(state) == "held"
    assert model.data(state, Qt.ItemDataRole.ForegroundRole) == current().color(Tone.WAITING)
    assert model.data(state, Qt.ItemDataRole.ToolTipRole) == "why"
    assert model.data(money, Qt.ItemDataRole.TextAlignmentRole) & int(Qt.AlignmentFlag.AlignRight)
    assert model.data(QModelIndex()) is None
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Money"
    assert model.headerData(1, Qt.Orientation.Vertical) is None


def test_money_is_sorted_as_money_and_not_as_text(table: Table[Row]) -> None:
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert _names(table.rows_model) == ["b", "a", "c"]
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert _names(table.rows_model) == ["c", "a", "b"]


def test_the_choice_moves_with_its_row_when_sorted(table: Table[Row]) -> None:
    table.selectRow(0)
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert table.chosen_row() == Row("b", 9)
    assert table.currentIndex().row() == 1


def test_the_choice_and_the_order_survive_a_refresh(table: Table[Row]) -> None:
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    table.selectRow(2)
    table.show_rows([Row("d", 1), *ROWS], same=lambda row: row.name)
    assert _names(table.rows_model) == ["d", "c", "b", "a"]
    assert table.chosen_row() == Row("a", 10)


def test_the_first_row_is_chosen_where_the_chosen_one_is_gone(table: Table[Row]) -> None:
    table.selectRow(2)
    table.show_rows(ROWS[:1], same=lambda row: row.name)
    assert table.chosen_row() == ROWS[0]


def test_enter_opens_a_row_and_a_heading_is_none(qtbot: QtBot) -> None:
    table = Table("Rows", COLUMNS, is_heading=lambda row: row.is_heading)
    qtbot.addWidget(table)
    table.show_rows([Row("title", 0, is_heading=True), *ROWS])
    assert table.chosen_row() == ROWS[0]
    opened: list[Row] = []
    table.opened.connect(opened.append)
    table.activated.emit(table.rows_model.index(1, 0))
    table.activated.emit(table.rows_model.index(0, 0))
    assert opened == [ROWS[0]]
    table.selectRow(0)
    assert table.chosen_row() is None


def test_an_empty_table_has_no_choice(table: Table[Row]) -> None:
    table.show_rows([])
    assert table.chosen_row() is None


def test_spare_columns_go_before_a_figure_is_cut_off(qtbot: QtBot) -> None:
    columns: tuple[Column[Row], ...] = (
        Column("Name", lambda row: row.name, width=100, wide=True),
        Column("Rental", lambda row: row.name, width=80, spare=2),
        Column("Payer", lambda row: row.name, width=60, spare=1),
        Column("Money", lambda row: str(row.cents), width=80, figures=True),
    )
    table = Table("Rows", columns)
    qtbot.addWidget(table)
    table.show()
    hidden = {}
    for width in (330, 300, 250, 330):
        table.resize(width, 200)
        hidden[width] = [table.isColumnHidden(place) for place in range(4)]
    assert hidden == {
        330: [False] * 4,
        300: [False, False, True, False],
        250: [False, True, True, False],
    }


def test_the_chosen_row_stays_in_sight_where_the_table_becomes_lower(qtbot: QtBot) -> None:
    made = Table("Rows", COLUMNS)
    qtbot.addWidget(made)
    made.show_rows([Row(f"{number}", number) for number in range(20)])
    made.resize(400, 16 * ROW)
    made.show()
    made.selectRow(12)
    made.resize(400, 5 * ROW)
    (chosen,) = {index.row() for index in made.selectedIndexes()}
    lower = made.visualRect(made.currentIndex())
    assert (chosen, lower.bottom() < made.viewport().height()) == (12, True)
    made.verticalScrollBar().setValue(0)
    made.resize(400, 4 * ROW)
    assert made.verticalScrollBar().value() == 0
