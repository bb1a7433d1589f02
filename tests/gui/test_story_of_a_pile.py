"""A pile of signed slips typed in the desk by scanner and keys alone, from the bar's letter on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.bootstrap.offers import house_offers
from dmedesk.deliveries.rules.words import TicketStage
from dmedesk.deliveries.screens.pile import PilePage
from dmedesk.deliveries.screens.visit import VisitPage
from dmedesk.deliveries.tables import Ticket
from dmedesk.desk.program import desk
from dmedesk.desk.status import ShopFacts
from dmedesk.desk.window import DeskWindow
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.tasks import InlineRunner
from tests.deliveries.screens.visiting import SIGNED, out, ticket_shop, type_into
from tests.flows.month_shop import MonthShop, clock
from tests.gui.fixtures import EngineDoors
from tests.gui.pages import CONTROL, letters, nameless, press
from tests.gui.scanner import Scanner
from tests.windows import activate


@pytest.fixture
def window(qapp: QApplication, doors: EngineDoors, shop: MonthShop, qtbot: QtBot) -> DeskWindow:
    assert qapp is not None
    tickets = ticket_shop(shop)
    for serial in ("SN1", "SN2", "SN3"):
        out(tickets, serial)
    facts = ShopFacts("Example Medical", "shop.dmedesk", "ana")
    made = desk(InlineRunner(doors), facts, offers=house_offers(), clock=clock)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    activate(made)
    return made


def test_two_slips_of_three(window: DeskWindow, shop: MonthShop, qtbot: QtBot) -> None:
    window.go_to("visits")
    page = window.page
    assert isinstance(page, PilePage)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.number)
    scanner = Scanner(window)
    scanner.scan("SLIP-000002")
    assert page.number.text() == ""
    scanner.scan("SN2")
    assert page.panel.moved.ticks.ticked() == [1]
    type_into(page.panel.proof, SIGNED)
    press(Qt.Key.Key_S, CONTROL)
    assert QApplication.focusWidget() is page.number
    press(Qt.Key.Key_Return)
    scanner.scan("SN3")
    type_into(page.panel.proof, SIGNED)
    press(Qt.Key.Key_S, CONTROL)
    stages = [ticket.stage for ticket in shop.rows(Ticket)]
    assert stages == [TicketStage.OUT, TicketStage.DONE, TicketStage.DONE]


def test_each_letter_of_a_visit_means_one_thing_and_all_have_names(
    window: DeskWindow, shop: MonthShop
) -> None:
    for stage in (TicketStage.OUT, TicketStage.DONE):
        page = window.open_record(RecordRef("visit", 1))
        assert isinstance(page, VisitPage)
        assert page.read is not None
        assert page.read.stage is stage
        found = letters(window)
        assert sorted(found) == sorted(set(found))
        assert list(nameless(page)) == []
        page.take_scan("SN1")
        type_into(page.record.proof, SIGNED)
        press(Qt.Key.Key_S, CONTROL)
        page.question.close_question()
    assert shop.rows(Ticket)[0].stage is TicketStage.DONE
