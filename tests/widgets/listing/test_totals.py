"""The line of totals: sums under their columns, in words where a column has no room."""

from pytestqt.qtbot import QtBot

from dmedesk.widgets.listing.model import ListModel
from dmedesk.widgets.listing.totals import TotalsLine
from dmedesk.widgets.listing.view import ListView
from tests.widgets.listing.boxes import COLUMNS, Box, Boxes, workplace_of_boxes


def _line(qtbot: QtBot) -> tuple[ListView[Box], TotalsLine]:
    model: ListModel[Box] = ListModel(workplace_of_boxes(), Boxes(3), COLUMNS, failed=print)
    view: ListView[Box] = ListView("Boxes", model)
    line = TotalsLine(view)
    for widget in (view, line):
        qtbot.addWidget(widget)
        widget.resize(600, 200)
    view.show()
    return view, line


def test_it_says_what_it_is_the_total_of(qtbot: QtBot) -> None:
    view, line = _line(qtbot)
    assert line.isHidden()
    line.show_totals({"cents": 123_456}, "3 boxes")
    assert line.accessibleName() == line.text() == "Total of 3 boxes: Price 1,234.56"
    assert line.words() == "Total of 3 boxes"
    view.setColumnHidden(2, True)
    assert line.words() == "Total of 3 boxes · Price 1,234.56"
    view.choose_column("cents", shown=False)
    assert line.words() == "Total of 3 boxes"
    assert not line.grab().isNull()
