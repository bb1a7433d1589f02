"""Whatever is tried with units, slips and rentals: never two holders, never two open rentals of one
unit, never one that goes out unchecked (101 CMR 322.03(7), (8)); every refusal has its remedy.
"""

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from dmedesk.assets.actions.checks import fail_check, pass_check
from dmedesk.assets.rules.checks import Check
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.tables import Asset
from dmedesk.deliveries.actions import add_proof, everything_of, move_ticket, open_ticket
from dmedesk.deliveries.actions.proving import record_visit
from dmedesk.deliveries.rules.words import PickupReason, StayReason, TicketKind, TicketStage, Way
from dmedesk.deliveries.tables import Proof, Ticket, TicketLine
from dmedesk.members.tables import Member, Payer
from dmedesk.rentals.tables import Rental
from dmedesk.store.unit_of_work import reading
from tests.deliveries.tickets import signed_on
from tests.properties.unit_world import SERIALS, World, begin, faults, found, unsigned_on

serials = st.sampled_from(SERIALS)
picks = st.integers(0, 5)
BY_HAND = st.sampled_from(
    [Move.LOST, Move.FOUND, Move.QUARANTINED, Move.RELEASED, Move.REPAIRED, Move.SENT_TO_REPAIR]
)


class Units(RuleBasedStateMachine):
    """Two members, three beds, and everybody who works there at once."""

    template: Path
    reached: ClassVar[set[str]] = set()

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        file = Path(shutil.copy(self.template, Path(self.folder.name) / "units.dmedesk"))
        self.world: World = begin(file)

    def teardown(self) -> None:
        self.world.end()
        self.folder.cleanup()

    @rule(days=st.integers(0, 9))
    def wait(self, days: int) -> None:
        self.time_passes(days)

    def time_passes(self, days: int) -> None:
        self.world.today += timedelta(days=days)

    def _open(self, member_no: str, kind: TicketKind, lines: object, **how: object) -> bool:
        world = self.world
        return world.try_to(
            open_ticket,
            kind=kind,
            member_id=world.tickets.find(Member, Member.member_no == member_no).id,
            payer_id=world.tickets.find(Payer, Payer.code == "MH").id,
            asked_on=world.today,
            planned_on=world.today,
            lines=lines,
            **how,
        )

    @rule(serial=serials, member_no=st.sampled_from(["M1", "M2"]))
    def ask_for_a_delivery(self, serial: str, member_no: str) -> None:
        self._open(member_no, TicketKind.DELIVERY, [self.world.tickets.line(serial)])

    @initialize(then=st.sampled_from(["nothing", "back", "exchanged", "unsigned", "called off"]))
    def begin_with_one_out(self, then: str) -> None:
        self.deliver("SN1", "M1")
        match then:
            case "back":
                self.ask_for_everything_back("M1", at_once=True)
            case "exchanged":
                self.ask_for_an_exchange(0, "SN2", at_once=True)
            case "unsigned":
                self.ask_for_a_delivery("SN2", "M2")
                self.make_a_visit_as_planned(0, is_signed=False)
            case "called off":
                self.ask_for_a_delivery("SN2", "M2")
                self.send_or_cancel(1, TicketStage.CANCELLED)

    @rule(serial=serials, member_no=st.sampled_from(["M1", "M2"]))
    def deliver(self, serial: str, member_no: str) -> None:
        if self._open(member_no, TicketKind.DELIVERY, [self.world.tickets.line(serial)]):
            self._make(max(self.world.ids(Ticket)))

    def _make(self, ticket_id: int, *, is_signed: bool = True) -> None:
        self.world.try_to(move_ticket, ticket_id=ticket_id, stage=TicketStage.OUT)
        facts = (signed_on if is_signed else unsigned_on)(self.world.today)
        self.world.try_to(record_visit, ticket_id=ticket_id, facts=facts)

    @rule(pick=picks, is_signed=st.booleans())
    def make_a_visit_as_planned(self, pick: int, is_signed: bool) -> None:
        ticket_id = self._ticket(pick, TicketStage.OUT, TicketStage.TO_PRINT)
        if ticket_id is not None:
            self._make(ticket_id, is_signed=is_signed)

    @rule(member_no=st.sampled_from(["M1", "M2"]), at_once=st.booleans())
    def ask_for_everything_back(self, member_no: str, at_once: bool) -> None:
        member = self.world.tickets.find(Member, Member.member_no == member_no)
        lines = self.world.tickets.do(everything_of, member_id=member.id)
        why = PickupReason.NO_LONGER_NEEDED
        if self._open(member_no, TicketKind.PICKUP, lines, reason=why) and at_once:
            self._make(max(self.world.ids(Ticket)))

    @rule(pick=picks, serial=serials, at_once=st.booleans())
    def ask_for_an_exchange(self, pick: int, serial: str, at_once: bool) -> None:
        rentals = self.world.ids(Rental, Rental.ended_on.is_(None))
        if not rentals:
            return
        self.time_passes(1)
        rental = self.world.tickets.find(Rental, Rental.id == rentals[pick % len(rentals)])
        member = self.world.tickets.find(Member, Member.id == rental.member_id)
        out = self.world.tickets.line(serial, Way.OUT, rental.rental_no)
        lines = [out, self.world.line(rental.id)]
        if self._open(member.member_no, TicketKind.EXCHANGE, lines) and at_once:
            self._make(max(self.world.ids(Ticket)))

    def _ticket(self, pick: int, *stages: TicketStage) -> int | None:
        ids = self.world.ids(Ticket, Ticket.stage.in_(stages))
        return ids[pick % len(ids)] if ids else None

    @rule(pick=picks, stage=st.sampled_from([TicketStage.OUT, TicketStage.CANCELLED]))
    def send_or_cancel(self, pick: int, stage: TicketStage) -> None:
        ticket_id = self._ticket(pick, *TicketStage)
        if ticket_id is not None:
            self.world.try_to(move_ticket, ticket_id=ticket_id, stage=stage)

    @rule(pick=picks, is_signed=st.booleans(), other=st.none() | serials, left=st.none() | picks)
    def visit(self, pick: int, is_signed: bool, other: str | None, left: int | None) -> None:
        ticket_id = self._ticket(pick, TicketStage.OUT, TicketStage.TO_PRINT)
        if ticket_id is None:
            return
        world = self.world
        world.try_to(move_ticket, ticket_id=ticket_id, stage=TicketStage.OUT)
        came_back: dict[int, int] = {}
        back = world.ids(TicketLine, TicketLine.ticket_id == ticket_id, TicketLine.way == Way.BACK)
        places = [world.tickets.find(TicketLine, TicketLine.id == one).place for one in back]
        left_out = [left % 3 + 1] if left is not None else []
        if other is not None and places and places[0] not in left_out:
            came_back[places[0]] = world.tickets.find(Asset, Asset.serial == other).id
        facts = (signed_on if is_signed else unsigned_on)(world.today)
        world.try_to(
            record_visit,
            ticket_id=ticket_id,
            facts=facts,
            came_back=came_back,
            left_out=left_out,
            stayed=StayReason.REFUSED if left_out else None,
        )

    @rule(pick=picks)
    def get_the_signature(self, pick: int) -> None:
        ticket_id = self._ticket(pick, TicketStage.WAITING, TicketStage.DONE)
        if ticket_id is not None:
            facts = signed_on(self.world.today)
            self.world.try_to(add_proof, ticket_id=ticket_id, facts=facts, why="Got it later.")

    @rule(serial=serials, is_clean=st.sampled_from([True, True, False]), passes=st.booleans())
    def look_at_it(self, serial: str, is_clean: bool, passes: bool) -> None:
        unit = self.world.tickets.find(Asset, Asset.serial == serial)
        self.world.try_to(
            pass_check if passes else fail_check,
            asset_id=unit.id,
            checked_on=self.world.today,
            technician="Tom",
            seen=[Check.WORKING, *([Check.CLEAN] if is_clean else [])],
            note="Looked at.",
        )

    @rule(serial=serials, move=BY_HAND)
    def move_by_hand(self, serial: str, move: Move) -> None:
        self.world.move(serial, move)

    @invariant()
    def nothing_is_in_two_places(self) -> None:
        with reading(self.world.tickets.shop.engine) as session:
            assert list(faults(session)) == []
            for ticket in session.scalars(select(Ticket)):
                self.reached.update(
                    {ticket.stage.value, f"{ticket.kind.value} {ticket.stage.value}"}
                )
            visited = select(Ticket.id).where(Ticket.visited_on.is_not(None))
            assert set(session.scalars(visited)) == set(session.scalars(select(Proof.ticket_id)))


def test_no_order_of_events_breaks_the_life_of_a_unit(shop_file: Path) -> None:
    found(shop_file)
    Units.template = shop_file
    run_state_machine_as_test(
        Units, settings=settings(max_examples=40, stateful_step_count=40, deadline=None)
    )
    # It got somewhere: every kind of visit was made, and every stage was seen.
    made = {f"{kind.value} done" for kind in TicketKind}
    assert {*made, TicketStage.WAITING, TicketStage.CANCELLED} <= Units.reached
