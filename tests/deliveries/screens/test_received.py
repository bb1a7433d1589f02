"""Papers received, by keys: files come in, pages are filed, set aside, put back, and proven."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from dmedesk.deliveries.rules.received import Standing
from dmedesk.deliveries.screens.received import PapersReceivedPage
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.references import RecordRef
from dmedesk.store.attachments import Attachments
from dmedesk.store.unit_of_work import reading
from dmedesk.widgets.page import Workplace
from tests.deliveries.stack import pdf_of, slip_page, white_page
from tests.deliveries.tickets import TicketShop
from tests.flows.month_shop import MonthShop
from tests.gui.pages import CONTROL, letters, nameless, press, shown, texts, type_here

_ENTER = Qt.Key.Key_Return


@pytest.fixture
def tickets(shop: MonthShop) -> TicketShop:
    """A shop with the slips SLIP-000001 and SLIP-000002."""
    made = TicketShop(shop)
    for serial in ("SN1", "SN2"):
        shop.unit(serial, "E0260")
        made.open(made.line(serial))
    return made


@pytest.fixture
def page(
    tickets: TicketShop,  # noqa: ARG001 - the slips that are there
    workplace: Workplace,
    qtbot: QtBot,
    tmp_path: Path,
) -> PapersReceivedPage:
    """The page, after a stack of a slip and a white page came in."""
    made = PapersReceivedPage(workplace)
    shown(made, qtbot)
    stack = tmp_path / "stack.pdf"
    stack.write_bytes(pdf_of(slip_page("SLIP-000001"), white_page()))
    made.take_files([stack])
    return made


def standing(page: PapersReceivedPage) -> list[str]:
    """The pages in the list, with how they stand."""
    return [f"{row.scan_no} {row.standing}" for row in page.list.pages.rows]


def attached(tickets: TicketShop, ticket_id: int) -> int:
    with reading(tickets.shop.engine) as session:
        return len(Attachments().listed(session, RecordRef("ticket", ticket_id)))


def test_a_stack_is_filed_and_what_cannot_be_read_waits(
    page: PapersReceivedPage, tickets: TicketShop
) -> None:
    assert standing(page) == ["SCAN-000002 waiting"]
    assert any(text.startswith("No barcode was found") for text in texts(page))
    assert attached(tickets, 1) == 1
    page.show_ask(Ask(Standing.FILED.value))
    assert standing(page) == ["SCAN-000001 filed"]
    assert any(text.startswith("Filed to SLIP-000001 by its barcode") for text in texts(page))
    assert not page.panel.view.upright().isNull()


def test_a_page_is_filed_by_typing_its_number(
    page: PapersReceivedPage, tickets: TicketShop
) -> None:
    page.list.setFocus()
    press(_ENTER)
    assert page.panel.number.hasFocus()
    type_here("2")
    press(_ENTER)
    assert standing(page) == []
    assert attached(tickets, 2) == 1
    assert any(text.startswith("Nothing is to be settled") for text in texts(page))


def test_a_number_that_no_slip_has_is_said_and_stays_to_be_corrected(
    page: PapersReceivedPage,
) -> None:
    page.panel.begin()
    type_here("SLIP-000009")
    press(_ENTER)
    assert any("There is no slip SLIP-000009." in text for text in texts(page))
    assert page.panel.number.text() == "SLIP-000009"
    assert standing(page) == ["SCAN-000002 waiting"]


def test_a_scanner_files_the_page_that_is_looked_at(
    page: PapersReceivedPage, tickets: TicketShop
) -> None:
    assert page.take_scan("SLIP-000002")
    assert attached(tickets, 2) == 1
    assert not page.take_scan("SLIP-000002")


def test_a_page_is_set_aside_and_put_back_with_reasons(page: PapersReceivedPage) -> None:
    page.list.setFocus()
    press(Qt.Key.Key_D, CONTROL)
    type_here("An advertisement")
    press(_ENTER)
    assert standing(page) == []
    page.show_chip(Standing.SET_ASIDE.value)
    assert any("An advertisement" in text for text in texts(page))
    press(Qt.Key.Key_B, CONTROL)
    type_here("It is a slip after all")
    press(_ENTER)
    page.show_chip(Standing.WAITING.value)
    assert standing(page) == ["SCAN-000002 waiting"]
    assert any("It is a slip after all" in text for text in texts(page))


def test_a_page_filed_to_a_wrong_slip_comes_off_it(
    page: PapersReceivedPage, tickets: TicketShop
) -> None:
    page.show_chip(Standing.FILED.value)
    press(Qt.Key.Key_B, CONTROL)
    type_here("Another slip's page")
    press(_ENTER)
    assert attached(tickets, 1) == 0
    page.show_chip(Standing.WAITING.value)
    assert standing(page) == ["SCAN-000001 waiting", "SCAN-000002 waiting"]


def test_from_a_filed_page_it_goes_on_to_the_proof(
    page: PapersReceivedPage, workplace: Workplace
) -> None:
    opened: list[RecordRef] = []
    workplace.navigator.record_wanted.connect(lambda ref, _apart: opened.append(ref))
    page.show_chip(Standing.FILED.value)
    press(_ENTER, CONTROL)
    page.panel.open.click()
    assert opened == [RecordRef("visit", 1), RecordRef("ticket", 1)]


def test_a_slip_s_own_pages_are_shown_where_it_leads(page: PapersReceivedPage) -> None:
    page.take_scan("SLIP-000002")
    of_one = Filter("ticket_no", Match.IS, "SLIP-000002")
    page.show_ask(Ask(Standing.FILED.value, (of_one,)))
    assert standing(page) == ["SCAN-000002 filed"]
    assert "Those of SLIP-000002" in texts(page)
    page.chips[Standing.FILED.value].click()
    assert len(standing(page)) == 2


def test_the_same_files_again_are_said_and_not_kept_twice(
    page: PapersReceivedPage, workplace: Workplace, tmp_path: Path
) -> None:
    said: list[str] = []
    workplace.said.connect(lambda sentence, _undo: said.append(sentence))
    page.take_files([tmp_path / "stack.pdf"])
    assert said == ["0 pages filed, 2 came before."]
    page.show_chip("")
    assert len(standing(page)) == 2


def test_files_are_chosen_by_key_and_a_bad_one_is_told(
    page: PapersReceivedPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and nothing more")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(broken)], ""))
    page.list.setFocus()
    press(Qt.Key.Key_O, CONTROL)
    assert any("damaged" in text for text in texts(page))


def test_the_picture_is_turned_and_fitted_by_keys(page: PapersReceivedPage) -> None:
    upright = page.panel.view.upright().size()
    press(Qt.Key.Key_T, CONTROL)
    assert page.panel.view.upright().size() == upright.transposed()
    large = page.panel.view.picture.height()
    press(Qt.Key.Key_F7)
    QTest.qWait(10)
    assert page.panel.view.picture.height() < large


def test_everything_has_a_name_and_room(page: PapersReceivedPage) -> None:
    assert list(nameless(page)) == []
    found = letters(page)
    assert len(found) == len(set(found))
    assert not set(found) & {f"Alt+{letter}" for letter in "TBNLUMRHESK"}
    assert page.minimumSizeHint().width() <= 1180
    assert page.minimumSizeHint().height() <= 690
