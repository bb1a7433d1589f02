"""A slip's lines by keyboard and scanner: a kit comes on, its units are scanned, one goes off."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.billing.queries.waiting import money_waiting
from dmedesk.catalog.actions import enter_kit
from dmedesk.deliveries.actions.kits import add_kit
from dmedesk.deliveries.queries.records import SlipRead
from dmedesk.deliveries.rules.paper import SLIP
from dmedesk.deliveries.screens.ticket import TicketPage
from dmedesk.deliveries.screens.ticket_columns import LINE_COLUMNS
from dmedesk.deliveries.tables import TicketLine
from dmedesk.kit.references import RecordRef
from dmedesk.store.prints import Prints
from dmedesk.widgets.page import Workplace
from tests.deliveries.tickets import TicketShop
from tests.flows.month_shop import MonthShop
from tests.gui.pages import letters, nameless, press, press_letter, shown, texts


@pytest.fixture
def tickets(shop: MonthShop) -> TicketShop:
    """The kit is a bed that is scanned, and a commode."""
    shop.unit("SN1", "E0260")
    shop.unit("OX1", "E1390")
    tickets = TicketShop(shop)
    bed, commode = tickets.line("SN1").product_id, tickets.counted("E0163", 1).product_id
    lines = [
        {"id": None, "product_id": bed, "quantity": 1, "by_serial": True},
        {"id": None, "product_id": commode, "quantity": 2, "by_serial": False},
    ]
    tickets.do(enter_kit, values={"name": "Bed", "from_on": date(2026, 1, 1), "lines": lines})
    return tickets


def opened(workplace: Workplace, ticket_id: int, qtbot: QtBot) -> TicketPage:
    page = TicketPage(workplace, RecordRef("ticket", ticket_id), money_waiting)
    shown(page, qtbot)
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))
    return page


def read_of(page: TicketPage) -> SlipRead:
    assert page.read is not None
    return page.read


def test_a_kit_comes_on_and_its_unit_is_scanned(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    page = opened(workplace, tickets.open(tickets.line("OX1")), qtbot)
    assert not page.on_slip.unit_button.isVisible()
    press_letter(Qt.Key.Key_K)
    page.on_slip.kit.form.take_up({"kit_id": {"id": 1, "title": "Bed"}})
    press(Qt.Key.Key_Return)
    page.refresh()
    assert page.on_slip.unit_button.isVisible()
    assert LINE_COLUMNS[1].text(read_of(page).lines[1]) == "‖ to be scanned"
    assert page.take_scan("sn-1")
    assert "No unit has this serial" not in page.findings.accessibleName()
    assert [one.awaits_unit for one in tickets.shop.rows(TicketLine)] == [False, False, False]
    page.refresh()
    assert not page.take_scan("OX1")


def test_what_does_not_fit_is_told_and_a_unit_is_chosen(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    ticket_id = tickets.open(tickets.line("OX1"))
    tickets.do(add_kit, ticket_id=ticket_id, kit_id=1, on=workplace.today)
    page = opened(workplace, ticket_id, qtbot)
    page.take_scan("ZZ9")
    assert "No unit has this serial" in page.findings.accessibleName()
    page.take_scan("OX1")
    assert "No line of the slip waits" in page.findings.accessibleName()
    press_letter(Qt.Key.Key_O)
    assert "still to be scanned" in page.findings.accessibleName()
    press_letter(Qt.Key.Key_U)
    unit = tickets.unit("SN1")
    page.on_slip.unit.form.take_up({"unit_id": {"id": unit.id, "title": "SN1"}})
    press(Qt.Key.Key_Return)
    assert tickets.shop.rows(TicketLine)[1].asset_id == unit.id


def test_a_line_is_taken_off(workplace: Workplace, tickets: TicketShop, qtbot: QtBot) -> None:
    ticket_id = tickets.open(tickets.line("OX1"))
    page = opened(workplace, ticket_id, qtbot)
    assert not page.on_slip.off_button.isVisible()
    tickets.do(add_kit, ticket_id=ticket_id, kit_id=1, on=workplace.today)
    page.refresh()
    press_letter(Qt.Key.Key_T)
    press(Qt.Key.Key_Return)
    assert len(tickets.shop.rows(TicketLine)) == 2


def test_how_often_it_was_printed_is_told(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    ticket_id = tickets.open(tickets.line("OX1"))
    page = opened(workplace, ticket_id, qtbot)
    assert "not yet" in texts(page)
    for often in ("once", "twice", "3 times"):
        tickets.do(Prints().record, kind=SLIP, number="SLIP-000001", printer="P")
        page.refresh()
        assert any(
            text.startswith(f"{often}, last on") and "by ana" in text for text in texts(page)
        )
