"""A visit is recorded in one go: the proof, the units' moves, the rentals that they cause."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset, Movement
from dmedesk.deliveries.actions import record_visit
from dmedesk.deliveries.rules.proof import ProofFacts
from dmedesk.deliveries.rules.words import (
    Method,
    PickupReason,
    StayReason,
    TicketKind,
    TicketStage,
    UnsignedReason,
    Way,
)
from dmedesk.deliveries.tables import Proof, Ticket
from dmedesk.kit.errors import Refused
from dmedesk.members.rules.words import LeavingReason
from dmedesk.members.tables import Member
from dmedesk.rentals.rules import Proof as RentalProof
from dmedesk.rentals.tables import Rental
from dmedesk.shop.actions.policies import say_policy
from dmedesk.shop.actions.staff import add_person
from dmedesk.shop.rules.rights import Role
from tests.deliveries.tickets import ASKED, SIGNED, VISIT, TicketShop, signed_on
from tests.flows.month_shop import NOW, MonthShop

REFUSED = StayReason.REFUSED
NOTE = ProofFacts(
    Method.UNSIGNED,
    delivered_on=VISIT,
    reason=UnsignedReason.PHYSICALLY_UNABLE,
    driver_note="Both hands bandaged.",
)
UNSIGNED = replace(SIGNED, has_signature=False, signer="", relationship=None, signed_on=None)
PARCEL = ProofFacts(
    Method.CARRIER,
    delivered_on=VISIT,
    shipped_on=date(2026, 10, 2),
    carrier="UPS",
    package_id="1Z999",
    carrier_evidence="Delivered 10/05 11:20, front door",
)
TODAY = NOW.astimezone().date()


@pytest.fixture
def tickets(shop_engine: Engine) -> TicketShop:
    shop = MonthShop(shop_engine).found()
    shop.unit("SN1", "E0260")
    shop.unit("SN2", "E0260")
    return TicketShop(shop)


def _codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [one.code for one in refused.value.findings]


def test_a_signed_delivery_begins_its_rental_and_moves_its_unit(tickets: TicketShop) -> None:
    tickets.deliver()
    (ticket,), (rental,), (proof,) = map(tickets.shop.rows, (Ticket, Rental, Proof))
    assert (ticket.stage, ticket.visited_on) == (TicketStage.DONE, VISIT)
    assert (rental.rental_no, rental.started_on) == ("R0001", VISIT)
    assert (rental.proof, rental.proof_on) == (RentalProof.SIGNED, VISIT)
    assert tickets.unit("SN1").state is AssetState.ON_RENT
    (movement,) = tickets.shop.rows(Movement)
    assert (movement.cause_kind, movement.cause_no) == ("ticket", "SLIP-000001")
    assert (proof.service_on, len(proof.sha256)) == (VISIT, 64)
    assert [line["hcpcs"] for line in tickets.shop.preview("2026-10")["lines"]] == ["E0260"]


def test_a_visit_that_waits_has_its_day(tickets: TicketShop) -> None:
    tickets.deliver(facts=UNSIGNED)
    (ticket,) = tickets.shop.rows(Ticket)
    assert (ticket.stage, ticket.visited_on) == (TicketStage.WAITING, VISIT)
    (held,) = tickets.shop.preview("2026-10")["held"]
    assert [one["code"] for one in held["reasons"]] == ["no_proof_of_delivery"]


def test_a_drivers_note_proves_for_masshealth_and_waits_for_medicare(tickets: TicketShop) -> None:
    tickets.deliver(facts=NOTE)
    ticket_id = tickets.open(tickets.line("SN2"), payer="MC")
    tickets.visit(ticket_id, NOTE)
    first, second = tickets.shop.rows(Ticket)
    assert (first.stage, second.stage) == (TicketStage.DONE, TicketStage.REASON_GIVEN)
    assert [one.proof for one in tickets.shop.rows(Rental)] == [
        RentalProof.DRIVER_NOTE,
        RentalProof.NONE,
    ]


def test_an_exchange_is_judged_by_the_payer_of_its_rental(tickets: TicketShop) -> None:
    tickets.shop.rent("R1", payer="MC", serial="SN5", started_on="2026-07-05")
    tickets.shop.change(Asset, Asset.serial == "SN5", state=AssetState.ON_RENT)
    lines = tickets.line("SN2", rental_no="R1"), tickets.line("SN5", Way.BACK, "R1")
    exchange = tickets.open(*lines, kind=TicketKind.EXCHANGE)
    tickets.shop.change(Ticket, Ticket.id == exchange, payer_id=None)
    tickets.visit(exchange, NOTE)
    assert tickets.find(Ticket, Ticket.id == exchange).stage is TicketStage.REASON_GIVEN


def test_a_unit_that_is_in_the_house_cannot_have_come_back(tickets: TicketShop) -> None:
    tickets.deliver("SN1")
    pickup = tickets.open(
        tickets.line("SN1", Way.BACK, "R0001"),
        kind=TicketKind.PICKUP,
        reason=PickupReason.DISCHARGED,
    )
    with pytest.raises(Refused) as refused:
        tickets.visit(pickup, came_back={1: tickets.unit("SN2").id})
    assert _codes(refused) == ["move_not_allowed"]


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (ASKED - timedelta(days=1), ["visit_before_asked"]),
        (ASKED, []),
        (TODAY, []),
        (TODAY + timedelta(days=1), ["delivered_on_to_come", "signed_on_to_come"]),
    ],
)
def test_a_visit_lies_between_its_request_and_today(
    tickets: TicketShop, day: date, codes: list[str]
) -> None:
    ticket_id = tickets.open(tickets.line("SN1"))
    if not codes:
        tickets.visit(ticket_id, signed_on(day))
        assert tickets.shop.rows(Ticket)[0].visited_on == day
        return
    with pytest.raises(Refused) as refused:
        tickets.visit(ticket_id, signed_on(day))
    assert _codes(refused) == codes
    assert tickets.shop.rows(Proof) == []


def test_a_visit_without_its_day_cannot_be_written_down(tickets: TicketShop) -> None:
    ticket_id = tickets.open(tickets.line("SN1"))
    with pytest.raises(Refused) as refused:
        tickets.visit(ticket_id, replace(SIGNED, delivered_on=None))
    assert _codes(refused) == ["no_day_of_visit"]


@pytest.mark.parametrize("end", ["deceased_on", "left_on"])
@pytest.mark.parametrize(("days", "is_refused"), [(-1, True), (0, False), (1, False)])
def test_nothing_is_brought_after_a_death_or_leaving(
    tickets: TicketShop, end: str, days: int, is_refused: bool
) -> None:
    ticket_id = tickets.open(tickets.line("SN1"))
    more = {"left_reason": LeavingReason.MOVED_AWAY} if end == "left_on" else {}
    known = {end: VISIT + timedelta(days=days), **more}
    tickets.shop.change(Member, Member.member_no == "M1", **known)
    if is_refused:
        with pytest.raises(Refused) as refused:
            tickets.visit(ticket_id)
        assert _codes(refused)[0] in {"member_died", "member_left"}
        assert tickets.unit("SN1").state is AssetState.READY
    else:
        tickets.visit(ticket_id)


def test_half_an_exchange_and_nothing_at_all_are_refused(tickets: TicketShop) -> None:
    tickets.deliver()
    lines = tickets.line("SN2", rental_no="R0001"), tickets.line("SN1", Way.BACK, "R0001")
    exchange = tickets.open(*lines, kind=TicketKind.EXCHANGE)
    with pytest.raises(Refused) as refused:
        tickets.visit(exchange, signed_on(date(2026, 10, 9)), left_out={2}, stayed=REFUSED)
    assert _codes(refused) == ["half_an_exchange"]
    with pytest.raises(Refused) as refused:
        tickets.do(
            record_visit,
            ticket_id=exchange,
            facts=signed_on(date(2026, 10, 9)),
            left_out={1, 2},
            stayed=REFUSED,
        )
    assert _codes(refused) == ["nothing_moved"]


@pytest.mark.parametrize(
    ("name", "day", "is_refused"),
    [
        ("NORA  rivera", VISIT, True),
        ("Nora Rivera", VISIT + timedelta(days=1), False),
        ("Somebody Else", VISIT, False),
    ],
)
def test_the_staff_of_that_day_sign_for_nobody(
    tickets: TicketShop, name: str, day: date, is_refused: bool
) -> None:
    tickets.do(add_person, name="Ana Silva", role=Role.OWNER, from_on=ASKED, pin="2580")
    tickets.do(add_person, name=name, role=Role.DRIVER, from_on=day)
    ticket_id = tickets.open(tickets.line("SN1"))
    if not is_refused:
        tickets.visit(ticket_id)
        return
    with pytest.raises(Refused) as refused:
        tickets.visit(ticket_id)
    assert [one.field for one in refused.value.findings] == ["signer"]
    assert (tickets.shop.rows(Proof), tickets.shop.rows(Rental)) == ([], [])


def test_the_driver_of_the_slip_signs_for_nobody(tickets: TicketShop) -> None:
    ticket_id = tickets.open(tickets.line("SN1"), driver="Nora Rivera")
    with pytest.raises(Refused) as refused:
        tickets.visit(ticket_id)
    assert [one.field for one in refused.value.findings] == ["signer"]


@pytest.mark.parametrize(
    ("payer", "said", "from_on", "service_on"),
    [
        ("MC", None, VISIT, VISIT),
        ("MC", "", VISIT, PARCEL.shipped_on),
        ("MC", "MC", VISIT, PARCEL.shipped_on),
        ("MC", "XX", VISIT, VISIT),
        ("MC", "MC", VISIT + timedelta(days=1), VISIT),
        ("MH", "", VISIT, VISIT),
    ],
)
def test_the_payers_policy_chooses_a_parcels_day(
    tickets: TicketShop, payer: str, said: str | None, from_on: date, service_on: date
) -> None:
    if said is not None:
        tickets.do(
            say_policy,
            key="carrier_day",
            value="shipped",
            from_on=from_on,
            why="Their letter",
            regime="medicare",
            payer_code=said,
        )
    ticket_id = tickets.open(tickets.line("SN1"), payer=payer)
    tickets.visit(ticket_id, PARCEL)
    assert tickets.shop.rows(Proof)[0].service_on == service_on
    assert tickets.shop.rows(Rental)[0].started_on == service_on
    assert tickets.unit("SN1").state is AssetState.ON_RENT
