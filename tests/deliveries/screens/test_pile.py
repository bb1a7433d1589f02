"""A pile of slips typed by scanner and keys alone: slip, serial, proof, Ctrl+S, the next one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.deliveries.rules.words import TicketStage
from dmedesk.deliveries.screens.pile import PilePage
from dmedesk.deliveries.tables import Ticket
from dmedesk.widgets.page import Workplace
from tests.deliveries.screens.visiting import SIGNED, out, shown, ticket_shop, type_into
from tests.deliveries.tickets import TicketShop
from tests.flows.month_shop import MonthShop

CTRL = Qt.KeyboardModifier.ControlModifier
ENTER = Qt.Key.Key_Return


@pytest.fixture
def tickets(shop: MonthShop) -> TicketShop:
    return ticket_shop(shop)


@pytest.fixture
def page(workplace: Workplace, tickets: TicketShop, qtbot: QtBot) -> PilePage:
    for serial in ("SN1", "SN2", "SN3"):
        out(tickets, serial)
    made = PilePage(workplace)
    qtbot.addWidget(made)
    shown(made)
    return made


def _record(page: PilePage, serial: str) -> None:
    page.take_scan(serial)
    type_into(page.panel.proof, SIGNED)
    QTest.keyClick(page, Qt.Key.Key_S, CTRL)


def _typed(page: PilePage) -> str:
    """The number of the slip that is typed."""
    return page.panel.read.ticket_no if page.panel.read else ""


def _stages(tickets: TicketShop) -> list[TicketStage]:
    return [ticket.stage for ticket in tickets.shop.rows(Ticket)]


OUT, DONE = TicketStage.OUT, TicketStage.DONE


def test_the_pile_is_typed_in_one_go(page: PilePage, tickets: TicketShop) -> None:
    assert [slip.ticket_no for slip in page.pile.rows_model.rows] == [
        "SLIP-000001",
        "SLIP-000002",
        "SLIP-000003",
    ]
    page.take_scan("SLIP-000002")
    assert not page.pile.isVisible()
    _record(page, "SN2")
    assert _stages(tickets) == [OUT, DONE, OUT]
    assert page.pile.isVisible()
    assert QApplication.focusWidget() is page.number
    QTest.keyClick(page.number, ENTER)
    assert _typed(page) == "SLIP-000003"
    _record(page, "SN3")
    QTest.keyClick(page.number, ENTER)
    _record(page, "SN1")
    assert _stages(tickets) == [DONE, DONE, DONE]
    assert page.pile.rows_model.rows == []


def test_a_number_is_typed_or_chosen_from_the_pile(page: PilePage) -> None:
    QTest.keyClicks(page.number, "slip-000002")
    QTest.keyClick(page.number, ENTER)
    assert _typed(page) == "SLIP-000002"
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert _typed(page) == ""
    page.pile.selectRow(2)
    QTest.keyClick(page.pile, ENTER)
    assert _typed(page) == "SLIP-000003"


def test_another_slip_waits_until_this_one_is_recorded_or_left(page: PilePage) -> None:
    page.take_scan("SLIP-000001")
    page.take_scan("SN1")
    page.take_scan("SLIP-000002")
    assert [one.code for one in page.findings.shown] == ["typed_already"]
    assert _typed(page) == "SLIP-000001"
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.question.isVisible()
    QTest.keyClick(page.question.yes, ENTER)
    page.take_scan("SLIP-000002")
    assert _typed(page) == "SLIP-000002"


@pytest.mark.parametrize(
    ("number", "code"), [("SLIP-999999", "no_such_slip"), ("SLIP-000004", "slip_not_out")]
)
def test_a_number_that_is_not_out_is_told(
    page: PilePage, tickets: TicketShop, number: str, code: str
) -> None:
    tickets.open(tickets.line("SN4"))
    page.take_scan(number)
    assert [one.code for one in page.findings.shown] == [code]
    assert _typed(page) == ""
