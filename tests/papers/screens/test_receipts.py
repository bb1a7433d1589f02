"""What members had before is entered, and how long something lasts is said."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.papers.screens.receipts import ReceiptsPage
from dmedesk.papers.tables import Receipt
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.gui.pages import letters, nameless, press, press_letter, shown


def test_an_earlier_receipt_is_entered_and_corrected(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    page = ReceiptsPage(workplace)
    shown(page, qtbot)
    press_letter(Qt.Key.Key_I)
    page.entering.form.take_up(
        {
            "member_id": {"id": 1, "title": "Rivera, M1"},
            "hcpcs": "A4253",
            "received_on": "2026-10-01",
            "quantity": "2",
        }
    )
    press(Qt.Key.Key_Return)
    assert page.chips["earlier"].text() == "Before us  1"
    page.list.setFocus()
    page.list.selectRow(0)
    press_letter(Qt.Key.Key_O)
    page.correcting.form.take_up({"days": "30", "note": "By the box"})
    press(Qt.Key.Key_Return)
    assert [(one.turn, one.days) for one in shop.rows(Receipt)] == [(1, None), (2, 30)]
    assert page.chips["supplies"].text() == "Supplies  1"
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))
