"""A unit is moved from its page: what is allowed is offered, all else has its reason."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.rules import AssetState, PlaceKind
from dmedesk.assets.rules.handling import BY_HAND
from dmedesk.assets.rules.moves import Cause, Move
from dmedesk.assets.screens.moving import MENU_WORDS
from dmedesk.assets.screens.unit import UnitPage
from dmedesk.assets.tables import Asset, Movement, Place
from dmedesk.bootstrap.offers import house_offers
from dmedesk.kit.references import RecordRef
from dmedesk.rentals.queries.units import UNITS
from dmedesk.store.unit_of_work import unit_of_work
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import NOW, MonthShop, clock
from tests.gui.pages import nameless, press, shown, texts, type_here

_OFFERED = 500


@pytest.fixture
def page(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> UnitPage:
    shop.add(Place(name="Shelf A", kind=PlaceKind.SHELF))
    shop.unit("SN1", "E0260")
    workplace.offers = house_offers()
    made = UnitPage(workplace, RecordRef("asset", 1), UNITS)
    shown(made, qtbot)
    return made


def _offered(page: UnitPage) -> list[str]:
    return [one.text().replace("&", "") for one in page.moving.menu.actions() if one.text()]


def _unit(shop: MonthShop) -> Asset:
    units: list[Asset] = shop.rows(Asset)
    return units[0]


def _pick(part: str) -> None:
    type_here(part)
    QTest.qWait(_OFFERED)
    offered = QApplication.activePopupWidget()
    assert offered is not None
    QTest.keyClick(offered, Qt.Key.Key_Return)


def test_every_move_that_may_be_offered_has_its_words() -> None:
    assert {*BY_HAND, Move.SOLD, Move.RENTED_OUT, Move.RETURNED} == MENU_WORDS.keys()


def test_what_is_allowed_now_is_offered(page: UnitPage, shop: MonthShop) -> None:
    assert _offered(page) == [
        "Sold …",
        "Send to repair …",
        "Set apart …",
        "Lost …",
        "Retire …",
        "Bring to a place …",
    ]
    page.moving.ask(Move.SENT_TO_REPAIR)
    press(Qt.Key.Key_Return)
    assert shop.rows(Movement) == []
    page.moving.reasoned.form.go_to("note")
    type_here("rail is loose")
    press(Qt.Key.Key_Return)
    assert _unit(shop).state is AssetState.REPAIR
    assert _offered(page)[0] == "Came from repair …"
    assert any("Sent to repair: rail is loose" in text for text in texts(page))


def test_a_unit_is_brought_to_a_place(page: UnitPage, shop: MonthShop) -> None:
    page.moving.ask(Move.TRANSFERRED)
    assert list(nameless(page)) == []
    press(Qt.Key.Key_Return)
    assert "No place is named." in " ".join(texts(page))
    page.moving.plain.form.go_to("place_id")
    _pick("shelf")
    page.moving.plain.yes.click()
    assert _unit(shop).place_id == 1
    assert page.glance.text() == f"At Shelf A since {NOW.date()}"


def test_a_unit_is_sold_and_the_sale_taken_back(page: UnitPage, shop: MonthShop) -> None:
    page.moving.ask(Move.SOLD)
    page.moving.sale.form.go_to("member_id")
    _pick("M10")
    page.moving.sale.yes.click()
    assert _unit(shop).state is AssetState.SOLD
    assert page.glance.text().startswith("With Rivera, M10 ")
    assert _offered(page) == ["No move by hand is allowed now", "Take the last move back …"]
    page.moving.ask_back()
    press(Qt.Key.Key_Return)
    assert _unit(shop).state is AssetState.SOLD
    page.moving.back.form.go_to("note")
    type_here("another bed")
    press(Qt.Key.Key_Return)
    assert _unit(shop).state is AssetState.READY
    assert "Take the last move back …" not in _offered(page)


def test_a_day_to_come_and_one_before_the_last_move_are_refused_at_the_field(
    page: UnitPage, shop: MonthShop
) -> None:
    for typed, said in (("+1", "has not come yet"), ("2026-10-04", "Its last move was on")):
        with unit_of_work(shop.engine, actor="ana", action="move_unit", clock=clock) as work:
            if not shop.rows(Movement):
                move_unit(work, asset_id=1, move=Move.TRANSFERRED, moved_on=NOW.date(), place_id=1)
        page.moving.ask(Move.TRANSFERRED)
        type_here(typed)
        page.moving.plain.form.go_to("place_id")
        _pick("shelf")
        page.moving.plain.yes.click()
        assert said in " ".join(texts(page.moving.plain))
        page.moving.plain.no.click()
    assert len(shop.rows(Movement)) == 1


def test_what_a_ticket_did_is_corrected_there(page: UnitPage, shop: MonthShop) -> None:
    with unit_of_work(shop.engine, actor="ana", action="move_unit", clock=clock) as work:
        cause = Cause("ticket", "SLIP-000003")
        out: Any = {"asset_id": 1, "moved_on": NOW.date(), "member_id": 1}
        move_unit(work, move=Move.RENTED_OUT, cause=cause, **out)
    page.refresh()
    assert _offered(page) == ["Lost …", "The last move is corrected at slip SLIP-000003"]
    assert not page.moving.menu.actions()[-1].isEnabled()
    page.moving.ask_back()
    page.moving.back.form.go_to("note")
    type_here("wrong unit")
    press(Qt.Key.Key_Return)
    assert "SLIP-000003" in page.findings.accessibleName()
    assert _unit(shop).state is AssetState.ON_RENT


def test_a_unit_of_a_rental_that_moved_in_goes_out_to_its_member(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    shop.rent("R1", member_no="M2")
    page = UnitPage(workplace, RecordRef("asset", 1), UNITS)
    shown(page, qtbot)
    assert "Is out already …" in _offered(page)
    assert "Sold …" not in _offered(page)
    page.moving.ask(Move.RENTED_OUT)
    page.moving.gone.form.go_to("note")
    type_here("since July")
    press(Qt.Key.Key_Return)
    assert (_unit(shop).state, _unit(shop).holder_id) == (AssetState.ON_RENT, 2)
    assert "Came back …" not in _offered(page)


def test_whoever_may_not_move_units_is_told(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.unit("SN1", "E0260")
    monkeypatch.setattr(workplace, "why_not", lambda name: "No tick." * (name == "move_unit"))
    page = UnitPage(workplace, RecordRef("asset", 1), UNITS)
    shown(page, qtbot)
    assert not page.move_button.isEnabled()
    assert page.move_button.toolTip() == "No tick."
