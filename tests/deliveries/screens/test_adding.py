"""A proof that is added later: two plain ways for a signature, each with what follows."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.deliveries.actions import record_visit
from dmedesk.deliveries.rules.proof import ProofFacts
from dmedesk.deliveries.rules.words import Method, ProofKind, TicketStage, UnsignedReason
from dmedesk.deliveries.screens.adding import LaterWay
from dmedesk.deliveries.screens.visit import VisitPage
from dmedesk.deliveries.tables import Proof, Ticket
from dmedesk.kit.references import RecordRef
from dmedesk.rentals.rules import Proof as RentalProof
from dmedesk.rentals.tables import Rental
from dmedesk.widgets.page import Workplace
from tests.deliveries.screens.visiting import out, shown, ticket_shop, told, type_into
from tests.deliveries.tickets import SIGNED, VISIT, TicketShop
from tests.flows.month_shop import MonthShop

CTRL = Qt.KeyboardModifier.ControlModifier
LATER = date(2026, 10, 8)
GOT = {"signature": "o", "signer": "Nora Rivera", "relationship": "t", "signed_on": "10/8"}
NOTE = ProofFacts(
    Method.UNSIGNED,
    delivered_on=VISIT,
    reason=UnsignedReason.NOBODY_HOME,
    driver_note="Left with the neighbor's key, as agreed.",
)


@pytest.fixture
def tickets(shop: MonthShop) -> TicketShop:
    return ticket_shop(shop)


def _page(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot, facts: ProofFacts, payer: str = "MH"
) -> VisitPage:
    ticket_id = out(tickets, "SN1", payer=payer)
    tickets.do(record_visit, ticket_id=ticket_id, facts=facts)
    page = VisitPage(workplace, RecordRef("visit", ticket_id))
    qtbot.addWidget(page)
    shown(page)
    return page


def _save(page: VisitPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_S, CTRL)


def test_its_own_day_counts_and_moves_the_rentals_start(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    page = _page(workplace, tickets, qtbot, NOTE)
    assert page.adding.way is LaterWay.SIGNATURE
    type_into(page.adding.proof, {**GOT, "why": "Signed on the second visit"})
    assert told(page.adding.proof) == "Thu 2026-10-08"
    assert "R0001 begins on 2026-10-08" in page.adding.start.text()
    _save(page)
    (rental,) = tickets.shop.rows(Rental)
    assert (rental.started_on, rental.proof) == (LATER, RentalProof.SIGNED)
    last = tickets.shop.rows(Proof)[-1]
    assert (last.kind, last.about_turn, last.why) == (
        ProofKind.ADDENDUM,
        1,
        "Signed on the second visit",
    )


def test_the_note_counts_and_the_day_stays(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    page = _page(workplace, tickets, qtbot, NOTE)
    tickets.shop.post("2026-10")
    type_into(page.adding.proof, GOT)
    assert "is posted" in page.adding.start.text()
    type_into(page.adding.proof, {"why": "Came by mail"})
    _save(page)
    assert [one.code for one in page.findings.shown] == ["months_are_posted"]
    assert len(tickets.shop.rows(Proof)) == 1
    QTest.keyClick(page.adding.ways[LaterWay.SIGNATURE], Qt.Key.Key_Up)
    page.adding.ways[LaterWay.NOTE].click()
    assert page.adding.proof.fields.entries["driver_note"].raw() == NOTE.driver_note
    type_into(page.adding.proof, {**GOT, "why": "Came by mail"})
    assert told(page.adding.proof) == "Mon 2026-10-05"
    _save(page)
    (rental,) = tickets.shop.rows(Rental)
    assert (rental.started_on, rental.proof_on) == (VISIT, VISIT)
    assert tickets.shop.rows(Proof)[-1].has_signature


def test_medicare_is_told_why_the_note_does_not_do(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    page = _page(workplace, tickets, qtbot, NOTE, payer="MC")
    page.adding.ways[LaterWay.NOTE].click()
    type_into(page.adding.proof, {**GOT, "why": "x"})
    assert "Medicare takes no driver's note" in page.adding.proof.day.lacks.text()
    _save(page)
    assert len(tickets.shop.rows(Proof)) == 1


def test_without_a_reason_nothing_is_added(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    page = _page(workplace, tickets, qtbot, NOTE)
    type_into(page.adding.proof, GOT)
    _save(page)
    assert [one.field for one in page.findings.shown] == ["why"]
    assert len(tickets.shop.rows(Proof)) == 1


def test_a_signature_is_taken_back_with_its_reason(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    page = _page(workplace, tickets, qtbot, SIGNED)
    assert not page.adding.ways[LaterWay.NOTE].isVisible()
    page.adding.proofs.gone_wanted.emit(1)
    bar = page.adding.take_back
    assert bar.isVisible()
    QTest.keyClicks(bar.form.entries["why"].target, "A neighbor signed for her")
    QTest.keyClick(bar.form.entries["why"].target, Qt.Key.Key_Return)
    assert tickets.shop.rows(Ticket)[0].stage is TicketStage.WAITING
    assert tickets.shop.rows(Rental)[0].proof is RentalProof.NONE
    assert page.adding.ways[LaterWay.SIGNATURE].isVisible()


def test_tab_goes_from_the_way_through_the_fields(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    page = _page(workplace, tickets, qtbot, NOTE)
    page.adding.ways[LaterWay.NOTE].setFocus()
    page.adding.ways[LaterWay.NOTE].click()
    page.adding.ways[LaterWay.NOTE].setFocus()
    found = []
    for _ in range(10):
        here = QApplication.focusWidget()
        assert here is not None
        found.append(here.accessibleName() or "the way")
        QTest.keyClick(here, Qt.Key.Key_Tab)
    assert found == [
        "the way",
        "Day of the visit",
        "Who went",
        "Why unsigned",
        "Driver’s own note",
        "Signature",
        "Printed name",
        "Who signed",
        "Date beside it",
        "Why it is added, needed",
    ]
