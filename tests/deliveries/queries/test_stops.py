"""A pickup that was asked for stops later months before the van comes: on, below and above the day.

The month is asked, and the strip of the rental: both must say the same.
"""

from datetime import date

import pytest
from sqlalchemy import Engine

from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset
from dmedesk.billing.queries.strips import rental_strip
from dmedesk.deliveries.actions import move_ticket
from dmedesk.deliveries.queries.stops import stops_asked
from dmedesk.deliveries.rules.words import PickupReason, TicketKind, TicketStage, Way
from dmedesk.rentals.queries.listed import MonthState
from dmedesk.rentals.tables import Rental
from dmedesk.store.unit_of_work import reading
from tests.deliveries.tickets import TicketShop, signed_on
from tests.flows.month_shop import MonthShop, billed


@pytest.fixture
def tickets(shop_engine: Engine) -> TicketShop:
    shop = MonthShop(shop_engine).found()
    shop.rent("R1", started_on="2026-07-10")
    shop.rent("R2", started_on="2026-07-10")
    shop.change(Asset, Asset.serial == "SR1", state=AssetState.ON_RENT)
    return TicketShop(shop)


def _ask(tickets: TicketShop, asked_on: date) -> int:
    return tickets.open(
        tickets.line("SR1", Way.BACK, "R1"),
        kind=TicketKind.PICKUP,
        reason=PickupReason.NO_LONGER_NEEDED,
        asked_on=asked_on,
    )


def _billed(tickets: TicketShop, month: str) -> list[str]:
    return [rental_no for rental_no, _number, _amount in billed(tickets.shop.preview(month))]


def _due_in_strip(tickets: TicketShop, on: date) -> list[date]:
    rental = tickets.find(Rental, Rental.rental_no == "R1")
    with reading(tickets.shop.engine) as session:
        strip = rental_strip(session, rental_id=rental.id, on=on)
    return [one.from_on for one in strip if one.state is MonthState.DUE and one.from_on <= on]


@pytest.mark.parametrize(
    ("asked_on", "october"),
    [
        (date(2026, 10, 9), ["R2"]),
        (date(2026, 10, 10), ["R2"]),
        (date(2026, 10, 11), ["R1", "R2"]),
    ],
)
def test_no_month_begins_on_or_after_the_day_on_which_it_was_asked_for(
    tickets: TicketShop, asked_on: date, october: list[str]
) -> None:
    _ask(tickets, asked_on)
    assert _billed(tickets, "2026-10") == october
    assert _billed(tickets, "2026-11") == ["R2"]
    assert (date(2026, 10, 10) in _due_in_strip(tickets, date(2026, 11, 30))) is ("R1" in october)


def test_a_pickup_that_is_cancelled_stops_nothing(tickets: TicketShop) -> None:
    ticket_id = _ask(tickets, date(2026, 10, 1))
    tickets.do(move_ticket, ticket_id=ticket_id, stage=TicketStage.OUT)
    assert _billed(tickets, "2026-10") == ["R2"]
    tickets.do(move_ticket, ticket_id=ticket_id, stage=TicketStage.CANCELLED)
    assert _billed(tickets, "2026-10") == ["R1", "R2"]
    with reading(tickets.shop.engine) as session:
        assert stops_asked(session) == {}


def test_a_month_that_was_held_back_by_a_request_is_billed_late_when_it_falls_away(
    tickets: TicketShop,
) -> None:
    ticket_id = _ask(tickets, date(2026, 10, 1))
    tickets.shop.post("2026-10")
    tickets.do(move_ticket, ticket_id=ticket_id, stage=TicketStage.CANCELLED)
    assert _billed(tickets, "2026-10") == ["R1"]


def test_a_visit_takes_the_place_of_the_request(tickets: TicketShop) -> None:
    ticket_id = _ask(tickets, date(2026, 10, 3))
    facts = signed_on(date(2026, 10, 20))
    tickets.visit(ticket_id, facts)
    with reading(tickets.shop.engine) as session:
        assert stops_asked(session) == {}
    assert tickets.find(Rental, Rental.rental_no == "R1").ended_on == date(2026, 10, 3)
    assert _billed(tickets, "2026-10") == ["R2"]
