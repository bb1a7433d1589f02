"""The page of a visit by keys, scans and mouse: recorded, offered the next, proven again."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset
from dmedesk.deliveries.rules.words import Method, StayReason, TicketStage
from dmedesk.deliveries.screens.visit import VisitPage
from dmedesk.deliveries.tables import Proof, Ticket, TicketLine
from dmedesk.kit.references import RecordRef
from dmedesk.kit.strokes import read_drawing
from dmedesk.rentals.tables import Rental
from dmedesk.shop.actions.texts import write_text
from dmedesk.shop.rules.texts import TextKind
from dmedesk.widgets.page import Workplace
from tests.deliveries.screens.visiting import (
    SIGNED,
    choose,
    draw,
    out,
    shown,
    ticket_shop,
    told,
    type_into,
)
from tests.deliveries.tickets import VISIT, TicketShop
from tests.flows.month_shop import MonthShop

CTRL = Qt.KeyboardModifier.ControlModifier
ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def tickets(shop: MonthShop) -> TicketShop:
    return ticket_shop(shop)


def _page(workplace: Workplace, qtbot: QtBot, ticket_id: int) -> VisitPage:
    page = VisitPage(workplace, RecordRef("visit", ticket_id))
    qtbot.addWidget(page)
    shown(page)
    return page


def _save(page: VisitPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_S, CTRL)


def _stage(tickets: TicketShop) -> TicketStage:
    stage: TicketStage = tickets.shop.rows(Ticket)[0].stage
    return stage


def test_a_signed_slip_is_typed_by_keys_and_a_scan(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    page = _page(workplace, qtbot, out(tickets, "SN1"))
    assert QApplication.focusWidget() is page.record.moved.serial
    assert told(page.record.proof) == "None yet"
    assert page.take_scan("sn-1")
    assert page.record.moved.ticks.ticked() == [1]
    type_into(page.record.proof, SIGNED)
    assert told(page.record.proof) == "Mon 2026-10-05"
    assert page.record.proof.day.citation.text() == "By 101 CMR 322.03(10)(a)"
    assert "2033-10-05" in page.record.proof.day.kept.text()
    _save(page)
    assert _stage(tickets) is TicketStage.DONE
    (proof,) = tickets.shop.rows(Proof)
    assert (proof.signer, proof.signed_on, proof.service_on) == ("Nora Rivera", VISIT, VISIT)
    assert (proof.delivered_by, proof.has_signature, proof.strokes) == ("Dan Okafor", True, None)
    assert tickets.shop.rows(Rental)[0].started_on == VISIT
    assert page.stack.currentWidget() is page.adding


def test_a_signature_is_drawn_by_mouse_and_stored(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    page = _page(workplace, qtbot, out(tickets, "SN1"))
    page.record.moved.ticks.all.click()
    proof = page.record.proof
    type_into(proof, {**SIGNED, "signature": "d"})
    assert proof.signature.isVisible()
    assert "not signed" in proof.day.lacks.text()
    draw(proof.signature.pad)
    assert told(proof) == "Mon 2026-10-05"
    _save(page)
    (stored,) = tickets.shop.rows(Proof)
    assert stored.has_signature
    (stroke,) = read_drawing(stored.strokes or "").strokes
    assert len(stroke) > 5
    assert page.adding.proofs.findChild(type(proof.signature.pad)) is not None


def test_what_is_missing_waits_after_a_question(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    page = _page(workplace, qtbot, out(tickets, "SN1"))
    page.record.moved.ticks.all.click()
    _save(page)
    assert page.question.isVisible()
    assert _stage(tickets) is TicketStage.OUT
    QTest.keyClick(page.question.yes, ESC)
    assert _stage(tickets) is TicketStage.OUT
    _save(page)
    QTest.keyClick(page.question.yes, ENTER)
    assert _stage(tickets) is TicketStage.WAITING
    assert tickets.shop.rows(Ticket)[0].visited_on == VISIT


def test_the_driver_may_not_sign_and_nothing_is_written(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    page = _page(workplace, qtbot, out(tickets, "SN1"))
    page.record.moved.ticks.all.click()
    type_into(page.record.proof, {**SIGNED, "signer": "dan okafor"})
    description = page.record.proof.fields.entries["signer"].target.accessibleDescription()
    assert "may not sign" in description
    _save(page)
    assert not page.findings.isHidden()
    assert not page.question.isVisible()
    assert (_stage(tickets), tickets.shop.rows(Proof)) == (TicketStage.OUT, [])


def test_nothing_ticked_is_refused(workplace: Workplace, tickets: TicketShop, qtbot: QtBot) -> None:
    page = _page(workplace, qtbot, out(tickets, "SN1"))
    type_into(page.record.proof, SIGNED)
    _save(page)
    assert [one.code for one in page.findings.shown] == ["nothing_moved"]
    assert _stage(tickets) is TicketStage.OUT


def test_a_line_left_out_is_asked_about_and_stays(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    page = _page(workplace, qtbot, out(tickets, "SN1", "SN2"))
    page.take_scan("SN2")
    assert page.record.stayed.isVisible()
    type_into(page.record.proof, SIGNED)
    _save(page)
    assert [one.code for one in page.findings.shown] == ["not_said_why"]
    QTest.keyClicks(page.record.stayed.entries["stayed"].target, "r")
    _save(page)
    assert page.question.isVisible()
    QTest.keyClick(page.question.yes, ENTER)
    assert [one.stayed for one in tickets.shop.rows(TicketLine)] == [StayReason.REFUSED, None]
    states = {unit.serial: unit.state for unit in tickets.shop.rows(Asset)}
    assert (states["SN1"], states["SN2"]) == (AssetState.READY, AssetState.ON_RENT)


def test_the_next_slip_of_the_driver_is_offered(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    first = out(tickets, "SN1")
    out(tickets, "SN2", driver="Eve Stone")
    third = out(tickets, "SN3")
    page = _page(workplace, qtbot, first)
    page.record.moved.ticks.all.click()
    type_into(page.record.proof, SIGNED)
    _save(page)
    assert page.question.isVisible()
    opened: list[RecordRef] = []
    workplace.navigator.record_wanted.connect(lambda ref, _apart: opened.append(ref))
    with qtbot.waitSignal(page.done):
        QTest.keyClick(page.question.yes, ENTER)
    assert opened == [RecordRef("visit", third)]


@pytest.mark.parametrize("stage", ["to print", "cancelled"])
def test_a_slip_that_is_not_out_says_so(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot, stage: str
) -> None:
    ticket_id = tickets.open(tickets.line("SN1"))
    if stage == "cancelled":
        tickets.shop.change(Ticket, Ticket.id == ticket_id, stage=TicketStage.CANCELLED)
    page = _page(workplace, qtbot, ticket_id)
    assert [one.code for one in page.findings.shown] == ["slip_not_out"]
    assert not page.save.isEnabled()
    assert not page.take_scan("SN1")


def test_typing_is_not_lost_unasked(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    page = _page(workplace, qtbot, out(tickets, "SN1"))
    assert page.may_close()
    page.take_scan("SN1")
    assert not page.may_close()
    assert page.question.isVisible()
    workplace.changed.emit()
    assert page.record.moved.ticks.ticked() == [1]
    QTest.keyClick(page.question.yes, ENTER)
    assert page.may_close()


@pytest.mark.parametrize(
    "case",
    [
        (
            "n",
            {"reason": "p", "driver_note": "Both hands bandaged."},
            Method.UNSIGNED,
            VISIT,
        ),
        (
            "b",
            {
                "shipped_on": "10/2",
                "carrier": "UPS",
                "package_id": "1Z999",
                "carrier_evidence": "Delivered 10/05 11:20",
            },
            Method.CARRIER,
            VISIT,
        ),
        (
            "r",
            {"facility": "Elm Street", "received_by": "B. Okoye RN", "signature": "o"},
            Method.FACILITY,
            VISIT,
        ),
        ("be", {**SIGNED, "discharged_on": "10/7"}, Method.BEFORE_DISCHARGE, date(2026, 10, 7)),
    ],
)
def test_every_method_shows_its_own_fields(
    workplace: Workplace,
    tickets: TicketShop,
    qtbot: QtBot,
    case: tuple[str, dict[str, str], Method, date],
) -> None:
    letter, typed, method, service = case
    page = _page(workplace, qtbot, out(tickets, "SN1"))
    page.record.moved.ticks.all.click()
    choose(page.record.proof, letter)
    assert page.record.proof.method is method
    assert typed.keys() <= page.record.proof.fields.entries.keys()
    type_into(page.record.proof, typed)
    assert told(page.record.proof) == f"{service:%a} {service}"
    _save(page)
    (proof,) = tickets.shop.rows(Proof)
    assert (proof.method, proof.service_on) == (method, service)


def test_medicare_is_told_at_once_that_a_note_does_not_do(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    page = _page(workplace, qtbot, out(tickets, "SN1", payer="MC"))
    choose(page.record.proof, "n")
    type_into(page.record.proof, {"reason": "p", "driver_note": "Both hands bandaged."})
    assert told(page.record.proof) == "None yet"
    assert "Medicare takes no driver's note" in page.record.proof.day.lacks.text()


def _names_by_tab(count: int) -> list[str]:
    """What Tab comes to, the present place first."""
    found = []
    for _ in range(count):
        here = QApplication.focusWidget()
        assert here is not None
        found.append(here.accessibleName())
        QTest.keyClick(here, Qt.Key.Key_Tab)
    return found


def test_tab_goes_from_what_moved_through_the_proof_to_the_tasks(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    tickets.do(write_text, kind=TextKind.TASKS, content="Set up\nShown", from_on=VISIT)
    page = _page(workplace, qtbot, out(tickets, "SN1"))
    moved = ["Serial that went out or came back", "What moved: all", "What moved: Out  SN1"]
    tasks = ["Done there: all", "Done there: Set up", "Done there: Shown"]
    signed = [
        *("Proven by, needed", "Day of the visit", "Who went", "Signature"),
        *("Printed name", "Who signed", "Date beside it"),
    ]
    assert _names_by_tab(13) == [*moved, *signed, *tasks]
    choose(page.record.proof, "n")
    noted = ["Proven by, needed", "Day of the visit", "Who went", "Why unsigned"]
    assert _names_by_tab(8) == [*noted, "Driver’s own note", *tasks]
    QTest.qWait(QApplication.keyboardInputInterval() + 50)
    choose(page.record.proof, "s")
    type_into(page.record.proof, {"signature": "d"})
    page.record.proof.fields.go_to("signed_on")
    pad = ["Date beside it", "Signature: empty", *tasks]
    assert _names_by_tab(5) == pad
