"""The list of units by keyboard: chips, a scanned serial in the filter, the preview's lines."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.assets.rules import AssetState
from dmedesk.assets.screens.units import COLUMNS, UnitsPage, facts_of
from dmedesk.assets.tables import Asset
from dmedesk.kit.references import RecordRef
from dmedesk.rentals.queries.units import UNITS
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.gui.pages import CONTROL, letters, nameless, press, shown


@pytest.fixture
def page(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> UnitsPage:
    """A bed that is out, and a commode on the shelf."""
    shop.rent("R1")
    shop.change(Asset, Asset.serial == "SR1", state=AssetState.ON_RENT)
    shop.unit("SHELF7", "E0163")
    made = UnitsPage(workplace, UNITS)
    shown(made, qtbot)
    return made


def serials(page: UnitsPage) -> list[str]:
    rows = [page.model.row_at(place) for place in range(page.model.rowCount())]
    return [row.serial for row in rows if row is not None]


def test_units_stand_with_state_and_holder(page: UnitsPage) -> None:
    row = page.model.row_at(1)
    assert row is not None
    cells = {column.key: column.text(row) for column in COLUMNS}
    assert (cells["serial"], cells["state"], cells["holder"]) == ("SR1", "→ on rent", "Rivera, M1")
    assert (cells["since"], cells["earned_cents"]) == ("2026-07-05", "0.00")
    facts = {fact.name: fact.text for fact in facts_of(row)}
    assert facts["State"] == "→ on rent since 2026-07-05"
    assert facts["With"] == "Rivera, M1"
    assert "Lot" not in facts


def test_a_chip_shows_what_is_in_stock(page: UnitsPage) -> None:
    page.chips["in_stock"].click()
    assert serials(page) == ["SHELF7"]
    assert page.chips["in_stock"].text() == "Stock  1"


def test_a_serial_scanned_into_the_filter_finds_the_unit(page: UnitsPage, qtbot: QtBot) -> None:
    page.list.setFocus()
    press(Qt.Key.Key_F, CONTROL)
    focused = page.window().focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "helf7")
    qtbot.waitUntil(lambda: serials(page) == ["SHELF7"])


def test_enter_opens_and_ctrl_n_receives(page: UnitsPage) -> None:
    opened: list[object] = []
    page.workplace.navigator.record_wanted.connect(lambda ref, _apart: opened.append(ref))
    page.workplace.navigator.new_wanted.connect(opened.append)
    page.list.setFocus()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_N, CONTROL)
    assert opened == [RecordRef("asset", 2), "asset"]


def test_everything_has_a_name_and_its_own_letter(page: UnitsPage) -> None:
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))
