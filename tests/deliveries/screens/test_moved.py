"""What moved: scanned or ticked; another serial that came back is taken as such, and said so."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset, Movement
from dmedesk.deliveries.actions import move_ticket
from dmedesk.deliveries.rules.words import TicketKind, TicketStage, Way
from dmedesk.deliveries.screens.visit import VisitPage
from dmedesk.deliveries.tables import TicketLine
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import Workplace
from tests.deliveries.screens.visiting import SIGNED, shown, ticket_shop, type_into
from tests.deliveries.tickets import SIGNED as FACTS
from tests.deliveries.tickets import TicketShop
from tests.flows.month_shop import MonthShop

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def tickets(shop: MonthShop) -> TicketShop:
    return ticket_shop(shop)


@pytest.fixture
def page(workplace: Workplace, tickets: TicketShop, qtbot: QtBot) -> VisitPage:
    """An exchange of SN1 for SN3, while SN2 is with the member, too."""
    before = date(2026, 10, 1)
    for serial in ("SN1", "SN2"):
        tickets.visit(
            tickets.open(tickets.line(serial)),
            replace(FACTS, delivered_on=before, signed_on=before),
        )
    lines = tickets.line("SN3", rental_no="R0001"), tickets.line("SN1", Way.BACK, "R0001")
    exchange = tickets.open(*lines, kind=TicketKind.EXCHANGE, driver="Dan Okafor")
    tickets.do(move_ticket, ticket_id=exchange, stage=TicketStage.OUT)
    made = VisitPage(workplace, RecordRef("visit", exchange))
    qtbot.addWidget(made)
    shown(made)
    return made


def _beside(page: VisitPage, place: int) -> str:
    return page.record.moved.ticks.boxes[place].accessibleDescription()


def test_scans_in_any_spelling_tick_their_lines(page: VisitPage, tickets: TicketShop) -> None:
    said: list[str] = []
    page.workplace.said.connect(lambda words, _undo: said.append(words))
    assert page.take_scan(" sn-3 ")
    assert page.take_scan("SN1")
    assert page.record.moved.left_out == set()
    assert said == ["SN3: out.", "SN1: back."]
    type_into(page.record.proof, SIGNED)
    QTest.keyClick(page, Qt.Key.Key_S, CTRL)
    states = {unit.serial: unit.state for unit in tickets.shop.rows(Asset)}
    assert (states["SN1"], states["SN3"]) == (AssetState.CLEANING, AssetState.ON_RENT)


def test_a_typed_serial_does_as_a_scan(page: VisitPage) -> None:
    QTest.keyClicks(page.record.moved.serial, "sn 3")
    QTest.keyClick(page.record.moved.serial, Qt.Key.Key_Return)
    assert page.record.moved.ticks.ticked() == [1]
    assert page.record.moved.serial.text() == ""


def test_another_unit_came_back(page: VisitPage, tickets: TicketShop) -> None:
    page.take_scan("SN3")
    page.take_scan("SN2")
    assert _beside(page, 2) == "SN2 came back instead (Hospital bed)"
    type_into(page.record.proof, SIGNED)
    QTest.keyClick(page, Qt.Key.Key_S, CTRL)
    line = tickets.shop.rows(TicketLine)[-1]
    assert line.moved_asset_id == tickets.find(Asset, Asset.serial == "SN2").id
    notes = [one.note for one in tickets.shop.rows(Movement) if one.note]
    assert notes == ["Came back instead of SN1."]


def test_the_right_one_scanned_after_all_puts_it_right(page: VisitPage) -> None:
    page.take_scan("SN2")
    page.take_scan("SN1")
    assert page.record.moved.came_back == {}
    assert "instead" not in _beside(page, 2)


def test_an_unticked_line_forgets_what_came_instead(page: VisitPage) -> None:
    page.take_scan("SN2")
    QTest.keyClick(page.record.moved.ticks.boxes[2], Qt.Key.Key_Space)
    assert page.record.moved.came_back == {}
    assert "instead" not in _beside(page, 2)


@pytest.mark.parametrize("serial", ["SN9", "SN4"])
def test_what_cannot_be_is_told(page: VisitPage, serial: str) -> None:
    """SN9 is nobody's; SN4 is in stock, and both lines are ticked already."""
    page.record.moved.ticks.all.click()
    page.take_scan(serial)
    (told,) = page.findings.shown
    assert told.subject == serial
    assert page.record.moved.came_back == {}


def test_a_label_without_a_serial_is_told(page: VisitPage) -> None:
    page.take_scan("(01)00844588003288")
    assert not page.findings.isHidden()
    assert page.record.moved.ticks.ticked() == []


def test_a_label_with_a_serial_ticks_its_line(page: VisitPage) -> None:
    page.take_scan("(01)00844588003288(21)SN3")
    assert page.record.moved.ticks.ticked() == [1]
