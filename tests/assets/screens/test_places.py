"""Places entered by keyboard, and the list of them."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.assets.screens.places import PlacePage, PlacesPage, facts_of
from dmedesk.assets.tables import Place
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.gui.pages import CONTROL, nameless, press, shown, texts, type_here, type_into


def test_a_place_is_entered_and_closed(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    page = PlacePage(workplace, RecordRef("place", 0))
    shown(page, qtbot)
    type_here("Van 1")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_V)
    press(Qt.Key.Key_S, CONTROL)
    (place,) = shop.rows(Place)
    assert (place.name, place.kind.value) == ("Van 1", "van")
    assert "✓ in use" in texts(page)
    assert "Van · 0 units there now" in texts(page)
    type_into(page, "closed_on", "t")
    press(Qt.Key.Key_S, CONTROL)
    assert "– closed" in texts(page)
    assert list(nameless(page)) == []


def test_the_list_counts_their_units(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    shop.add(Place(name="Shelf A", kind="shelf"))
    page = PlacesPage(workplace)
    shown(page, qtbot)
    assert page.said.text() == "1 place"
    row = page.model.row_at(0)
    assert row is not None
    assert [(fact.name, fact.text) for fact in facts_of(row)] == [
        ("State", "✓ in use"),
        ("Kind", "Shelf"),
        ("Units", "0"),
    ]
