"""An invoice's paper: none at first, then the one asked for last."""

from pytestqt.qtbot import QtBot

from dmedesk.billing.screens.invoice_paper import InvoicePaper
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop


def test_what_was_asked_for_last_is_shown(
    workplace: Workplace, rented: MonthShop, qtbot: QtBot
) -> None:
    rented.post("2026-10")
    sheet = InvoicePaper(workplace, print)
    qtbot.addWidget(sheet)
    assert not sheet.print.isEnabled()
    sheet.show_invoice(1, "INV-000001")
    sheet.computed.click()
    assert sheet.paper.pages() == 2
    assert sheet.head.text() == "INV-000001"
    sheet.clear()
    assert sheet.paper.content is None
