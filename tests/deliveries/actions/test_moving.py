"""What a visit does: units go out and come back, rentals begin, change their unit, or end."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.assets.actions.checks import pass_check
from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.checks import Check
from dmedesk.assets.tables import Movement
from dmedesk.deliveries.actions import move_ticket, record_visit
from dmedesk.deliveries.queries.happened import moves_of
from dmedesk.deliveries.rules.freezing import lines_of
from dmedesk.deliveries.rules.words import (
    PickupReason,
    StayReason,
    Terms,
    TicketKind,
    TicketStage,
    Way,
)
from dmedesk.deliveries.tables import Proof, Ticket, TicketLine
from dmedesk.kit.errors import Refused
from dmedesk.members.tables import Member
from dmedesk.recalls.queries.people import holders_of
from dmedesk.rentals.tables import Rental, RentalUnit
from dmedesk.store.unit_of_work import reading
from tests.deliveries.tickets import ASKED, SIGNED, VISIT, TicketShop, signed_on
from tests.flows.month_shop import MonthShop


@pytest.fixture
def tickets(shop_engine: Engine) -> TicketShop:
    shop = MonthShop(shop_engine).found()
    shop.unit("SN1", "E0260")
    shop.unit("SN2", "E0260")
    return TicketShop(shop)


def _codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [one.code for one in refused.value.findings]


def test_an_exchange_keeps_the_rental_and_its_count(tickets: TicketShop) -> None:
    begun, swapped = date(2026, 2, 5), date(2026, 8, 9)
    tickets.visit(tickets.open(tickets.line("SN1"), asked_on=begun), signed_on(begun))
    lines = tickets.line("SN2", rental_no="R0001"), tickets.line("SN1", Way.BACK, "R0001")
    exchange = tickets.open(*lines, kind=TicketKind.EXCHANGE, asked_on=swapped)
    tickets.visit(exchange, signed_on(swapped))
    (rental,) = tickets.shop.rows(Rental)
    assert rental.asset_id == tickets.unit("SN2").id
    assert [(one.from_on, one.until_on) for one in tickets.shop.rows(RentalUnit)] == [
        (begun, swapped),
        (swapped, None),
    ]
    assert tickets.unit("SN1").state is AssetState.CLEANING
    assert tickets.unit("SN2").state is AssetState.ON_RENT
    (line,) = [
        one for one in tickets.shop.preview("2026-09")["lines"] if one["from_on"] == "2026-09-05"
    ]
    assert (line["rental_month"], line["serial"], line["modifiers"]) == (8, "SN2", ["RR", "KJ"])


def test_a_unit_is_exchanged_on_the_day_of_its_delivery(tickets: TicketShop) -> None:
    """The day is that of the unit that stays; the other's hours stand in its own history."""
    tickets.deliver("SN1")
    pair = tickets.line("SN1", Way.BACK, "R0001"), tickets.line("SN2", rental_no="R0001")
    exchange = tickets.open(*pair, kind=TicketKind.EXCHANGE)
    before = tickets.shop.preview("2026-10")
    tickets.visit(exchange, signed_on(VISIT))
    (rental,) = tickets.shop.rows(Rental)
    assert (rental.started_on, rental.proof_on) == (VISIT, VISIT)
    assert (rental.asset_id, tickets.shop.rows(RentalUnit)) == (tickets.unit("SN2").id, [])
    states = tickets.unit("SN1").state, tickets.unit("SN2").state
    assert states == (AssetState.CLEANING, AssetState.ON_RENT)
    _one_first_month(tickets, before)
    with reading(tickets.shop.engine) as session:
        went = moves_of(session, rental_id=rental.id)
        assert [(one.on, one.serial, one.way) for one in went] == [
            (VISIT, "SN1", Way.OUT),
            (VISIT, "SN1", Way.BACK),
            (VISIT, "SN2", Way.OUT),
        ]
        held = holders_of(session, [tickets.unit("SN1").id, tickets.unit("SN2").id])
    assert [one.words() for one in held] == [f"{VISIT} to {VISIT}", f"{VISIT} to now"]


def _one_first_month(tickets: TicketShop, before: dict[str, Any]) -> None:
    """The month's line is the one of before, with the unit that stays; posted and taken back."""
    (line,) = tickets.shop.preview("2026-10")["lines"]
    assert line == {**before["lines"][0], "serial": "SN2"}
    tickets.shop.post("2026-10")
    assert tickets.shop.preview("2026-10")["lines"] == []
    tickets.shop.undo("2026-10")
    assert tickets.shop.preview("2026-10")["lines"] == [line]


def test_a_unit_that_came_back_is_checked_before_it_goes_out_again(tickets: TicketShop) -> None:
    tickets.deliver()
    asked, fetched = date(2026, 10, 28), date(2026, 11, 1)
    pickup = tickets.open(
        tickets.line("SN1", Way.BACK, "R0001"),
        kind=TicketKind.PICKUP,
        reason=PickupReason.NO_LONGER_NEEDED,
        asked_on=asked,
    )
    tickets.visit(pickup, signed_on(fetched))
    (rental,) = tickets.shop.rows(Rental)
    assert rental.ended_on == asked
    again = tickets.open(tickets.line("SN1"))
    with pytest.raises(Refused) as refused:
        tickets.visit(again, signed_on(date(2026, 11, 2)))
    assert _codes(refused) == ["unit_not_ready"]
    assert len(tickets.shop.rows(Rental)) == 1
    tickets.do(
        pass_check,
        asset_id=tickets.unit("SN1").id,
        checked_on=date(2026, 11, 2),
        technician="Tom",
        seen={Check.CLEAN, Check.WORKING},
    )
    tickets.do(record_visit, ticket_id=again, facts=signed_on(date(2026, 11, 3)))
    assert [one.rental_no for one in tickets.shop.rows(Rental)] == ["R0001", "R0002"]


@pytest.mark.parametrize(
    ("asked_on", "ended_on"),
    [(VISIT, VISIT), (date(2026, 10, 9), date(2026, 10, 9)), (ASKED, VISIT)],
)
def test_a_pickup_ends_its_rental_when_it_was_asked_for(
    tickets: TicketShop, asked_on: date, ended_on: date
) -> None:
    """Never before the rental began: then it has no month at all."""
    tickets.deliver()
    pickup = tickets.open(
        tickets.line("SN1", Way.BACK, "R0001"),
        kind=TicketKind.PICKUP,
        reason=PickupReason.DISCHARGED,
        asked_on=asked_on,
    )
    tickets.visit(pickup, signed_on(date(2026, 10, 12)))
    assert [one.ended_on for one in tickets.shop.rows(Rental)] == [ended_on]


def test_another_unit_that_came_back_is_written_down(tickets: TicketShop) -> None:
    tickets.deliver("SN1")
    tickets.deliver("SN2")
    pickup = tickets.open(
        tickets.line("SN1", Way.BACK, "R0001"),
        kind=TicketKind.PICKUP,
        reason=PickupReason.DISCHARGED,
    )
    tickets.visit(pickup, came_back={1: tickets.unit("SN2").id})
    assert tickets.unit("SN1").state is AssetState.ON_RENT
    assert tickets.unit("SN2").state is AssetState.CLEANING
    assert tickets.shop.rows(Movement)[-1].note == "Came back instead of SN1."
    (line,) = lines_of(tickets.shop.rows(Proof)[-1].lines)
    assert (line.serial, line.expected) == ("SN2", "SN1")


def test_a_line_that_did_not_move_stays_where_it_is(tickets: TicketShop) -> None:
    ticket_id = tickets.open(tickets.line("SN1"), tickets.line("SN2"), tickets.counted("E0163", 2))
    tickets.visit(ticket_id, left_out={2}, stayed=StayReason.REFUSED)
    assert tickets.unit("SN2").state is AssetState.READY
    assert [one.rental_no for one in tickets.shop.rows(Rental)] == ["R0001"]
    assert [one.has_moved for one in tickets.shop.rows(TicketLine)] == [True, False, True]
    frozen = lines_of(tickets.shop.rows(Proof)[0].lines)
    assert [(one.serial, one.quantity, one.has_moved) for one in frozen] == [
        ("SN1", 1, True),
        ("SN2", 1, False),
        ("", 2, True),
    ]
    tickets.open(tickets.line("SN2"))


def test_what_is_counted_alone_begins_nothing(tickets: TicketShop) -> None:
    tickets.visit(tickets.open(tickets.counted("E0163", 2)))
    assert tickets.shop.rows(Rental) == []
    assert tickets.shop.rows(Ticket)[0].stage is TicketStage.DONE


def test_what_is_sold_begins_no_rental(tickets: TicketShop) -> None:
    ticket_id = tickets.open(replace(tickets.line("SN1"), terms=Terms.SALE))
    tickets.visit(ticket_id)
    unit = tickets.unit("SN1")
    assert (unit.state, unit.holder_id) == (AssetState.SOLD, 1)
    assert tickets.shop.rows(Rental) == []


def test_a_units_way_back_is_open_after_a_death(tickets: TicketShop) -> None:
    tickets.deliver()
    tickets.shop.change(Member, Member.member_no == "M1", deceased_on=date(2026, 10, 8))
    pickup = tickets.open(
        tickets.line("SN1", Way.BACK, "R0001"),
        kind=TicketKind.PICKUP,
        reason=PickupReason.DECEASED,
    )
    tickets.visit(pickup, signed_on(date(2026, 10, 12)))
    assert tickets.unit("SN1").state is AssetState.CLEANING


def test_why_something_did_not_move_is_said(tickets: TicketShop) -> None:
    ticket_id = tickets.open(tickets.line("SN1"), tickets.line("SN2"))
    with pytest.raises(Refused) as refused:
        tickets.visit(ticket_id, left_out={2})
    assert [one.code for one in refused.value.findings] == ["not_said_why"]
    why = {"left_out": {2}, "stayed": StayReason.DOES_NOT_FIT}
    tickets.do(record_visit, ticket_id=ticket_id, facts=SIGNED, **why)
    called_off = tickets.open(tickets.line("SN2"))
    tickets.do(
        move_ticket,
        ticket_id=called_off,
        stage=TicketStage.CANCELLED,
        stayed=StayReason.NOBODY_HOME,
    )
    told = [one.stayed for one in tickets.shop.rows(TicketLine)]
    assert told == [None, StayReason.DOES_NOT_FIT, StayReason.NOBODY_HOME]
