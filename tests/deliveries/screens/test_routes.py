"""A day's visits are put in order by keyboard; a driver's batch is printed: its slips are out."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset
from dmedesk.deliveries.actions import move_ticket
from dmedesk.deliveries.rules.words import TicketStage
from dmedesk.deliveries.screens.routes import RoutesPage
from dmedesk.deliveries.tables import Ticket
from dmedesk.members.tables import Member
from dmedesk.store.prints import Prints
from dmedesk.store.tables import PaperPrint
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.paper import printer
from dmedesk.widgets.paper_window import PaperWindow
from tests.deliveries.queries.test_slips import furnish
from tests.deliveries.tickets import VISIT, TicketShop
from tests.flows.month_shop import MonthShop
from tests.gui.pages import CONTROL, letters, nameless, press, shown, type_here

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def tickets(shop: MonthShop) -> TicketShop:
    """Three visits of one day, in Lynn, Salem and Lynn."""
    tickets = TicketShop(shop)
    tickets.do(furnish)
    shop.change(Member, Member.member_no == "M2", city="Salem")
    for number, member in enumerate(("M1", "M2", "M10")):
        shop.unit(f"SN{number}", "E0260")
        member_id = tickets.find(Member, Member.member_no == member).id
        tickets.open(tickets.line(f"SN{number}"), member_id=member_id)
    return tickets


@pytest.fixture
def page(workplace: Workplace, tickets: TicketShop, qtbot: QtBot) -> RoutesPage:
    assert tickets.shop.rows(Ticket)
    workplace.prints = Prints()
    made = RoutesPage(workplace)
    made.day = VISIT
    shown(made, qtbot)
    made.table.setFocus()
    return made


def _lines(page: RoutesPage) -> list[str]:
    rows = page.table.rows_model.rows
    return [one.driver or "nobody" if one.stop is None else one.stop.ticket_no[-1] for one in rows]


def _choose(page: RoutesPage, ticket_no: str) -> None:
    rows = page.table.rows_model.rows
    place = next(n for n, one in enumerate(rows) if one.stop and one.stop.ticket_no == ticket_no)
    page.table.selectRow(place)


def _give(page: RoutesPage, ticket_no: str, driver: str) -> None:
    _choose(page, ticket_no)
    press(Qt.Key.Key_D, CONTROL)
    type_here(driver)
    press(Qt.Key.Key_Return)


def test_the_visits_of_the_day_stand_by_driver_those_of_nobody_first(page: RoutesPage) -> None:
    assert _lines(page) == ["nobody", "1", "3", "2"]
    _give(page, "SLIP-000002", "Dan")
    assert _lines(page) == ["nobody", "1", "3", "Dan", "2"]
    assert page.said.text() == "Monday, 3 visits"


def test_a_driver_is_typed_once_and_stops_are_moved_by_keyboard_alone(page: RoutesPage) -> None:
    for ticket_no in ("SLIP-000001", "SLIP-000002", "SLIP-000003"):
        _give(page, ticket_no, "Dan" if ticket_no.endswith("1") else "dan")
    assert _lines(page) == ["Dan", "1", "2", "3"]
    _choose(page, "SLIP-000003")
    press(Qt.Key.Key_Up, CONTROL)
    press(Qt.Key.Key_Up, CONTROL)
    press(Qt.Key.Key_Up, CONTROL)
    assert _lines(page) == ["Dan", "3", "1", "2"]
    press(Qt.Key.Key_Down, CONTROL)
    assert _lines(page) == ["Dan", "1", "3", "2"]
    stop = page.chosen_stop()
    assert stop is not None
    assert stop.ticket_no == "SLIP-000003"


def test_stops_are_put_in_order_by_town(page: RoutesPage) -> None:
    for ticket_no in ("SLIP-000002", "SLIP-000001", "SLIP-000003"):
        _give(page, ticket_no, "Dan")
    assert _lines(page) == ["Dan", "2", "1", "3"]
    press(Qt.Key.Key_T, CONTROL)
    assert _lines(page)[0] == "Dan"
    assert _lines(page)[-1] == "2"


def test_a_whole_town_is_given_at_once(page: RoutesPage) -> None:
    _choose(page, "SLIP-000001")
    press(Qt.Key.Key_E, CONTROL | SHIFT)
    type_here("Eva")
    press(Qt.Key.Key_Return)
    assert _lines(page) == ["nobody", "2", "Eva", "1", "3"]


def _file(path: Path) -> QPrinter:
    target = printer()
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setOutputFileName(str(path))
    return target


def _pages(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    count = len(document)
    document.close()
    return count


def test_the_batch_is_printed_counted_and_out(
    page: RoutesPage, shop: MonthShop, tmp_path: Path
) -> None:
    for ticket_no in ("SLIP-000001", "SLIP-000002"):
        _give(page, ticket_no, "Dan")
    page.print_on(_file(tmp_path / "batch.pdf"))
    # The route, and of each first delivery the packet of seven pages.
    assert _pages(tmp_path / "batch.pdf") == 1 + 2 * 7
    assert [one.stage for one in shop.rows(Ticket)] == [
        TicketStage.OUT,
        TicketStage.OUT,
        TicketStage.TO_PRINT,
    ]
    counted = [(one.kind, one.number, one.copy) for one in shop.rows(PaperPrint)]
    assert counted == [
        ("route", "2026-10-05 Dan", 1),
        ("slip", "SLIP-000001", 1),
        ("slip", "SLIP-000002", 1),
    ]
    page.print_on(_file(tmp_path / "again.pdf"))
    assert [one.copy for one in shop.rows(PaperPrint)][3:] == [2, 2, 2]


def test_looking_at_the_batch_sends_nothing_out(
    page: RoutesPage, shop: MonthShop, qtbot: QtBot
) -> None:
    _give(page, "SLIP-000001", "Dan")
    press(Qt.Key.Key_P, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: bool(page.findChildren(PaperWindow)))
    (window,) = page.findChildren(PaperWindow)
    assert window.paper.pages() == 8
    window.close()
    assert {one.stage for one in shop.rows(Ticket)} == {TicketStage.TO_PRINT}


def test_what_the_papers_lack_is_said_beside_them(
    page: RoutesPage, shop: MonthShop, tmp_path: Path
) -> None:
    shop.change(Asset, Asset.serial == "SN0", state=AssetState.CLEANING)
    _give(page, "SLIP-000001", "Dan")
    page.show_batch()
    (window,) = page.findChildren(PaperWindow)
    window.close()
    assert [one.code for one in page.findings.shown] == ["unit_not_ready"]
    page.findings.clear()
    page.print_on(_file(tmp_path / "batch.pdf"))
    assert [one.subject for one in page.findings.shown] == ["SN0"]


def test_a_stop_of_nobody_is_not_printed(page: RoutesPage) -> None:
    press(Qt.Key.Key_P, CONTROL)
    assert [one.code for one in page.findings.shown] == ["no_driver"]


def test_whoever_comes_second_is_told(page: RoutesPage, tickets: TicketShop) -> None:
    tickets.do(move_ticket, ticket_id=3, stage=TicketStage.CANCELLED)
    _give(page, "SLIP-000001", "Dan")
    assert [one.code for one in page.findings.shown] == ["day_changed"]
    press(Qt.Key.Key_F5)
    assert _lines(page) == ["nobody", "1", "2"]


def test_another_day_is_typed_or_reached_by_keys(page: RoutesPage) -> None:
    press(Qt.Key.Key_PageDown, CONTROL)
    assert page.day == date(2026, 10, 6)
    assert page.table.isHidden()
    page.days.line.setFocus()
    page.days.line.selectAll()
    type_here("10/5/2026")
    press(Qt.Key.Key_Return)
    assert page.day == VISIT
    assert _lines(page) == ["nobody", "1", "3", "2"]


def test_everything_has_a_name_and_its_own_letter(page: RoutesPage) -> None:
    page.ask_driver()
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))
