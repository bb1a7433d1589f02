"""Today's board as a person meets it: tiles to their lists, pictures with their tables, nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.billing.screens.month import MonthPage
from dmedesk.bootstrap.offers import house_offers
from dmedesk.desk.program import desk
from dmedesk.desk.today import TodayPage, read_today
from dmedesk.desk.window import DeskWindow
from dmedesk.kit.offers import ListLink, Offers, State, Tile
from dmedesk.kit.settings import user_settings
from dmedesk.store.unit_of_work import reading
from dmedesk.widgets.dress import TYPE_SIZE, dress_as_chosen
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import InlineRunner
from tests.desk.shells import FACTS
from tests.flows.month_shop import NOW, MonthShop, clock
from tests.gui.fixtures import EngineDoors
from tests.statements import statements_of
from tests.windows import activate


@pytest.fixture
def window(doors: EngineDoors, rented: MonthShop, qtbot: QtBot) -> DeskWindow:
    assert rented is not None
    made = desk(InlineRunner(doors), FACTS, offers=house_offers(), clock=clock)
    qtbot.addWidget(made)
    activate(made)
    return made


def _today(window: DeskWindow) -> TodayPage:
    page = window.page
    assert isinstance(page, TodayPage)
    return page


def _press(*keys: Qt.Key) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)


def test_the_desk_opens_on_it_and_a_tile_leads_to_what_it_counts(window: DeskWindow) -> None:
    page = _today(window)
    titles = [tile.tile.title for tile in page.board.buttons]
    assert titles[:2] == ["To post: November 2026", "No proof of delivery"]
    page.board.buttons[0].setFocus()
    _press(Qt.Key.Key_Right, Qt.Key.Key_Return)
    month = window.page
    assert isinstance(month, MonthPage)
    chosen = month.preview.held.chosen_row()
    assert chosen is not None
    assert chosen.reason == "no_proof_of_delivery"
    assert QApplication.focusWidget() is month.preview.held


def test_the_pictures_tell_the_shop_and_lead_on(window: DeskWindow, rented: MonthShop) -> None:
    rented.post("2026-10")
    page = _today(window)
    page.refresh()
    assert page.billed.said.text() == "275.00 in twelve months"
    assert [figure.name for figure in page.billed.chart.figures][-2:] == ["Oct", "Nov"]
    assert [figure.value for figure in page.held.chart.figures] == [15_000]
    assert sum(figure.value for figure in page.fleet.chart.figures) == 3
    page.billed.chart.setFocus()
    _press(Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Return)
    month = window.page
    assert isinstance(month, MonthPage)
    assert month.month_on.isoformat() == "2026-10-01"


def test_invoices_without_paper_lead_to_the_invoices(window: DeskWindow, rented: MonthShop) -> None:
    rented.post("2026-10")
    page = _today(window)
    page.refresh()
    (tile,) = [one for one in page.board.buttons if one.tile.key == "papers_2026_10"]
    tile.click()
    month = window.page
    assert isinstance(month, MonthPage)
    assert month.tabs[1].isChecked()


def test_the_status_of_the_month_stands_above(window: DeskWindow, rented: MonthShop) -> None:
    page = _today(window)
    assert page.month.text() == "November 2026: not yet posted"
    rented.post("2026-11")
    page.refresh()
    assert page.month.text() == "November 2026: posted, 2 invoices, 275.00"


def test_an_empty_board_says_so_and_what_comes_next(
    doors: EngineDoors, qapp: object, qtbot: QtBot
) -> None:
    assert qapp is not None
    page = TodayPage(Workplace(InlineRunner(doors), today=NOW.date()))
    qtbot.addWidget(page)
    page.show()
    assert page.nothing.isVisible()
    assert "December 2026" in page.next.text()
    assert not page.billed.turn.isEnabled()


def test_it_is_read_in_as_many_statements_however_large_the_shop(rented: MonthShop) -> None:
    counted = []
    for extra in (0, 7):
        for number in range(extra):
            rented.rent(f"R9{number}", months_already_paid=number, paid_already_cents=0)
        with statements_of(rented.engine) as sent, reading(rented.engine) as session:
            read_today(session, offers=house_offers(), on=NOW.date())
        counted.append(len(sent))
    assert counted[0] == counted[1]
    with reading(rented.engine) as session:
        assert read_today(session, offers=Offers(), on=NOW.date()).tiles == ()


@pytest.mark.parametrize("percent", [100, 150])
def test_twelve_tiles_leave_room_for_the_pictures(
    window: DeskWindow, qapp: QApplication, percent: int
) -> None:
    user_settings().remember(TYPE_SIZE, percent)
    dress_as_chosen(qapp, user_settings())
    page = _today(window)
    window.resize(1366, 768)
    link = ListLink("rentals")
    tiles = [
        Tile(f"t{n}", f"Practitioner's NPI is not valid {n}", n, State.WAITING, link, "What to do")
        for n in range(12)
    ]
    page.board.show_tiles(tiles)
    qapp.processEvents()
    try:
        for picture in (page.billed, page.fleet, page.held):
            bottom = picture.mapTo(page, picture.rect().bottomLeft()).y()
            assert picture.isVisible()
            assert bottom <= page.height()
    finally:
        user_settings().remember(TYPE_SIZE, 100)
        dress_as_chosen(qapp, user_settings())
