"""Pictures of numbers: keys walk the figures, Enter and a click open them, all can be heard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.widgets.charts import Bars, Chart, Columns, Figure, Parts, Sparkline, line_points
from dmedesk.widgets.dress import wear
from dmedesk.widgets.theme import size_type
from tests.windows import activate

FIGURES = tuple(
    Figure(name, value, f"{value:,}", f"{name}: {value:,} invoices", opens=name)
    for name, value in (("Oct", 40), ("Nov", 0), ("Dec", 1_234))
)
KINDS = [Columns, Bars, Parts]


@pytest.fixture(params=KINDS, ids=lambda kind: kind.__name__)
def chart(request: pytest.FixtureRequest, qtbot: QtBot, qapp: object) -> Chart:
    assert qapp is not None
    kind: Callable[[str], Chart] = request.param
    made = kind("Billed")
    qtbot.addWidget(made)
    made.show_figures(FIGURES)
    made.resize(made.sizeHint().expandedTo(made.minimumSizeHint()))
    activate(made)
    return made


def test_arrow_keys_walk_the_figures_and_say_them(chart: Chart) -> None:
    assert chart.accessibleName() == "Billed"
    said = []
    for key in (Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Home):
        QTest.keyClick(chart, key)
        said.append(chart.accessibleDescription())
    assert said == [FIGURES[place].about for place in (2, 2, 1, 0)]


def test_enter_and_a_click_open_a_figure(chart: Chart) -> None:
    opened: list[object] = []
    chart.opened.connect(opened.append)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    middle = chart.place_of(2).center()
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=middle)
    assert opened == ["Oct", "Dec"]


@pytest.mark.parametrize("percent", [100, 200])
def test_every_figure_has_a_place_of_its_own_within_the_picture(chart: Chart, percent: int) -> None:
    size_type(percent)
    try:
        chart.resize(chart.sizeHint().expandedTo(chart.minimumSizeHint()))
        places = [chart.place_of(place) for place in range(len(FIGURES))]
        assert all(chart.rect().contains(place) for place in places)
        assert not any(a.intersects(b) for a in places for b in places if a != b)
    finally:
        size_type(100)


def test_it_is_drawn_in_both_themes(chart: Chart, qapp: QApplication) -> None:
    seen = set()
    for scheme in (Qt.ColorScheme.Light, Qt.ColorScheme.Dark):
        wear(qapp, scheme)
        chart.setFocus()
        seen.add(bytes(chart.grab().toImage().constBits()))
    wear(qapp, Qt.ColorScheme.Light)
    assert len(seen) == 2


def test_a_picture_without_figures_opens_nothing(chart: Chart) -> None:
    opened: list[object] = []
    chart.opened.connect(opened.append)
    chart.show_figures(())
    QTest.keyClick(chart, Qt.Key.Key_Return)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert opened == []
    assert chart.current_figure is None
    assert chart.accessibleDescription() == "nothing yet"


def test_columns_stand_on_zero(qtbot: QtBot, qapp: object) -> None:
    assert qapp is not None
    columns = Columns("Billed")
    qtbot.addWidget(columns)
    columns.resize(300, 200)
    columns.show_figures(FIGURES)
    drawn = columns.grab().toImage()
    empty = columns.place_of(1).center()
    assert drawn.pixelColor(empty) == drawn.pixelColor(2, 2)


def test_a_line_lies_between_zero_and_its_highest_value() -> None:
    points = line_points([0, 5, 10], QRect(0, 0, 100, 50))
    assert [(point.x(), point.y()) for point in points] == [(0, 49), (50, 24), (100, -1)]


def test_a_line_can_be_heard(qtbot: QtBot, qapp: object) -> None:
    assert qapp is not None
    line = Sparkline("Invoices a month")
    qtbot.addWidget(line)
    line.show_values([3, 1_200])
    line.grab()
    assert line.accessibleDescription() == "3, 1,200"
