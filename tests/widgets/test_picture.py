"""A picture and the table behind it: T turns it over, both open the same."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.widgets.charts import Bars
from dmedesk.widgets.picture import Picture
from tests.widgets.test_charts import FIGURES
from tests.windows import activate


@pytest.fixture
def picture(qtbot: QtBot, qapp: object) -> Picture:
    assert qapp is not None
    made = Picture("Billed", Bars("Billed by month"), ("Month", "Invoices"), empty="Nothing.")
    qtbot.addWidget(made)
    made.resize(300, 300)
    made.show_figures(FIGURES, "1,274 in all")
    activate(made)
    made.chart.setFocus()
    return made


def test_t_shows_the_figures_as_a_table_and_back(picture: Picture) -> None:
    QTest.keyClick(picture.chart, Qt.Key.Key_T)
    assert picture.table.isVisible()
    texts = [
        [column.text(row) for column in picture.table.rows_model.columns]
        for row in picture.table.rows_model.rows
    ]
    assert texts == [["Oct", "40"], ["Nov", "0"], ["Dec", "1,234"]]
    QTest.keyClick(picture.table, Qt.Key.Key_T)
    assert picture.chart.isVisible()


def test_the_table_opens_what_the_picture_opens(picture: Picture) -> None:
    opened: list[object] = []
    picture.opened.connect(opened.append)
    QTest.keyClick(picture.chart, Qt.Key.Key_Return)
    picture.turn.click()
    picture.table.selectRow(2)
    QTest.keyClick(picture.table, Qt.Key.Key_Return)
    assert opened == ["Oct", "Dec"]


def test_without_figures_it_says_what_would_stand_there(picture: Picture) -> None:
    picture.show_figures(())
    assert not picture.chart.isVisible()
    assert not picture.turn.isEnabled()
    picture.show_figures(FIGURES)
    assert picture.chart.isVisible()
