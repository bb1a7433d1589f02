"""Receiving by scanner and keys: labels read, doubles said at once, stored together."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.assets.rules import AssetState, PlaceKind
from dmedesk.assets.screens.receiving import ReceivingPage
from dmedesk.assets.tables import Asset, Movement, Place
from dmedesk.catalog.tables import Product
from dmedesk.widgets.forms.keeper import PAUSE_MS
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import NOW, MonthShop
from tests.gui.pages import CONTROL, letters, nameless, press, shown, texts, type_here

DI = "00844588003288"
LABEL = f"(01){DI}(17)280229(10)L7(21)SN-1"
TODAY = NOW.date()
_SOON = 400


@pytest.fixture
def page(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> ReceivingPage:
    shop.change(Product, Product.hcpcs == "E0163", udi_di=DI)
    shop.add(Place(name="Shelf A", kind=PlaceKind.SHELF))
    made = ReceivingPage(workplace)
    shown(made, qtbot)
    return made


def _cells(page: ReceivingPage) -> list[dict[str, str]]:
    return [one["cells"] for one in page.rows.raw()]


def _pick(page: ReceivingPage, key: str, part: str) -> None:
    page.fields.go_to(key)
    type_here(part)
    QTest.qWait(_SOON)
    offered = QApplication.activePopupWidget()
    assert offered is not None
    QTest.keyClick(offered, Qt.Key.Key_Return)


def _condition(page: ReceivingPage, letter: Qt.Key) -> None:
    page.fields.go_to("condition")
    press(letter)


def test_units_are_scanned_and_received_together(page: ReceivingPage, shop: MonthShop) -> None:
    for scan in ("SN1", "SN2", "SN3"):
        page.take_scan(scan)
    assert page.receive.text() == "Receive 3 units"
    _pick(page, "product_id", "bed")
    _condition(page, Qt.Key.Key_U)
    assert page.follows.text().startswith("They will wait at the bench")
    _pick(page, "place_id", "shelf")
    page.fields.go_to("cost_cents")
    type_here("800")
    press(Qt.Key.Key_S, CONTROL)
    units = shop.rows(Asset)
    assert [one.serial for one in units] == ["SN1", "SN2", "SN3"]
    assert {(one.state, one.place_id, one.cost_cents, one.acquired_on) for one in units} == {
        (AssetState.CLEANING, 1, 80_000, TODAY)
    }
    assert len(shop.rows(Movement)) == 3
    assert _cells(page) == []
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))


def test_a_label_fills_its_row_and_names_the_product(page: ReceivingPage, shop: MonthShop) -> None:
    page.take_scan(LABEL)
    (cells,) = _cells(page)
    assert (cells["serial"], cells["lot"], cells["lot_expires_on"]) == ("SN-1", "L7", "2028-02-29")
    assert (cells["udi_di"], cells["udi_pi"]) == (DI, "(17)280229(10)L7(21)SN-1")
    assert page.fields.raws()["product_id"]["title"] == "Commode chair"
    _condition(page, Qt.Key.Key_N)
    page.receive.click()
    (unit,) = shop.rows(Asset)
    assert (unit.serial, unit.lot, unit.lot_expires_on) == ("SN-1", "L7", date(2028, 2, 29))
    assert (unit.udi_di, unit.state) == (DI, AssetState.READY)


def test_a_label_without_a_serial_belongs_to_the_unit_scanned_with_it(page: ReceivingPage) -> None:
    page.take_scan("SN1")
    page.take_scan(f"(01){DI}(10)L1")
    page.take_scan(f"(01){DI}(10)L2")
    page.take_scan("SN2")
    assert [(one["serial"], one["lot"]) for one in _cells(page)] == [("SN1", "L1"), ("SN2", "L2")]


def test_a_label_of_another_product_and_a_broken_one_are_told(page: ReceivingPage) -> None:
    _pick(page, "product_id", "bed")
    page.take_scan(LABEL)
    assert "The label is one of Commode chair" in page.findings.accessibleName()
    page.take_scan("(01)00844588003289(21)X")
    assert "check digit" in page.findings.accessibleName()
    assert len(_cells(page)) == 1


def test_doubles_are_said_at_once_and_odd_serials_only_told(
    page: ReceivingPage, shop: MonthShop
) -> None:
    shop.unit("AB105", "E0163")
    for scan in ("AB-101", "AB-102", "AB-103", "ab 105", "ab101"):
        page.take_scan(scan)
    QTest.qWait(_SOON)
    told = page.findings.accessibleName()
    assert "ab 105 is entered already" in told
    assert "ab101 stands in row 1 already" in told
    _pick(page, "product_id", "bed")
    _condition(page, Qt.Key.Key_N)
    page.receive.click()
    assert "ab 105 is entered already" in page.findings.accessibleName()
    assert len(shop.rows(Asset)) == 1
    assert len(_cells(page)) == 5


def test_what_is_missing_is_told_by_its_field(page: ReceivingPage, shop: MonthShop) -> None:
    page.fields.go_to("acquired_on")
    type_here("+1")
    page.take_scan("SN1")
    page.receive.click()
    fields = [one.field for one in page.findings.shown]
    assert fields == ["product_id", "condition"]
    _pick(page, "product_id", "bed")
    _condition(page, Qt.Key.Key_N)
    page.receive.click()
    assert f"{TODAY + timedelta(days=1)} has not come yet" in page.findings.accessibleName()
    assert shop.rows(Asset) == []


def test_a_crash_loses_nothing_that_was_scanned(
    page: ReceivingPage, workplace: Workplace, qtbot: QtBot
) -> None:
    page.take_scan("SN1")
    page.take_scan("SN2")
    QTest.qWait(PAUSE_MS + _SOON)
    again = ReceivingPage(workplace)
    shown(again, qtbot)
    assert "2 units scanned, not received yet." in texts(again)
    again.question.yes.click()
    assert [one["serial"] for one in _cells(again)] == ["SN1", "SN2"]
    again.over.click()
    again.question.yes.click()
    assert _cells(again) == []
    third = ReceivingPage(workplace)
    shown(third, qtbot)
    assert not third.question.isVisible()


def test_scans_are_undone_as_typing_is(page: ReceivingPage) -> None:
    page.take_scan("SN1")
    page.take_scan("SN2")
    page.fields.go_to("vendor")
    press(Qt.Key.Key_Z, CONTROL)
    assert [one["serial"] for one in _cells(page)] == ["SN1"]
