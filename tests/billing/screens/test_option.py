"""The purchase option's page by keyboard: another day, the offer, declined, then sold."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset
from dmedesk.billing.queries.strips import rental_strip
from dmedesk.billing.screens.option import OptionPage
from dmedesk.billing.screens.why_month import why_month
from dmedesk.billing.tables import Charge
from dmedesk.deliveries.rules.words import TicketStage
from dmedesk.deliveries.tables import Ticket
from dmedesk.kit.references import RecordRef
from dmedesk.rentals.screens.rental import RentalPage
from dmedesk.rentals.tables import OptionFact, Rental
from dmedesk.widgets.dress import wear
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.theme import GRID, size_type
from tests.flows.month_shop import MonthShop, day, months_from
from tests.gui.pages import CONTROL, nameless, press, press_letter, shown, texts, type_here

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def page(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> OptionPage:
    """The option of a bed of which six months are posted; today is November 3."""
    shop.rent("R1", started_on="2026-05-05")
    for month in months_from("2026-05", 6):
        shop.post(month)
    made = OptionPage(workplace, RecordRef("purchase_option", 1))
    shown(made, qtbot)
    return made


def type_day(page: OptionPage, typed: str) -> None:
    page.day.setFocus()
    page.day.selectAll()
    QTest.keyClicks(page.day, typed)
    QTest.keyClick(page.day, ENTER)


def test_every_amount_stands_on_the_page_with_its_clause(page: OptionPage) -> None:
    rows = page.rent.rows_model.rows
    assert [one[2] for one in rows] == [*["100.00"] * 3, *["75.00"] * 3, "525.00"]
    told = texts(page)
    assert "475.00" in told
    limits = [(one.clause, one.cents, one.bites) for one in page.limits.rows_model.rows]
    assert limits[0] == ("101 CMR 322.03(6)(a)", 100_000, True)
    assert limits[1][1:] == (105_000, False)
    assert list(nameless(page)) == []
    assert page.take_button.isEnabled()


def test_another_day_computes_it_anew_and_says_what_keeps_it(page: OptionPage) -> None:
    type_day(page, "10/5/2026")
    assert [one.code for one in page.findings.shown] == ["month_billed_beyond"]
    assert not page.take_button.isEnabled()
    assert not page.print_button.isEnabled()
    type_day(page, "10/20/2026")
    assert page.findings.shown == ()
    assert page.on == day("2026-10-20")
    type_day(page, "soon")
    assert page.on == day("2026-10-20")
    assert len(page.findings.shown) == 1


def test_the_offer_is_printed_by_its_key(page: OptionPage) -> None:
    press(Qt.Key.Key_P, CONTROL)
    assert page.sides.papers is not None
    assert page.sides.papers.paper.content is not None
    assert page.sides.papers.paper.content.startswith(b"%PDF")
    press(ESCAPE)
    assert not page.sides.shows_more


def test_it_is_declined_and_then_sold(page: OptionPage, shop: MonthShop) -> None:
    press_letter(Qt.Key.Key_N)
    assert page.declining.isVisible()
    press(ENTER)
    assert shop.rows(OptionFact) == []
    type_here("Too dear")
    days = [page.declining.form.entries[key] for key in ("ends_on", "fetch_on")]
    assert [one.raw() for one in days] == ["2026-11-03", "2026-11-03"]
    press_letter(Qt.Key.Key_G)
    type_here("Needs it till spring only")
    assert [one.raw() for one in days] == ["", ""]
    press(ENTER)
    assert [one.answer.value for one in shop.rows(OptionFact)] == ["declined"]
    assert [one.ended_on for one in shop.rows(Rental)] == [None]
    assert any("goes on: Needs it till spring only" in one for one in texts(page))
    assert any("declined 2026-11-03" in one for one in texts(page))
    press_letter(Qt.Key.Key_S)
    type_here("Wants it after all")
    press(ENTER)
    assert [(one.kind.value, one.source_no) for one in shop.rows(Charge)] == [
        ("purchase_option", "R1")
    ]
    assert [one.ended_on for one in shop.rows(Rental)] == [day("2026-11-03")]
    assert page.findings.shown == ()
    assert not page.take_button.isVisible()
    assert any("bought 2026-11-03" in one for one in texts(page))


def test_declined_it_ends_and_is_fetched_and_a_mistake_is_taken_back(
    page: OptionPage, shop: MonthShop
) -> None:
    shop.change(Asset, Asset.serial == "SR1", state=AssetState.ON_RENT)
    press_letter(Qt.Key.Key_N)
    type_here("Too dear")
    press(ENTER)
    assert [one.ended_on for one in shop.rows(Rental)] == [day("2026-11-03")]
    assert [one.planned_on for one in shop.rows(Ticket)] == [day("2026-11-03")]
    assert any("the rental ends 2026-11-03" in one for one in texts(page))
    assert not page.decline_button.isVisible()
    press_letter(Qt.Key.Key_T)
    type_here("Heard wrong")
    press(ENTER)
    assert [one.code for one in page.findings.shown] == ["pickup_is_asked_for"]
    shop.change(Ticket, Ticket.id == 1, stage=TicketStage.CANCELLED)
    press(ENTER)
    assert [one.ended_on for one in shop.rows(Rental)] == [None]
    assert not page.back_button.isVisible()
    assert page.decline_button.isVisible()


def test_the_rental_opens_its_option(workplace: Workplace, rented: MonthShop, qtbot: QtBot) -> None:
    assert rented.rows(Rental)[0].id == 1
    made = RentalPage(workplace, RecordRef("rental", 1), rental_strip, why_month)
    shown(made, qtbot)
    with qtbot.waitSignal(workplace.navigator.record_wanted) as wanted:
        press_letter(Qt.Key.Key_O)
    assert wanted.args == [RecordRef("purchase_option", 1), False]


def test_a_rental_that_is_not_there(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    assert shop.rows(Rental) == []
    made = OptionPage(workplace, RecordRef("purchase_option", 7))
    shown(made, qtbot)
    assert [one.code for one in made.findings.shown] == ["removed"]


def test_in_large_type_no_amount_and_no_day_is_cut_off(
    page: OptionPage, qapp: QApplication
) -> None:
    size_type(150)
    wear(qapp, Qt.ColorScheme.Light)
    try:
        large = OptionPage(page.workplace, page.ref)
        large.setParent(page.window(), Qt.WindowType.Window)
        large.resize(1300, 690)
        large.show()
        qapp.processEvents()
        days = large.rent.columnWidth(1)
        rows = large.rent.rows_model.rows
        words = max((one[1] for one in rows), key=len)
        assert large.rent.fontMetrics().horizontalAdvance(words) + 4 * GRID <= days
    finally:
        size_type(100)
        wear(qapp, Qt.ColorScheme.Light)
