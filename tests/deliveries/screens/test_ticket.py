"""A slip's page by keyboard: what it tells, what can be done next, what is settled, its paper."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset
from dmedesk.billing.queries.waiting import money_waiting
from dmedesk.deliveries.actions import move_ticket
from dmedesk.deliveries.rules.proof import ProofFacts
from dmedesk.deliveries.rules.words import (
    Method,
    PickupReason,
    Settled,
    StayReason,
    TicketKind,
    TicketStage,
    Way,
)
from dmedesk.deliveries.screens.ticket import TicketPage
from dmedesk.deliveries.screens.ticket_columns import LINE_COLUMNS, PROOF_COLUMNS
from dmedesk.deliveries.tables import ReturnSettlement, Ticket, TicketLine
from dmedesk.kit.references import RecordRef
from dmedesk.members.tables import Member
from dmedesk.widgets.page import Workplace
from tests.deliveries.tickets import SIGNED, VISIT, TicketShop
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
)

BACK = date(2026, 10, 20)


@pytest.fixture
def tickets(shop: MonthShop) -> TicketShop:
    shop.unit("SN1", "E0260")
    return TicketShop(shop)


def opened(workplace: Workplace, ticket_id: int, qtbot: QtBot) -> TicketPage:
    page = TicketPage(workplace, RecordRef("ticket", ticket_id), money_waiting)
    shown(page, qtbot)
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))
    return page


def stage_of(tickets: TicketShop) -> TicketStage:
    found: TicketStage = tickets.shop.rows(Ticket)[-1].stage
    return found


def test_a_slip_goes_out_and_back_to_print_by_its_letters(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    page = opened(workplace, tickets.open(tickets.line("SN1"), driver="Dan"), qtbot)
    assert "SLIP-000001 · Rivera, M1" in texts(page)
    assert "‖ to print" in texts(page)
    assert not page.visit.isVisible()
    press_letter(Qt.Key.Key_O)
    assert stage_of(tickets) is TicketStage.OUT
    assert page.visit.isVisible()
    press_letter(Qt.Key.Key_B)
    assert stage_of(tickets) is TicketStage.TO_PRINT


def test_cancelling_asks_first(workplace: Workplace, tickets: TicketShop, qtbot: QtBot) -> None:
    page = opened(workplace, tickets.open(tickets.line("SN1")), qtbot)
    press_letter(Qt.Key.Key_C)
    assert page.calling_off.isVisible()
    press(Qt.Key.Key_Escape)
    assert stage_of(tickets) is TicketStage.TO_PRINT
    press_letter(Qt.Key.Key_C)
    press(Qt.Key.Key_Return)
    assert stage_of(tickets) is TicketStage.TO_PRINT
    press(Qt.Key.Key_R)
    press(Qt.Key.Key_Return)
    assert stage_of(tickets) is TicketStage.CANCELLED
    assert [line.stayed for line in tickets.shop.rows(TicketLine)] == [StayReason.REFUSED]
    assert page.read is not None
    serial = next(column for column in LINE_COLUMNS if column.title == "Serial")
    assert [serial.text(line) for line in page.read.lines] == ["SN1 (refused)"]
    assert not page.cancel.isVisible()


def test_what_another_desk_did_meanwhile_is_told(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    page = opened(workplace, tickets.open(tickets.line("SN1")), qtbot)
    tickets.do(move_ticket, ticket_id=1, stage=TicketStage.CANCELLED)
    press_letter(Qt.Key.Key_O)
    assert "is cancelled and cannot be" in page.findings.accessibleName()


def test_the_visit_is_recorded_on_a_page_of_its_own(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    wanted: list[object] = []
    workplace.navigator.record_wanted.connect(lambda ref, _apart: wanted.append(ref))
    ticket_id = tickets.open(tickets.line("SN1"))
    tickets.do(move_ticket, ticket_id=ticket_id, stage=TicketStage.OUT)
    opened(workplace, ticket_id, qtbot)
    press_letter(Qt.Key.Key_V)
    assert wanted == [RecordRef("visit", ticket_id)]


def test_a_proof_is_told_with_its_day_its_seal_and_until_when_it_is_kept(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    ticket_id = tickets.open(tickets.line("SN1"))
    tickets.visit(ticket_id)
    page = opened(workplace, ticket_id, qtbot)
    assert page.read is not None
    (proof,) = page.read.proofs
    cells = {column.title: column.text(proof) for column in PROOF_COLUMNS}
    assert cells["Signed by"] == "Nora Rivera (the member)"
    assert (cells["Service"], cells["Kept until"]) == ("2026-10-05", "2033-10-05")
    assert (cells["Recorded by"], cells["Seal"]) == ("ana", proof.sha256[:8])
    assert any("kept until 2033-10-05" in text for text in texts(page))
    assert page.visit.text() == "&Add a proof"
    (line,) = page.read.lines
    assert {column.title: column.text(line) for column in LINE_COLUMNS}["Rental"] == "R0001"


def test_an_unsigned_slip_says_what_it_holds(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    ticket_id = tickets.open(tickets.line("SN1"))
    tickets.visit(ticket_id, ProofFacts(Method.DIRECT, delivered_on=VISIT))
    page = opened(workplace, ticket_id, qtbot)
    told = texts(page)
    assert "100.00, until it is proven" in told
    assert "✕ unsigned, 29 days" in told
    assert page.read is not None
    assert page.read.row.held_cents == 10_000


def test_another_unit_that_came_back_is_settled(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    for number in (7, 8):
        tickets.shop.rent(f"R{number}", serial=f"SN{number}")
        tickets.shop.change(Asset, Asset.serial == f"SN{number}", state=AssetState.ON_RENT)
    line = tickets.line("SN7", Way.BACK, "R7")
    ticket_id = tickets.open(line, kind=TicketKind.PICKUP, reason=PickupReason.DEFECTIVE)
    other = tickets.find(Asset, Asset.serial == "SN8").id
    signed = replace(SIGNED, delivered_on=BACK, signed_on=BACK)
    tickets.visit(ticket_id, signed, came_back={1: other})
    page = opened(workplace, ticket_id, qtbot)
    assert page.read is not None
    serial = LINE_COLUMNS[1].text
    assert serial(page.read.lines[0]) == "SN8, not SN7: not settled"
    press_letter(Qt.Key.Key_S)
    assert page.on_slip.settle.isVisible()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    type_here("The daughter sold it")
    press(Qt.Key.Key_Return)
    (fact,) = tickets.shop.rows(ReturnSettlement)
    assert (fact.settled, fact.note) == (Settled.LOST, "The daughter sold it")
    assert serial(page.read.lines[0]) == "SN8, not SN7: it is lost"
    assert not page.settle_button.isVisible()


def test_its_paper_stands_beside_it(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    address = {"address1": "3 Elm St", "city": "Lynn", "state": "MA", "zip": "01901"}
    tickets.shop.change(Member, Member.member_no == "M1", **address)
    page = opened(workplace, tickets.open(tickets.line("SN1")), qtbot)
    press(Qt.Key.Key_P, CONTROL)
    assert page.sides.papers is not None
    assert page.sides.papers.paper.content is not None
    assert page.sides.papers.shown is not None
    assert (page.sides.papers.shown.title, page.sides.papers.shown.number) == (
        "Delivery slip",
        "SLIP-000001",
    )
    press(Qt.Key.Key_Escape)
    assert not page.sides.shows_more


def test_without_an_address_the_paper_says_what_is_missing(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    page = opened(workplace, tickets.open(tickets.line("SN1")), qtbot)
    press(Qt.Key.Key_P, CONTROL)
    assert "Nobody knows where" in page.findings.accessibleName()


def test_its_files_stand_beside_it(workplace: Workplace, tickets: TicketShop, qtbot: QtBot) -> None:
    page = opened(workplace, tickets.open(tickets.line("SN1")), qtbot)
    press(Qt.Key.Key_F, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert page.sides.files is not None
    assert page.sides.shows_more


def test_a_slip_that_is_not_there_says_so(workplace: Workplace, qtbot: QtBot) -> None:
    page = TicketPage(workplace, RecordRef("ticket", 7), money_waiting)
    shown(page, qtbot)
    assert "no such slip" in page.findings.accessibleName()
