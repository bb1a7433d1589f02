"""The preview: both tables filled, "Why?" beside the line, a key that runs a late month again."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from dmedesk.billing.screens.preview import PreviewPane
from dmedesk.billing.screens.reading import read_month
from dmedesk.rentals.rules import Proof
from dmedesk.rentals.tables import Rental
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day


@pytest.fixture
def again() -> list[date]:
    return []


@pytest.fixture
def pane(qapp: object, qtbot: QtBot, again: list[date]) -> PreviewPane:
    assert qapp is not None
    made = PreviewPane(again.append)
    qtbot.addWidget(made)
    made.show()
    return made


def _show(pane: PreviewPane, shop: MonthShop) -> None:
    with reading(shop.engine) as session:
        pane.show_month(read_month(session, month_on=day("2026-11-01")))


def test_ready_at_the_left_held_at_the_right(pane: PreviewPane, rented: MonthShop) -> None:
    _show(pane, rented)
    assert len(pane.ready.rows_model.rows) == 2
    assert len(pane.held.rows_model.rows) == 2
    assert not pane.why.isVisible()


def test_why_stands_beside_the_line_and_goes_again(pane: PreviewPane, rented: MonthShop) -> None:
    _show(pane, rented)
    pane.toggle_why()
    assert pane.why.shown is not None
    assert pane.why.shown.title == "Rivera, M1 · E0260 RR KJ"
    assert (pane.ready.isVisible(), pane.held.isVisible()) == (True, False)
    pane.ready.selectRow(1)
    assert pane.why.shown.title == "Rivera, M2 · E1390 RR"
    pane.toggle_why()
    assert (pane.why.isVisible(), pane.held.isVisible()) == (False, True)


def test_a_held_month_is_explained_in_the_place_of_the_ready_lines(
    pane: PreviewPane, rented: MonthShop
) -> None:
    _show(pane, rented)
    pane.held.opened.emit(pane.held.chosen_row())
    pane.held.setFocus()
    pane.held.selectRow(0)
    pane.held.selectRow(1)
    pane.show_why()
    assert pane.why.shown is not None
    assert pane.why.shown.title == "Rivera, M10 · E0260 · held"
    assert (pane.ready.isVisible(), pane.held.isVisible()) == (False, True)


def test_a_month_without_holds_says_so(pane: PreviewPane, shop: MonthShop) -> None:
    shop.rent("R1")
    _show(pane, shop)
    assert not pane.held.isVisible()


def test_late_months_have_a_button_each(
    pane: PreviewPane, rented: MonthShop, again: list[date]
) -> None:
    rented.post("2026-10")
    rented.rent("R4", member_no="M2", started_on="2026-10-15")
    _show(pane, rented)
    assert [late.cents for late in pane.late] == [10_000]
    (run,) = pane.late_buttons()
    run.click()
    assert again == [day("2026-10-01")]


def test_a_hold_that_was_mended_is_explained_no_more(pane: PreviewPane, shop: MonthShop) -> None:
    shop.rent("R1", proven_on=None)
    _show(pane, shop)
    pane.held.setFocus()
    pane.show_why()
    assert pane.why.isVisible()
    shop.change(Rental, Rental.rental_no == "R1", proof_on=day("2026-08-01"), proof=Proof.SIGNED)
    _show(pane, shop)
    assert (pane.why.isVisible(), pane.ready.isVisible()) == (False, True)
    pane.toggle_why()
    assert pane.why.shown is not None
    assert (pane.why.shown.title, pane.ready.isVisible()) == ("Rivera, M1 · E0260 RR KJ", True)
