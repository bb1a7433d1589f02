"""A unit's file by keyboard: received by scanning, told where it is known, written about."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from dmedesk.assets.screens.maintaining import HoursBar
from dmedesk.assets.screens.unit import UnitPage
from dmedesk.assets.tables import Asset, AssetNote, MaintenanceEntry
from dmedesk.bootstrap.offers import house_offers
from dmedesk.kit.references import RecordRef
from dmedesk.rentals.queries.units import UNITS
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.gui.pages import (
    CONTROL,
    letters,
    nameless,
    press,
    press_letter,
    shown,
    texts,
    type_here,
    type_into,
)

_OFFERED = 500
"""Milliseconds after which a list of what is meant is there."""


def _pick(part: str) -> None:
    """Type a part of a name where the cursor stands, and take what is offered first."""
    type_here(part)
    QTest.qWait(_OFFERED)
    offered = QApplication.activePopupWidget()
    assert offered is not None
    QTest.keyClick(offered, Qt.Key.Key_Return)


def test_a_unit_is_received(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    page = UnitPage(workplace, RecordRef("asset", 0), UNITS)
    shown(page, qtbot)
    type_here("sn 00-77")
    press(Qt.Key.Key_Tab)
    _pick("commode")
    type_into(page, "cost_cents", "80+5.50")
    type_into(page, "warranty_ends_on", "12/31/2027")
    press(Qt.Key.Key_S, CONTROL)
    unit = shop.rows(Asset)[-1]
    assert (unit.serial, unit.serial_key, unit.cost_cents) == ("sn 00-77", "SN0077", 8_550)
    assert str(unit.warranty_ends_on) == "2027-12-31"
    assert "✓ in stock" in texts(page)
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))


def test_a_serial_that_is_known_is_told_with_a_link(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    shop.unit("SN77", "E0163")
    opened: list[object] = []
    workplace.navigator.record_wanted.connect(lambda ref, _apart: opened.append(ref))
    page = UnitPage(workplace, RecordRef("asset", 0), UNITS)
    shown(page, qtbot)
    type_here("sn-77")
    press(Qt.Key.Key_Tab)
    _pick("commode")
    press(Qt.Key.Key_S, CONTROL)
    assert "sn-77 is entered already" in page.findings.accessibleName()
    links = [one for one in page.findings.findChildren(QPushButton) if one.text() == "Open it"]
    links[0].click()
    assert opened == [RecordRef("asset", 1)]


def test_what_is_billed_on_a_unit_keeps_its_product(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    shop.rent("R1", started_on="2026-10-05")
    shop.post("2026-10")
    workplace.offers = house_offers()
    page = UnitPage(workplace, RecordRef("asset", 1), UNITS)
    shown(page, qtbot)
    assert page.form.go_to("condition")
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_S, CONTROL)
    assert "Months of this unit are billed" in page.findings.accessibleName()
    assert any("Went out in rental R1" in text for text in texts(page))


def test_a_note_is_written(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    shop.unit("SN77", "E0163")
    page = UnitPage(workplace, RecordRef("asset", 1), UNITS)
    shown(page, qtbot)
    press_letter(Qt.Key.Key_E)
    assert page.note.isVisible()
    type_here("left rail scratched")
    page.note.yes.click()
    assert [one.note for one in shop.rows(AssetNote)] == ["left rail scratched"]


def test_the_files_of_a_unit_stand_beside_it(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    shop.unit("SN77", "E0163")
    page = UnitPage(workplace, RecordRef("asset", 1), UNITS)
    shown(page, qtbot)
    press(Qt.Key.Key_F, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert page.sides.shows_more
    assert page.sides.files is not None
    assert page.sides.files.thumbs.hasFocus()
    press(Qt.Key.Key_Escape)
    assert not page.sides.shows_more


def test_hours_and_work_are_written_down_from_the_unit(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    shop.unit("SN77", "E0163")
    page = UnitPage(workplace, RecordRef("asset", 1), UNITS)
    shown(page, qtbot)
    bar = page.maintenance.ask(HoursBar)
    assert bar.isVisible()
    type_here("1200")
    press(Qt.Key.Key_Return)
    assert not bar.isVisible()
    assert page.maintenance.ask(HoursBar) is bar
    assert [one.hours for one in shop.rows(MaintenanceEntry)] == [1_200]
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))


def test_what_a_unit_cost_and_brought_stands_on_its_page(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    shop.rent("R1", started_on="2026-10-05")
    shop.post("2026-10")
    workplace.offers = house_offers()
    page = UnitPage(workplace, RecordRef("asset", 1), UNITS)
    shown(page, qtbot)
    assert any(text.startswith("Earned 100.00; its cost is not known") for text in texts(page))
