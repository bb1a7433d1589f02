"""The slip board: what needs a hand on top, the oldest first, with its days and its money."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.deliveries.actions import move_ticket
from dmedesk.deliveries.queries.listed import (
    SLIPS,
    SlipSource,
    count_slips,
    held_by,
    no_money,
    unsigned_slips,
)
from dmedesk.deliveries.rules.proof import ProofFacts
from dmedesk.deliveries.rules.words import (
    Method,
    PickupReason,
    TicketKind,
    TicketStage,
    UnsignedReason,
    Way,
)
from dmedesk.deliveries.tables import Ticket, TicketLine
from dmedesk.kit.lists import Ask, Filter, Match, Sort
from dmedesk.members.tables import Member
from dmedesk.rentals.tables import Rental
from dmedesk.store.unit_of_work import reading
from tests.deliveries.tickets import ASKED, SIGNED, VISIT, TicketShop
from tests.flows.month_shop import MonthShop
from tests.statements import statements_of

ON = date(2026, 10, 5)
UNPROVEN = ProofFacts(Method.DIRECT, delivered_on=VISIT)


def ten_a_rental(_session: Any, /, *, rental_ids: Collection[int], on: date) -> Mapping[int, int]:
    assert on == ON
    return {rental_id: 1_000 * rental_id for rental_id in rental_ids}


@pytest.fixture
def board(shop_engine: Engine) -> TicketShop:
    """One slip to print, one out, one unsigned, one with a reason (Medicare), one done."""
    shop = MonthShop(shop_engine).found()
    tickets = TicketShop(shop)
    for number in range(1, 7):
        shop.unit(f"SN{number}", "E0260")
    shop.change(Member, Member.member_no == "M1", city="Lynn", delivery_city="Salem")
    tickets.open(tickets.line("SN1"), driver="Dan")
    out = tickets.open(tickets.line("SN2"), driver="Lea")
    tickets.do(move_ticket, ticket_id=out, stage=TicketStage.OUT)
    tickets.visit(tickets.open(tickets.line("SN3"), driver="Dan"), UNPROVEN)
    noted = replace(UNPROVEN, method=Method.UNSIGNED, reason=UnsignedReason.NOBODY_HOME)
    tickets.visit(tickets.open(tickets.line("SN4"), payer="MC"), replace(noted, driver_note="x"))
    tickets.visit(tickets.open(tickets.line("SN5")))
    return tickets


def numbers(engine: Engine, ask: Ask = Ask(), source: Any = SLIPS) -> list[int]:  # noqa: B008
    with reading(engine) as session:
        return list(source.ids(session, ask, on=ON))


def test_what_needs_a_hand_comes_first_and_the_oldest_on_top(board: TicketShop) -> None:
    engine = board.shop.engine
    assert numbers(engine) == [1, 2, 3, 4, 5]
    board.shop.change(Ticket, Ticket.id == 2, asked_on=date(2026, 9, 1))
    board.do(move_ticket, ticket_id=1, stage=TicketStage.CANCELLED)
    assert numbers(engine) == [2, 3, 4, 1, 5]


def test_a_row_says_who_where_since_when_and_how_much(board: TicketShop) -> None:
    source = SlipSource(ten_a_rental)
    with reading(board.shop.engine) as session:
        first, third = source.rows(session, [1, 3], on=ON)
    assert (first.ticket_no, first.member, first.town) == ("SLIP-000001", "Rivera, M1", "Salem")
    assert (first.kind, first.stage, first.driver) == (
        TicketKind.DELIVERY,
        TicketStage.TO_PRINT,
        "Dan",
    )
    assert (first.since, first.planned_on, first.items) == (ASKED, VISIT, 1)
    assert first.held_cents == 0
    assert (third.stage, third.since, third.held_cents) == (TicketStage.WAITING, VISIT, 1_000)


def test_each_chip_has_its_slips(board: TicketShop) -> None:
    with reading(board.shop.engine) as session:
        counts = SlipSource(no_money, driver=lambda: "Dan").counts(session, on=ON)
    assert counts == {
        "": 5,
        "to_print": 1,
        "out": 1,
        "waiting": 1,
        "reason_given": 1,
        "done": 1,
        "today": 2,
        "late": 0,
        "mine": 2,
        "another_unit": 0,
    }
    with reading(board.shop.engine) as session:
        later = SLIPS.counts(session, on=date(2026, 10, 6))
        assert (later["today"], later["late"]) == (0, 2)
        assert count_slips(session, Ask("done"), on=ON) == 1


def test_only_an_unsigned_delivery_holds_money(board: TicketShop) -> None:
    with reading(board.shop.engine) as session:
        assert held_by(session, ten_a_rental, on=ON) == {3: 1_000, 4: 2_000}
        assert unsigned_slips(session) == {1: 3, 2: 4}
        assert held_by(session, no_money, on=ON) == {3: 0, 4: 0}
        assert held_by(session, ten_a_rental, on=ON, ticket_ids=[4]) == {4: 2_000}


def test_slips_are_sorted_and_filtered_by_their_money(board: TicketShop) -> None:
    engine, source = board.shop.engine, SlipSource(ten_a_rental)
    most = Ask(sorts=(Sort("held_cents", descending=True),))
    assert numbers(engine, most, source)[:2] == [4, 3]
    above = Ask(filters=(Filter("held_cents", Match.FROM, 1_500),))
    assert numbers(engine, above, source) == [4]


def test_slips_of_a_unit_a_member_and_a_rental_are_found(board: TicketShop) -> None:
    engine = board.shop.engine
    (line,) = [one for one in board.shop.rows(TicketLine) if one.ticket_id == 3]
    by_unit = Ask(filters=(Filter("units", Match.CONTAINS, f"|{line.asset_id}|"),))
    by_rental = Ask(filters=(Filter("rentals", Match.CONTAINS, f"|{line.rental_id}|"),))
    assert numbers(engine, by_unit) == numbers(engine, by_rental) == [3]
    assert len(numbers(engine, Ask(filters=(Filter("member_no", Match.IS, "M1"),)))) == 5
    assert numbers(engine, Ask(filters=(Filter("member_no", Match.IS, "M2"),))) == []


def test_another_unit_that_came_back_is_found_until_it_is_settled(board: TicketShop) -> None:
    (line,) = [one for one in board.shop.rows(TicketLine) if one.ticket_id == 3]
    back = board.open(
        board.line("SN3", Way.BACK, _rental_no(board, line.rental_id)),
        kind=TicketKind.PICKUP,
        reason=PickupReason.DEFECTIVE,
    )
    (other,) = [one for one in board.shop.rows(TicketLine) if one.ticket_id == 4]
    visited = replace(SIGNED, delivered_on=date(2026, 10, 9), signed_on=date(2026, 10, 9))
    came = {1: other.asset_id}
    board.visit(back, visited, came_back=came)
    assert numbers(board.shop.engine, Ask("another_unit")) == [back]


def _rental_no(board: TicketShop, rental_id: int | None) -> str:
    return str(board.find(Rental, Rental.id == rental_id).rental_no)


def test_ten_thousand_slips_are_listed_in_few_statements(shop_engine: Engine) -> None:
    shop = MonthShop(shop_engine).found()
    ten_thousand = [
        Ticket(
            ticket_no=f"SLIP-{number:06}",
            kind=TicketKind.DELIVERY,
            stage=TicketStage.TO_PRINT,
            member_id=1 + number % 3,
            asked_on=ASKED,
            planned_on=VISIT,
        )
        for number in range(10_000)
    ]
    shop.add(*ten_thousand)
    source = SlipSource(no_money)
    with reading(shop_engine) as session, statements_of(shop_engine) as sent:
        ids = source.ids(session, Ask("to_print"), on=ON)
        assert len(ids) == 10_000
        assert _asked(sent) == 1
        assert [row.ticket_no for row in source.rows(session, ids[:2], on=ON)] == [
            "SLIP-000000",
            "SLIP-000001",
        ]
        assert source.counts(session, on=ON)["to_print"] == 10_000
        assert _asked(sent) == 4


def _asked(sent: list[str]) -> int:
    return sum(one.startswith("SELECT") for one in sent)
