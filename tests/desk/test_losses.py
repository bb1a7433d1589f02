"""A rented unit is lost from its page: what becomes of its rental is asked, then both are done."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.screens.unit import UnitPage
from dmedesk.assets.tables import Asset
from dmedesk.bootstrap.offers import house_offers
from dmedesk.desk.losses import RentedLosses
from dmedesk.kit.references import RecordRef
from dmedesk.rentals.queries.units import UNITS
from dmedesk.rentals.tables import Rental
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop, day
from tests.gui.pages import nameless, press, shown


@pytest.fixture
def page(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> UnitPage:
    shop.rent("R1", serial="SN1", started_on="2026-07-05")
    shop.change(Asset, Asset.serial == "SN1", state=AssetState.ON_RENT)
    workplace.offers = house_offers()
    made = UnitPage(workplace, RecordRef("asset", 1), UNITS, RentedLosses())
    shown(made, qtbot)
    return made


def ended_on(shop: MonthShop) -> str:
    return str(shop.rows(Rental)[0].ended_on)


def state(shop: MonthShop) -> AssetState:
    found: AssetState = shop.rows(Asset)[0].state
    return found


def test_the_rental_is_asked_about_and_ends_with_the_unit(page: UnitPage, shop: MonthShop) -> None:
    page.moving.ask(Move.LOST)
    bar = page.moving.lost
    assert bar.isVisible()
    assert list(nameless(page)) == []
    bar.form.take_up({"moved_on": "2026-10-01", "note": "Stolen"})
    press(Qt.Key.Key_Return)
    assert state(shop) is AssetState.ON_RENT
    bar.form.take_up({"rental": "ends"})
    bar.do()
    assert (state(shop), ended_on(shop)) == (AssetState.LOST, "2026-10-01")
    page.refresh()
    assert "Take the last move bac&k …" in [one.text() for one in page.moving.menu.actions()]
    page.moving.ask_back()
    back = page.moving.not_lost
    assert back.isVisible()
    back.form.take_up({"note": "It was SN2"})
    back.do()
    assert (state(shop), ended_on(shop)) == (AssetState.ON_RENT, "None")


def test_it_may_go_on_for_now(page: UnitPage, shop: MonthShop) -> None:
    page.moving.ask(Move.LOST)
    bar = page.moving.lost
    bar.form.take_up({"moved_on": "2026-10-01", "note": "Looked for", "rental": "goes_on"})
    bar.do()
    assert (state(shop), ended_on(shop)) == (AssetState.LOST, "None")


def test_a_unit_in_the_house_has_no_rental_to_ask_about(page: UnitPage, shop: MonthShop) -> None:
    shop.change(Rental, Rental.rental_no == "R1", ended_on=day("2026-08-01"))
    shop.change(Asset, Asset.serial == "SN1", state=AssetState.READY)
    page.refresh()
    page.moving.ask(Move.LOST)
    assert page.moving.gone.isVisible()
