"""The due list by keys: a contact is recorded, an order made, treatment with insulin said."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.kit.lists import Ask
from dmedesk.papers.actions.receiving import enter_receipt
from dmedesk.papers.screens.refills import RefillsPage
from dmedesk.papers.tables import InsulinStatement, Order, RefillContact
from dmedesk.store.unit_of_work import unit_of_work
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import NOW, MonthShop, clock
from tests.gui.pages import letters, nameless, press, press_letter, shown, texts

TODAY = NOW.date()


def received(shop: MonthShop, on: date) -> None:
    values = {"member_id": 1, "hcpcs": "A4253", "quantity": 2, "days": 30, "received_on": on}
    with unit_of_work(shop.engine, actor="ana", action="tested", clock=clock) as work:
        enter_receipt(work, values=values)


@pytest.fixture
def page(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> RefillsPage:
    received(shop, TODAY - timedelta(days=25))
    found = RefillsPage(workplace)
    shown(found, qtbot)
    found.list.setFocus()
    return found


def test_a_contact_is_recorded_and_the_order_made(page: RefillsPage, shop: MonthShop) -> None:
    assert page.chips["to_ask"].text() == "To ask  1"
    assert "‖ ask now" in texts(page)
    press_letter(Qt.Key.Key_A)
    page.asking.form.take_up({"answer": "wanted"})
    page.asking.do()
    (contact,) = shop.rows(RefillContact)
    assert (contact.contacted_on, contact.who) == (TODAY, "Rivera, M1")
    assert page.chips["to_deliver"].text() == "To deliver  1"
    press_letter(Qt.Key.Key_O)
    (order,) = shop.rows(Order)
    assert order.note == "Refill, RFL-000001"


def test_what_nobody_wants_is_refused(page: RefillsPage, shop: MonthShop) -> None:
    page.make_order()
    assert shop.rows(Order) == []
    assert any("Nobody said that it is wanted" in text for text in texts(page))


def test_insulin_is_said_and_a_contact_taken_back(page: RefillsPage, shop: MonthShop) -> None:
    press_letter(Qt.Key.Key_I)
    page.insulin.form.take_up({"said_by": "Prescription"})
    press(Qt.Key.Key_Return)
    (said,) = shop.rows(InsulinStatement)
    assert (said.is_treated, said.from_on) == (True, TODAY)
    page.ask_contact()
    page.asking.form.take_up({"answer": "wanted"})
    page.asking.do()
    page.ask_undo()
    page.undoing.form.take_up({"why": "Another member"})
    page.undoing.do()
    assert [one.undoes_no for one in shop.rows(RefillContact)] == [None, "RFL-000001"]
    assert page.chips["to_ask"].text() == "To ask  1"


def test_everything_has_its_name_and_letter(page: RefillsPage) -> None:
    page.show_ask(Ask("due"))
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))
