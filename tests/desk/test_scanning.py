"""A scan fills the field that wants a serial, opens the unit or the record, or asks."""

from datetime import date

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from dmedesk.assets.rules import AssetState
from dmedesk.assets.screens.bench import BenchPage
from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.desk.palette import SearchField
from dmedesk.desk.scanning import Scan, records_of
from dmedesk.desk.window import DeskWindow
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.offers import ListLink
from dmedesk.kit.references import RecordRef
from dmedesk.store.unit_of_work import reading
from dmedesk.widgets.page import Page, Workplace
from dmedesk.widgets.wedge import SEPARATOR, Wedge, wants_serial
from tests.desk.shells import shown_desk
from tests.flows.month_shop import MonthShop
from tests.gui.fixtures import EngineDoors
from tests.gui.pages import shown
from tests.store.searching import index

TODAY = date(2026, 11, 29)
LABEL = f"]d2010084458800328817301120107654321D{SEPARATOR}21SN-0012"


@pytest.fixture
def shop(rented: MonthShop) -> MonthShop:
    rented.rent("R9", member_no="M2", serial="SN0012")
    rented.change(Product, Product.hcpcs == "E0260", udi_di="00844588003288")
    return rented


@pytest.fixture
def window(shop: MonthShop, doors: EngineDoors, qtbot: QtBot) -> DeskWindow:
    assert shop is not None
    made = shown_desk(doors, qtbot)
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    return made


def _scan(window: DeskWindow, text: str) -> list[object]:
    """Scan a text; answers what the desk was asked to open."""
    wanted: list[object] = []
    search = window.findChild(SearchField)
    wedge = window.findChild(Wedge)
    assert isinstance(search, SearchField)
    assert isinstance(wedge, Wedge)
    navigator = search.workplace.navigator
    navigator.record_wanted.connect(lambda ref, _apart: wanted.append(ref))
    navigator.list_wanted.connect(wanted.append)
    wedge.scanned.emit(text)
    return wanted


def _places(shop: MonthShop) -> list[RecordRef | ListLink]:
    """Where the unit may be looked at: on its page, or in the list of units."""
    (unit,) = (one for one in shop.rows(Asset) if one.serial == "SN0012")
    ask = Ask(filters=(Filter("serial", Match.CONTAINS, "SN0012"),))
    return [RecordRef("asset", unit.id), ListLink("units", ask)]


@pytest.mark.parametrize("text", ["SN0012", "sn-0012", LABEL, "(01)99999999999997(21)SN0012"])
def test_a_unit_is_opened_by_its_serial_or_its_label(
    window: DeskWindow, shop: MonthShop, text: str
) -> None:
    (opened,) = _scan(window, text)
    assert opened in _places(shop)


def test_an_invoice_is_opened_by_its_number(window: DeskWindow, shop: MonthShop) -> None:
    numbers = [one["invoice_no"] for one in shop.post("2026-10")["invoices"]]
    assert _scan(window, numbers[0]) == [RecordRef("invoice", 1)]


def test_the_strip_says_that_the_scanner_was_heard(window: DeskWindow) -> None:
    _scan(window, LABEL)
    assert window.strip.scanner.text() == "Scanned SN-0012"
    assert window.strip.scanner.isVisible()


def test_what_nobody_knows_is_asked(window: DeskWindow) -> None:
    assert _scan(window, "XY-777") == []
    search = window.findChild(SearchField)
    assert isinstance(search, SearchField)
    assert (search.text(), search.hasFocus()) == ("XY-777", True)
    assert search.panel.isVisible()


def test_a_field_that_wants_a_serial_gets_it(window: DeskWindow) -> None:
    field = QLineEdit(window.page)
    field.setText("old")
    wants_serial(field)
    field.show()
    field.setFocus()
    typed: list[str] = []
    field.textEdited.connect(typed.append)
    assert QApplication.focusWidget() is field
    assert _scan(window, LABEL) == []
    assert (field.text(), typed) == ("SN-0012", ["", "SN-0012"][-len(typed) :])


class _Taker(Page):
    """A page that takes the labels of boxes, and nothing else."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.taken: list[str] = []
        self.line = QLineEdit(self)

    def refresh(self) -> None:
        """There is nothing to read."""

    def take_scan(self, text: str) -> bool:
        """Labels only."""
        if text != LABEL:
            return False
        self.taken.append(text)
        return True


def test_a_page_that_wants_scans_gets_them_whole(
    window: DeskWindow, shop: MonthShop, qtbot: QtBot
) -> None:
    page = _Taker(window.page.workplace)
    shown(page, qtbot)
    page.line.setFocus()
    assert _scan(window, LABEL) == []
    assert (page.taken, page.line.text()) == ([LABEL], "")
    (opened,) = _scan(window, "SN0012")
    assert opened in _places(shop)


def test_at_the_bench_a_scan_goes_to_its_unit_there(window: DeskWindow, shop: MonthShop) -> None:
    shop.change(Asset, Asset.serial == "SN0012", state=AssetState.CLEANING)
    window.go_to("bench")
    bench = window.page
    assert isinstance(bench, BenchPage)
    assert _scan(window, LABEL) == []
    chosen = bench.table.chosen_row()
    assert chosen is not None
    assert chosen.serial == "SN0012"
    assert not bench.findings.isVisible()


def test_a_broken_label_is_said_and_asked(window: DeskWindow) -> None:
    assert _scan(window, "]C10107032069804987") == []
    assert "check digit" in window.toast.accessibleName()


def test_a_locked_desk_hears_nothing(window: DeskWindow) -> None:
    window.gate.setCurrentWidget(window.gate.sign_in)
    assert _scan(window, "SN0012") == []
    assert window.strip.scanner.text() == ""


def test_what_a_scan_says_of_a_unit() -> None:
    scan = Scan(LABEL, today=TODAY)
    assert (scan.serial, scan.asked) == ("SN-0012", [["00844588003288", "SN-0012"], ["SN-0012"]])
    assert Scan("(01)00844588003288", today=TODAY).asked == [["00844588003288"]]
    assert Scan("INV-1", today=TODAY).asked == [["INV-1"]]


def test_two_units_of_one_label_are_asked_about(shop: MonthShop) -> None:
    index(shop.engine)
    with reading(shop.engine) as session:
        hits = records_of(session, Scan("(01)00844588003288", today=TODAY))
    assert len(hits) > 1
