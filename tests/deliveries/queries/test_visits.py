"""A ticket as its visit's page reads it: lines, proofs, the pile, what was signed on screen."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from dmedesk.assets.rules import AssetState
from dmedesk.deliveries.actions import add_proof, move_ticket, record_visit, take_back_signature
from dmedesk.deliveries.queries.visits import (
    next_slip,
    read_visit,
    signed_here,
    slips_out,
    ticket_called,
    unit_called,
    what_keeps_the_start,
)
from dmedesk.deliveries.rules.words import Relationship, TicketKind, TicketStage, Way
from dmedesk.deliveries.tables import Ticket
from dmedesk.shop.actions.texts import write_text
from dmedesk.shop.rules.texts import TextKind
from dmedesk.store.unit_of_work import reading
from tests.deliveries.tickets import SIGNED, VISIT, TicketShop
from tests.flows.month_shop import MonthShop

DRAWN = '{"width":4000,"height":1120,"strokes":[[[10,10,0],[500,300,20]]]}'


@pytest.fixture
def tickets(shop_engine: Engine) -> TicketShop:
    shop = MonthShop(shop_engine).found()
    for number in range(1, 5):
        shop.unit(f"SN{number}", "E0260")
    return TicketShop(shop)


def _out(tickets: TicketShop, serial: str, driver: str = "Dan", day: date = VISIT) -> int:
    ticket_id = tickets.open(tickets.line(serial), driver=driver)
    tickets.shop.change(Ticket, Ticket.id == ticket_id, planned_on=day)
    tickets.do(move_ticket, ticket_id=ticket_id, stage=TicketStage.OUT)
    return ticket_id


def test_a_ticket_that_is_out(tickets: TicketShop) -> None:
    tickets.do(write_text, kind=TextKind.TASKS, content="Set up\nShown", from_on=VISIT)
    ticket_id = _out(tickets, "SN1")
    with reading(tickets.shop.engine) as session:
        read = read_visit(session, ticket_id=ticket_id, today=VISIT)
        assert read_visit(session, ticket_id=99, today=VISIT) is None
    assert read is not None
    assert (read.ticket_no, read.stage, read.driver) == ("SLIP-000001", TicketStage.OUT, "Dan")
    assert read.tasks == ("Set up", "Shown")
    (line,) = read.lines
    assert (line.serial, line.way, line.product) == ("SN1", Way.OUT, "Hospital bed")
    assert (read.proofs, read.visited_on, read.rentals) == ((), None, ())


def test_proofs_say_which_counts_and_which_is_gone(tickets: TicketShop) -> None:
    ticket_id = _out(tickets, "SN1")
    tickets.do(record_visit, ticket_id=ticket_id, facts=SIGNED, tasks_done=("Set up",))
    late = replace(SIGNED, signed_on=date(2026, 10, 8))
    tickets.do(add_proof, ticket_id=ticket_id, facts=late, why="Again")
    tickets.do(take_back_signature, ticket_id=ticket_id, turn=2, why="Not hers")
    with reading(tickets.shop.engine) as session:
        read = read_visit(session, ticket_id=ticket_id, today=VISIT)
    assert read is not None
    assert read.rentals == ("R0001",)
    assert [(one.turn, one.counts, one.is_gone, one.is_whole) for one in read.proofs] == [
        (1, True, False, True),
        (2, False, True, True),
        (3, False, False, True),
    ]
    first = read.proofs[0]
    assert first.facts == SIGNED
    assert (first.tasks_done, first.kept_until) == (("Set up",), date(2033, 10, 5))


def test_the_pile_is_a_drivers_day_from_number_to_number(tickets: TicketShop) -> None:
    first = _out(tickets, "SN1")
    _out(tickets, "SN2", driver="Eve")
    third = _out(tickets, "SN3")
    _out(tickets, "SN4", day=date(2026, 10, 6))
    with reading(tickets.shop.engine) as session:
        assert [one.ticket_no[-1] for one in slips_out(session)] == ["1", "3", "2", "4"]
        after, around = next_slip(session, ticket_id=first), next_slip(session, ticket_id=third)
    assert after is not None
    assert around is not None
    assert (after.ticket_id, around.ticket_id) == (third, first)
    tickets.do(record_visit, ticket_id=first, facts=SIGNED)
    with reading(tickets.shop.engine) as session:
        assert next_slip(session, ticket_id=third) is None


def test_numbers_and_serials_are_found_however_they_are_typed(tickets: TicketShop) -> None:
    ticket_id = _out(tickets, "SN1")
    with reading(tickets.shop.engine) as session:
        assert ticket_called(session, " slip-000001 ") == ticket_id
        assert ticket_called(session, "SLIP-1") is None
        unit = unit_called(session, "sn-1")
        assert unit is not None
        assert (unit.serial, unit.state) == ("SN1", AssetState.READY)
        assert unit_called(session, "SN9") is None


def test_what_keeps_a_start_is_asked_of_deliveries_alone(tickets: TicketShop) -> None:
    ticket_id = _out(tickets, "SN1")
    tickets.do(record_visit, ticket_id=ticket_id, facts=SIGNED)
    lines = tickets.line("SN2", rental_no="R0001"), tickets.line("SN1", Way.BACK, "R0001")
    exchange = tickets.open(*lines, kind=TicketKind.EXCHANGE)
    tickets.shop.post("2026-10")
    later = date(2026, 10, 8)
    with reading(tickets.shop.engine) as session:

        def kept(ticket: int, day: date) -> list[str]:
            found = what_keeps_the_start(session, ticket_id=ticket, starts_on=day)
            return [one.code for one in found]

        assert kept(ticket_id, later) == ["months_are_posted"]
        assert kept(ticket_id, VISIT) == []
        assert kept(exchange, later) == []


def test_what_was_signed_on_screen(tickets: TicketShop) -> None:
    ticket_id = _out(tickets, "SN1")
    with reading(tickets.shop.engine) as session:
        assert signed_here(session, ticket_id=ticket_id) is None
    how = {"strokes": DRAWN, "tasks_done": ("Set up",)}
    tickets.do(record_visit, ticket_id=ticket_id, facts=SIGNED, **how)
    with reading(tickets.shop.engine) as session:
        signed = signed_here(session, ticket_id=ticket_id)
    assert signed is not None
    assert (signed.signer, signed.relationship) == ("Nora Rivera", Relationship.SELF)
    assert (signed.signed_on, signed.tasks_done) == (VISIT, ("Set up",))
    assert len(signed.drawing.strokes[0]) == 2
    tickets.do(take_back_signature, ticket_id=ticket_id, turn=1, why="Not hers")
    with reading(tickets.shop.engine) as session:
        assert signed_here(session, ticket_id=ticket_id) is None


@pytest.mark.parametrize("strokes", ["", "[1]"])
def test_what_is_no_drawing_is_not_printed(tickets: TicketShop, strokes: str) -> None:
    ticket_id = _out(tickets, "SN1")
    tickets.do(record_visit, ticket_id=ticket_id, facts=SIGNED, strokes=strokes)
    with reading(tickets.shop.engine) as session:
        assert signed_here(session, ticket_id=ticket_id) is None
