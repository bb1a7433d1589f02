"""Proofs that are added later, and signatures that are taken back: further facts, never edits."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from dmedesk.deliveries.actions import add_proof, take_back_signature
from dmedesk.deliveries.rules.proof import ProofFacts
from dmedesk.deliveries.rules.words import ProofKind, Relationship, TicketStage
from dmedesk.deliveries.tables import Proof, Ticket
from dmedesk.kit.errors import Refused
from dmedesk.rentals.rules import Proof as RentalProof
from dmedesk.rentals.tables import Rental
from tests.deliveries.actions.test_proving import NOTE, UNSIGNED
from tests.deliveries.tickets import SIGNED, VISIT, TicketShop
from tests.flows.month_shop import MonthShop

LATER = VISIT + timedelta(days=3)
LATE = replace(SIGNED, signed_on=LATER)
BESIDE_NOTE = replace(
    NOTE, has_signature=True, signer="Nora Rivera", relationship=Relationship.SELF, signed_on=LATER
)
WHY = "Signature got on the second visit"


@pytest.fixture
def tickets(shop_engine: Engine) -> TicketShop:
    shop = MonthShop(shop_engine).found()
    shop.unit("SN1", "E0260")
    return TicketShop(shop)


def _deliver(tickets: TicketShop, facts: ProofFacts, payer: str = "MH") -> int:
    ticket_id = tickets.open(tickets.line("SN1"), payer=payer)
    tickets.visit(ticket_id, facts)
    return ticket_id


def _state(tickets: TicketShop) -> tuple[TicketStage, RentalProof, date, date | None]:
    (ticket,), (rental,) = map(tickets.shop.rows, (Ticket, Rental))
    return ticket.stage, rental.proof, rental.started_on, rental.proof_on


DONE, WAITING, REASON = TicketStage.DONE, TicketStage.WAITING, TicketStage.REASON_GIVEN


@pytest.mark.parametrize(
    ("first", "added", "after"),
    [
        (UNSIGNED, LATE, (DONE, RentalProof.SIGNED, LATER, LATER)),
        (UNSIGNED, BESIDE_NOTE, (DONE, RentalProof.DRIVER_NOTE, VISIT, VISIT)),
        (NOTE, LATE, (DONE, RentalProof.SIGNED, LATER, LATER)),
        (NOTE, BESIDE_NOTE, (DONE, RentalProof.DRIVER_NOTE, VISIT, VISIT)),
        (LATE, BESIDE_NOTE, (DONE, RentalProof.DRIVER_NOTE, VISIT, VISIT)),
    ],
)
def test_a_signature_got_later_counts_by_the_note_or_moves_the_start(
    tickets: TicketShop,
    first: ProofFacts,
    added: ProofFacts,
    after: tuple[TicketStage, RentalProof, date, date | None],
) -> None:
    ticket_id = _deliver(tickets, first)
    tickets.do(add_proof, ticket_id=ticket_id, facts=added, why=WHY)
    assert _state(tickets) == after
    one, two = tickets.shop.rows(Proof)
    assert (one.turn, one.kind, one.about_turn) == (1, ProofKind.VISIT, None)
    assert (two.turn, two.kind, two.about_turn, two.why) == (2, ProofKind.ADDENDUM, 1, WHY)
    assert tickets.shop.preview("2026-10")["held"] == []


def test_the_start_stays_once_a_month_is_posted(tickets: TicketShop) -> None:
    ticket_id = _deliver(tickets, NOTE)
    tickets.shop.post("2026-10")
    with pytest.raises(Refused, match="is posted") as refused:
        tickets.do(add_proof, ticket_id=ticket_id, facts=LATE, why=WHY)
    assert [one.code for one in refused.value.findings] == ["months_are_posted"]
    assert len(tickets.shop.rows(Proof)) == 1
    tickets.do(add_proof, ticket_id=ticket_id, facts=BESIDE_NOTE, why=WHY)
    assert _state(tickets) == (DONE, RentalProof.DRIVER_NOTE, VISIT, VISIT)
    tickets.shop.undo("2026-10")
    tickets.do(add_proof, ticket_id=ticket_id, facts=LATE, why=WHY)
    assert _state(tickets) == (DONE, RentalProof.SIGNED, LATER, LATER)


def test_medicare_takes_only_the_signature(tickets: TicketShop) -> None:
    ticket_id = _deliver(tickets, NOTE, payer="MC")
    assert _state(tickets)[0] is REASON
    with pytest.raises(Refused) as refused:
        tickets.do(add_proof, ticket_id=ticket_id, facts=BESIDE_NOTE, why=WHY)
    assert [one.field for one in refused.value.findings] == ["method"]
    tickets.do(add_proof, ticket_id=ticket_id, facts=LATE, why=WHY)
    assert _state(tickets) == (DONE, RentalProof.SIGNED, LATER, LATER)


@pytest.mark.parametrize(
    ("facts", "how", "codes"),
    [
        (SIGNED, {"why": " "}, ["no_reason"]),
        (SIGNED, {"why": WHY, "about_turn": 2}, ["no_such_proof"]),
        (UNSIGNED, {"why": WHY}, ["proof_has_signature", "proof_signer"]),
        (replace(SIGNED, signed_on=VISIT - timedelta(days=1)), {"why": WHY}, ["days_cross"]),
    ],
)
def test_what_keeps_an_addendum_out_is_told_at_once(
    tickets: TicketShop, facts: ProofFacts, how: dict[str, object], codes: list[str]
) -> None:
    ticket_id = _deliver(tickets, UNSIGNED)
    with pytest.raises(Refused) as refused:
        tickets.do(add_proof, ticket_id=ticket_id, facts=facts, **how)
    assert [one.code for one in refused.value.findings][: len(codes)] == codes
    assert len(tickets.shop.rows(Proof)) == 1


def test_no_addendum_before_the_visit(tickets: TicketShop) -> None:
    ticket_id = tickets.open(tickets.line("SN1"))
    with pytest.raises(Refused) as refused:
        tickets.do(add_proof, ticket_id=ticket_id, facts=SIGNED, why=WHY)
    assert [one.code for one in refused.value.findings] == ["no_visit_yet"]


# --- taken back ----------------------------------------------------------------------------------


def test_a_signature_taken_back_holds_the_months(tickets: TicketShop) -> None:
    ticket_id = _deliver(tickets, SIGNED)
    tickets.do(take_back_signature, ticket_id=ticket_id, turn=1, why="A neighbor signed")
    assert _state(tickets) == (WAITING, RentalProof.NONE, VISIT, None)
    assert tickets.shop.rows(Ticket)[0].visited_on == VISIT
    (held,) = tickets.shop.preview("2026-10")["held"]
    assert [one["code"] for one in held["reasons"]] == ["no_proof_of_delivery"]
    first, second = tickets.shop.rows(Proof)
    assert (first.has_signature, first.service_on) == (True, VISIT)
    assert (second.kind, second.about_turn) == (ProofKind.TAKEN_BACK, 1)
    tickets.do(add_proof, ticket_id=ticket_id, facts=SIGNED, why="Signed again")
    assert _state(tickets) == (DONE, RentalProof.SIGNED, VISIT, VISIT)


def test_what_proved_it_before_counts_again(tickets: TicketShop) -> None:
    ticket_id = _deliver(tickets, NOTE)
    tickets.do(add_proof, ticket_id=ticket_id, facts=LATE, why=WHY)
    tickets.do(take_back_signature, ticket_id=ticket_id, turn=2, why="Not hers")
    assert _state(tickets) == (DONE, RentalProof.DRIVER_NOTE, VISIT, VISIT)


def test_what_is_posted_stays_and_the_rest_is_held(tickets: TicketShop) -> None:
    ticket_id = _deliver(tickets, NOTE)
    tickets.do(add_proof, ticket_id=ticket_id, facts=LATE, why=WHY)
    tickets.shop.post("2026-10")
    tickets.do(take_back_signature, ticket_id=ticket_id, turn=2, why="Not hers")
    assert _state(tickets) == (WAITING, RentalProof.NONE, LATER, None)


@pytest.mark.parametrize(
    ("facts", "turn", "why", "codes"),
    [
        (SIGNED, 1, "", ["no_reason"]),
        (SIGNED, 2, "x", ["no_such_proof"]),
        (NOTE, 1, "x", ["no_signature"]),
    ],
)
def test_only_a_signature_with_a_reason_is_taken_back(
    tickets: TicketShop, facts: ProofFacts, turn: int, why: str, codes: list[str]
) -> None:
    ticket_id = _deliver(tickets, facts)
    with pytest.raises(Refused) as refused:
        tickets.do(take_back_signature, ticket_id=ticket_id, turn=turn, why=why)
    assert [one.code for one in refused.value.findings] == codes
    assert len(tickets.shop.rows(Proof)) == 1


def test_a_signature_is_taken_back_once(tickets: TicketShop) -> None:
    ticket_id = _deliver(tickets, SIGNED)
    tickets.do(take_back_signature, ticket_id=ticket_id, turn=1, why="A neighbor signed")
    with pytest.raises(Refused) as refused:
        tickets.do(take_back_signature, ticket_id=ticket_id, turn=1, why="Again")
    assert [one.code for one in refused.value.findings] == ["no_signature"]
