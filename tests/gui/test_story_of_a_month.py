"""A morning at the desk by keyboard alone, on the worker thread: look, ask why, post, look up."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.billing.screens.month import MonthPage
from dmedesk.billing.tables import Invoice, InvoiceDocument
from dmedesk.catalog.screens.rates import RatesPage
from dmedesk.desk.program import desk
from dmedesk.desk.status import ShopFacts
from dmedesk.desk.window import DeskWindow
from dmedesk.rentals.screens.rentals import MonthsPanel, RentalsPage
from dmedesk.widgets.tasks import WorkerRunner
from tests.flows.month_shop import MonthShop, clock
from tests.gui.fixtures import EngineDoors
from tests.windows import activate

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(
    qapp: QApplication, doors: EngineDoors, rented: MonthShop, qtbot: QtBot
) -> Iterator[DeskWindow]:
    assert qapp is not None
    assert rented is not None
    runner = WorkerRunner(doors)
    made = desk(runner, ShopFacts("Example Medical", "shop.dmedesk", "ana"), clock=clock)
    qtbot.addWidget(made)
    activate(made)
    yield made
    runner.close()


def _press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def _digit(window: DeskWindow, area: str) -> Qt.Key:
    """The digit that leads to an area, as the left bar has it."""
    titles = [one.text() for one in window.bar.buttons]
    return Qt.Key(Qt.Key.Key_1 + titles.index(area))


def _place(window: DeskWindow, page: str) -> Qt.Key:
    """The digit that leads to a page beside others of its area."""
    (area,) = (one for one in window.areas if page in [kind.key for kind in one.tabs])
    place = [kind.key for kind in area.tabs].index(page)
    return Qt.Key(Qt.Key.Key_0 + (place + 1) % 10)


def test_a_month_from_the_first_look_to_the_papers(
    window: DeskWindow, rented: MonthShop, qtbot: QtBot
) -> None:
    month, rentals, rates = map(window.pane.page, ("month", "rentals", "rates"))
    assert isinstance(month, MonthPage)
    assert isinstance(rentals, RentalsPage)
    assert isinstance(rates, RatesPage)
    window.go_to("month")
    qtbot.waitUntil(month.post.isEnabled)

    _press(Qt.Key.Key_F8)
    _press(Qt.Key.Key_Down)
    assert month.preview.why.shown is not None
    assert month.preview.why.shown.title == "Rivera, M2 · E1390 RR"
    _press(Qt.Key.Key_F8)

    _press(Qt.Key.Key_Return, CONTROL)
    _press(Qt.Key.Key_Escape)
    assert rented.rows(Invoice) == []
    _press(Qt.Key.Key_Return, CONTROL)
    _press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: month.said.text().endswith("with 2 papers."))
    qtbot.waitUntil(lambda: month.invoices.paper.pages() == 1)
    assert len(rented.rows(InvoiceDocument)) == 2

    _press(_digit(window, "&Rentals"), CONTROL)
    months = rentals.preview.panel
    assert isinstance(months, MonthsPanel)
    qtbot.waitUntil(lambda: len(months.strip.cells) == 13)
    assert months.strip.cells[4].state == "billed"

    _press(_digit(window, "&Units"), CONTROL)
    _press(_place(window, "rates"), Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(rates.fees.rows_model.rows))
    _press(Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(rates.code, "e0260")
    QTest.keyClick(rates.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(rates.rents.rows_model.rows) == 3)
