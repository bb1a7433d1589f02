"""Transfers by scanner: where to, scan, scan, scan; one stroke, and every refusal by its serial."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.assets.rules import AssetState, PlaceKind
from dmedesk.assets.screens.transfers import TransfersPage
from dmedesk.assets.tables import Asset, Movement, Place
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.gui.pages import CONTROL, letters, nameless, press, shown, texts, type_here

_OFFERED = 500


@pytest.fixture
def page(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> TransfersPage:
    shop.add(Place(name="Shelf A", kind=PlaceKind.SHELF), Place(name="Van 1", kind=PlaceKind.VAN))
    for serial in ("SN1", "SN2", "SN3"):
        shop.unit(serial, "E0260")
    shop.change(Asset, Asset.serial == "SN3", state=AssetState.LOST)
    made = TransfersPage(workplace)
    shown(made, qtbot)
    return made


def _to(part: str) -> None:
    """The cursor stands in the place."""
    type_here(part)
    QTest.qWait(_OFFERED)
    offered = QApplication.activePopupWidget()
    assert offered is not None
    QTest.keyClick(offered, Qt.Key.Key_Return)


def _listed(page: TransfersPage) -> list[tuple[str, str]]:
    return [(one.unit.serial, one.why_not) for one in page.table.rows_model.rows]


def test_units_are_brought_to_a_van_in_one_stroke(page: TransfersPage, shop: MonthShop) -> None:
    _to("van")
    page.take_scan("(01)00844588003288(21)sn-1")
    page.serial.setFocus()
    type_here("sn 2")
    press(Qt.Key.Key_Return)
    assert page.bring.text() == "Bring 2 units there"
    press(Qt.Key.Key_S, CONTROL)
    assert [one.place_id for one in shop.rows(Asset)] == [2, 2, None]
    assert len(shop.rows(Movement)) == 2
    assert _listed(page) == []
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))


def test_one_that_cannot_go_keeps_all_of_them_and_says_why(
    page: TransfersPage, shop: MonthShop
) -> None:
    _to("van")
    for scan in ("SN1", "SN3"):
        page.take_scan(scan)
    lost = "The unit is lost and cannot be brought elsewhere."
    assert _listed(page) == [("SN1", ""), ("SN3", lost)]
    page.bring.click()
    assert f"SN3: {lost}" in page.findings.accessibleName()
    assert shop.rows(Movement) == []
    page.table.setFocus()
    page.table.selectRow(1)
    press(Qt.Key.Key_Delete)
    page.bring.click()
    assert [one.place_id for one in shop.rows(Asset)] == [2, None, None]


def test_a_unit_that_is_there_already_is_refused_by_its_serial(
    page: TransfersPage, shop: MonthShop
) -> None:
    for scans in (("SN1",), ("SN1", "SN2")):
        page.fields.go_to("place_id")
        _to("van")
        for scan in scans:
            page.take_scan(scan)
        page.bring.click()
    assert _listed(page) == [("SN1", "The unit is there already."), ("SN2", "")]
    assert len(shop.rows(Movement)) == 1


def test_a_place_is_named_and_units_too(page: TransfersPage) -> None:
    press(Qt.Key.Key_S, CONTROL)
    assert "This is needed." in " ".join(texts(page))
    _to("van")
    press(Qt.Key.Key_S, CONTROL)
    assert "No unit is named." in page.findings.accessibleName()


def test_a_unit_is_listed_once_and_an_unknown_one_not_at_all(
    page: TransfersPage, workplace: Workplace
) -> None:
    said: list[str] = []
    workplace.said.connect(lambda sentence, _undo: said.append(sentence))
    for scan in ("SN1", "sn-1", "SN9", "(01)00844588003289(21)X"):
        page.take_scan(scan)
    assert said == ["sn-1 is on the list already."]
    assert _listed(page) == [("SN1", "")]
    assert "check digit" in page.findings.accessibleName()
    opened: list[object] = []
    workplace.navigator.record_wanted.connect(lambda ref, _apart: opened.append(ref))
    page.table.setFocus()
    press(Qt.Key.Key_Return)
    assert opened == [RecordRef("asset", 1)]
    page.over.click()
    assert _listed(page) == []
