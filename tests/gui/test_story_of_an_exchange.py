"""An exchange of ten units for ten others, by keyboard and scanner alone, in the desk."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset
from dmedesk.bootstrap.offers import house_offers
from dmedesk.deliveries.rules.words import TicketKind, TicketStage, Way
from dmedesk.deliveries.screens.opening import NewSlipPage
from dmedesk.deliveries.screens.slips import SlipsPage
from dmedesk.deliveries.screens.ticket import TicketPage
from dmedesk.deliveries.tables import Ticket, TicketLine
from dmedesk.desk.program import desk
from dmedesk.desk.status import ShopFacts
from dmedesk.desk.window import DeskWindow
from dmedesk.members.tables import Coverage
from dmedesk.rentals.tables import Rental
from dmedesk.widgets.tasks import InlineRunner
from tests.flows.month_shop import MonthShop, clock
from tests.gui.fixtures import EngineDoors
from tests.gui.pages import ALT, CONTROL, press, press_letter, type_here
from tests.gui.scanner import Scanner
from tests.store.searching import index
from tests.windows import activate

TEN = range(1, 11)


@pytest.fixture
def stocked(shop: MonthShop) -> MonthShop:
    """Ten beds are with M2, ten others stand in the house."""
    for number in TEN:
        shop.rent(f"R{number}", member_no="M2", serial=f"OLD{number:04}")
        shop.change(Asset, Asset.serial == f"OLD{number:04}", state=AssetState.ON_RENT)
        shop.unit(f"NEW{number:04}", "E0260")
    shop.add(Coverage(member_id=2, payer_id=1, rank=1, from_on=date(2026, 1, 1)))
    return shop


@pytest.fixture
def window(qapp: QApplication, doors: EngineDoors, stocked: MonthShop, qtbot: QtBot) -> DeskWindow:
    assert qapp is not None
    assert stocked is not None
    facts = ShopFacts("Example Medical", "shop.dmedesk", "ana")
    made = desk(InlineRunner(doors), facts, offers=house_offers(), clock=clock)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    activate(made)
    return made


def test_ten_units_are_exchanged(window: DeskWindow, stocked: MonthShop, qtbot: QtBot) -> None:
    press(Qt.Key.Key_L, ALT)
    qtbot.waitUntil(lambda: isinstance(window.page, SlipsPage))
    press(Qt.Key.Key_N, CONTROL)
    page = window.page
    assert isinstance(page, NewSlipPage)
    qtbot.waitUntil(lambda: page.form.current_key() == "kind")
    press(Qt.Key.Key_E)
    assert page.form.entries["kind"].raw() == "exchange"
    scanner = Scanner(window)
    for number in TEN:
        # The cursor stands in any field; once in the middle of a word.
        scanner.scan(f"OLD{number:04}")
        press(Qt.Key.Key_Tab)
        scanner.scan(f"NEW{number:04}")
    page.form.go_to("driver")
    type_here("Da")
    scanner.scan("NEW0001")
    type_here("n Okafor")
    assert [one.code for one in page.findings.shown] == ["serial_twice"]
    press(Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: isinstance(window.page, TicketPage))
    _was_opened(stocked)
    qtbot.waitUntil(lambda: window.page.isAncestorOf(QApplication.focusWidget() or window))
    press_letter(Qt.Key.Key_O)
    qtbot.waitUntil(lambda: stocked.rows(Ticket)[0].stage is TicketStage.OUT)


def _was_opened(stocked: MonthShop) -> None:
    """Twenty lines, ten pairs, each of one rental."""
    (ticket,) = stocked.rows(Ticket)
    assert (ticket.kind, ticket.member_id, ticket.payer_id, ticket.driver) == (
        TicketKind.EXCHANGE,
        2,
        1,
        "Dan Okafor",
    )
    serials = {unit.id: unit.serial for unit in stocked.rows(Asset)}
    served = {rental.id: serials[rental.asset_id] for rental in stocked.rows(Rental)}
    pairs: dict[str, dict[Way, str]] = {}
    for line in stocked.rows(TicketLine):
        pairs.setdefault(served[line.rental_id], {})[line.way] = serials[line.asset_id]
    assert pairs == {
        f"OLD{number:04}": {Way.BACK: f"OLD{number:04}", Way.OUT: f"NEW{number:04}"}
        for number in TEN
    }


def test_the_barcode_of_a_slip_opens_it(
    window: DeskWindow, stocked: MonthShop, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_L, ALT)
    qtbot.waitUntil(lambda: isinstance(window.page, SlipsPage))
    press(Qt.Key.Key_N, CONTROL)
    page = window.page
    assert isinstance(page, NewSlipPage)
    qtbot.waitUntil(lambda: page.form.current_key() == "kind")
    scanner = Scanner(window)
    page.form.take_up({"member_id": {"id": 2, "title": "Rivera, M2"}})
    scanner.scan("NEW0001")
    press(Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: isinstance(window.page, TicketPage))
    press(Qt.Key.Key_W, CONTROL)
    qtbot.waitUntil(lambda: isinstance(window.page, SlipsPage))
    index(stocked.engine)
    scanner.scan("SLIP-000001")
    qtbot.waitUntil(lambda: isinstance(window.page, TicketPage))
