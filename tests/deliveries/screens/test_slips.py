"""The slip board by keyboard: chips, columns, the preview, a new slip."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.billing.queries.waiting import money_waiting
from dmedesk.deliveries.queries.listed import SlipSource
from dmedesk.deliveries.rules.proof import ProofFacts
from dmedesk.deliveries.rules.words import Method
from dmedesk.deliveries.screens.slips import SlipsPage, facts_of
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import Workplace
from tests.deliveries.tickets import VISIT, TicketShop
from tests.flows.month_shop import MonthShop
from tests.gui.pages import CONTROL, letters, nameless, press, shown


@pytest.fixture
def page(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> SlipsPage:
    """A slip to print, and one whose visit nobody signed."""
    shop.unit("SN1", "E0260")
    shop.unit("SN2", "E0260")
    tickets = TicketShop(shop)
    tickets.open(tickets.line("SN1"), driver="Dan")
    tickets.visit(tickets.open(tickets.line("SN2")), ProofFacts(Method.DIRECT, delivered_on=VISIT))
    made = SlipsPage(workplace, SlipSource(money_waiting))
    shown(made, qtbot)
    return made


def cells(page: SlipsPage, place: int) -> dict[str, str]:
    row = page.model.row_at(place)
    assert row is not None
    return {column.key: column.text(row) for column in page.spec.columns}


def test_a_slip_stands_with_its_days_and_its_money(page: SlipsPage) -> None:
    first, second = cells(page, 0), cells(page, 1)
    assert (first["ticket_no"], first["kind"], first["stage"]) == (
        "SLIP-000001",
        "Delivery",
        "‖ to print",
    )
    assert (first["since"], first["held_cents"], first["driver"]) == ("33 days", "", "Dan")
    assert (second["stage"], second["since"]) == ("✕ unsigned", "29 days")
    assert second["held_cents"] == "100.00"


def test_the_preview_says_what_a_slip_holds(page: SlipsPage) -> None:
    row = page.model.row_at(1)
    assert row is not None
    facts = {fact.name: fact.text for fact in facts_of(row)}
    assert facts["Holds"] == "100.00, until it is proven"
    assert facts["Since"] == "Visited on 2026-10-05"
    assert "Driver" not in facts


def test_a_chip_shows_what_waits(page: SlipsPage) -> None:
    page.chips["waiting"].click()
    assert cells(page, 0)["ticket_no"] == "SLIP-000002"
    assert page.model.rowCount() == 1


def test_enter_opens_and_ctrl_n_begins_a_new_one(page: SlipsPage) -> None:
    opened: list[object] = []
    page.workplace.navigator.record_wanted.connect(lambda ref, _apart: opened.append(ref))
    page.workplace.navigator.new_wanted.connect(opened.append)
    page.list.setFocus()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_N, CONTROL)
    assert opened == [RecordRef("ticket", 1), "ticket"]


def test_everything_has_a_name_and_its_own_letter(page: SlipsPage) -> None:
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))
