"""A slip is cancelled with its reason, or left as it is."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.deliveries.rules.words import StayReason, TicketStage
from dmedesk.deliveries.screens.calling_off import CallOffBar
from dmedesk.deliveries.tables import Ticket, TicketLine
from dmedesk.widgets.page import Workplace
from tests.deliveries.tickets import TicketShop
from tests.flows.month_shop import MonthShop


def test_a_slip_is_called_off_with_its_reason(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    shop.unit("SN1", "E0260")
    tickets = TicketShop(shop)
    ticket_id = tickets.open(tickets.line("SN1"))
    told: list[str] = []
    bar = CallOffBar(workplace, lambda _found: None, lambda: told.append("done"))
    qtbot.addWidget(bar)
    bar.ask_about(ticket_id, "SLIP-000001")
    bar.do()
    assert (told, shop.rows(Ticket)[0].stage) == ([], TicketStage.TO_PRINT)
    QTest.keyClick(bar.form.entries["stayed"].target, Qt.Key.Key_D)
    bar.do()
    assert (told, shop.rows(Ticket)[0].stage) == (["done"], TicketStage.CANCELLED)
    assert [line.stayed for line in shop.rows(TicketLine)] == [StayReason.DOES_NOT_FIT]
