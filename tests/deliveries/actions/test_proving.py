"""A visit is recorded in one go: the proof, the units' moves, the rentals that they cause."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from dmedesk.assets.actions.checks import pass_check
from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.checks import Check
from dmedesk.assets.tables import Asset, Movement
from dmedesk.deliveries.actions import add_proof, record_visit
from dmedesk.deliveries.rules.proof import ProofFacts
from dmedesk.deliveries.rules.words import (
    Method,
    PickupReason,
    TicketKind,
    TicketStage,
    UnsignedReason,
    Way,
)
from dmedesk.deliveries.tables import Proof, Ticket
from dmedesk.kit.errors import Refused
from dmedesk.rentals.rules import Proof as RentalProof
from dmedesk.rentals.tables import Rental, RentalUnit
from tests.deliveries.tickets import SIGNED, VISIT, TicketShop
from tests.flows.month_shop import MonthShop

NOTE = ProofFacts(
    Method.UNSIGNED,
    delivered_on=VISIT,
    reason=UnsignedReason.PHYSICALLY_UNABLE,
    driver_note="Both hands bandaged.",
)
UNSIGNED = replace(SIGNED, has_signature=False, signer="", relationship=None, signed_on=None)


@pytest.fixture
def tickets(shop_engine: Engine) -> TicketShop:
    shop = MonthShop(shop_engine).found()
    shop.unit("SN1", "E0260")
    shop.unit("SN2", "E0260")
    return TicketShop(shop)


def _unit(tickets: TicketShop, serial: str) -> Asset:
    found: Asset = tickets.find(Asset, Asset.serial == serial)
    return found


def _deliver(tickets: TicketShop, serial: str = "SN1", facts: ProofFacts = SIGNED) -> int:
    ticket_id = tickets.open(tickets.line(serial))
    tickets.visit(ticket_id, facts)
    return ticket_id


def test_a_signed_delivery_begins_its_rental_and_moves_its_unit(tickets: TicketShop) -> None:
    _deliver(tickets)
    (ticket,), (rental,), (proof,) = map(tickets.shop.rows, (Ticket, Rental, Proof))
    assert (ticket.stage, ticket.visited_on) == (TicketStage.DONE, VISIT)
    assert (rental.rental_no, rental.started_on) == ("R0001", VISIT)
    assert (rental.proof, rental.proof_on) == (RentalProof.SIGNED, VISIT)
    assert _unit(tickets, "SN1").state is AssetState.ON_RENT
    (movement,) = tickets.shop.rows(Movement)
    assert (movement.cause_kind, movement.cause_no) == ("ticket", "SLIP-000001")
    assert (proof.service_on, len(proof.sha256)) == (VISIT, 64)
    assert [line["hcpcs"] for line in tickets.shop.preview("2026-10")["lines"]] == ["E0260"]


def test_without_a_proof_the_month_holds_the_line(tickets: TicketShop) -> None:
    ticket_id = _deliver(tickets, facts=UNSIGNED)
    (ticket,) = tickets.shop.rows(Ticket)
    assert (ticket.stage, ticket.visited_on) == (TicketStage.WAITING, None)
    (held,) = tickets.shop.preview("2026-10")["held"]
    assert [one["code"] for one in held["reasons"]] == ["no_proof_of_delivery"]
    late = replace(SIGNED, signed_on=date(2026, 10, 8))
    tickets.do(add_proof, ticket_id=ticket_id, facts=late, visited_on=VISIT)
    (rental,) = tickets.shop.rows(Rental)
    assert (rental.started_on, rental.proof_on) == (date(2026, 10, 8), date(2026, 10, 8))
    assert tickets.shop.preview("2026-10")["held"] == []
    assert [one.turn for one in tickets.shop.rows(Proof)] == [1, 2]


def test_a_signature_got_later_does_not_move_what_is_billed(tickets: TicketShop) -> None:
    ticket_id = _deliver(tickets)
    tickets.shop.post("2026-10")
    late = replace(SIGNED, signed_on=date(2026, 10, 8))
    tickets.do(add_proof, ticket_id=ticket_id, facts=late, visited_on=VISIT)
    (rental,) = tickets.shop.rows(Rental)
    assert (rental.started_on, rental.proof_on) == (VISIT, date(2026, 10, 8))


def test_a_drivers_note_proves_for_masshealth_and_waits_for_medicare(tickets: TicketShop) -> None:
    _deliver(tickets, facts=NOTE)
    ticket_id = tickets.open(tickets.line("SN2"), payer="MC")
    tickets.visit(ticket_id, NOTE)
    first, second = tickets.shop.rows(Ticket)
    assert (first.stage, second.stage) == (TicketStage.DONE, TicketStage.REASON_GIVEN)
    assert [one.proof for one in tickets.shop.rows(Rental)] == [
        RentalProof.DRIVER_NOTE,
        RentalProof.NONE,
    ]


def test_an_exchange_keeps_the_rental_and_its_count(tickets: TicketShop) -> None:
    _deliver(tickets)
    lines = tickets.line("SN2", rental_no="R0001"), tickets.line("SN1", Way.BACK, "R0001")
    exchange = tickets.open(*lines, kind=TicketKind.EXCHANGE)
    on = date(2027, 4, 9)
    facts = replace(SIGNED, delivered_on=on, signed_on=on)
    tickets.visit(exchange, facts, visited_on=on)
    (rental,) = tickets.shop.rows(Rental)
    assert rental.asset_id == _unit(tickets, "SN2").id
    assert [(one.from_on, one.until_on) for one in tickets.shop.rows(RentalUnit)] == [
        (VISIT, on),
        (on, None),
    ]
    assert _unit(tickets, "SN1").state is AssetState.CLEANING
    assert _unit(tickets, "SN2").state is AssetState.ON_RENT
    (line,) = [
        one for one in tickets.shop.preview("2027-05")["lines"] if one["from_on"] == "2027-05-05"
    ]
    assert (line["rental_month"], line["serial"], line["modifiers"]) == (8, "SN2", ["RR", "KJ"])


def test_a_unit_that_came_back_is_checked_before_it_goes_out_again(tickets: TicketShop) -> None:
    _deliver(tickets)
    pickup = tickets.open(
        tickets.line("SN1", Way.BACK, "R0001"),
        kind=TicketKind.PICKUP,
        reason=PickupReason.NO_LONGER_NEEDED,
    )
    tickets.visit(pickup, visited_on=date(2026, 11, 2))
    (rental,) = tickets.shop.rows(Rental)
    assert rental.ended_on == date(2026, 11, 2)
    again = tickets.open(tickets.line("SN1"))
    with pytest.raises(Refused) as refused:
        tickets.visit(again, visited_on=date(2026, 11, 3))
    assert [one.code for one in refused.value.findings] == ["unit_not_ready"]
    assert len(tickets.shop.rows(Rental)) == 1
    tickets.do(
        pass_check,
        asset_id=_unit(tickets, "SN1").id,
        checked_on=date(2026, 11, 3),
        technician="Tom",
        seen={Check.CLEAN, Check.WORKING},
    )
    facts = replace(SIGNED, delivered_on=date(2026, 11, 4), signed_on=date(2026, 11, 4))
    on = date(2026, 11, 4)
    tickets.do(record_visit, ticket_id=again, visited_on=on, facts=facts, came_back={})
    assert [one.rental_no for one in tickets.shop.rows(Rental)] == ["R0001", "R0002"]


def test_another_unit_that_came_back_is_written_down(tickets: TicketShop) -> None:
    _deliver(tickets, "SN1")
    _deliver(tickets, "SN2")
    pickup = tickets.open(
        tickets.line("SN1", Way.BACK, "R0001"),
        kind=TicketKind.PICKUP,
        reason=PickupReason.DISCHARGED,
    )
    tickets.visit(pickup, came_back={1: _unit(tickets, "SN2").id})
    assert _unit(tickets, "SN1").state is AssetState.ON_RENT
    assert _unit(tickets, "SN2").state is AssetState.CLEANING


def test_the_suppliers_people_sign_for_nobody_and_nothing_happens(tickets: TicketShop) -> None:
    ticket_id = tickets.open(tickets.line("SN1"))
    with pytest.raises(Refused) as refused:
        tickets.visit(ticket_id, suppliers_people=frozenset({"NORA RIVERA"}))
    assert [one.field for one in refused.value.findings] == ["signer"]
    assert (tickets.shop.rows(Proof), tickets.shop.rows(Rental)) == ([], [])
