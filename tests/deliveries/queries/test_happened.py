"""What slips did: to units, in rentals, for members; and what waits for its proof."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.deliveries.actions import move_ticket
from dmedesk.deliveries.queries.happened import moves_of, unsigned, visits_of
from dmedesk.deliveries.queries.listed import no_money
from dmedesk.deliveries.rules.proof import ProofFacts
from dmedesk.deliveries.rules.words import (
    Method,
    TicketKind,
    TicketStage,
    UnsignedReason,
    Way,
)
from dmedesk.store.unit_of_work import reading
from tests.deliveries.tickets import SIGNED, VISIT, TicketShop
from tests.flows.month_shop import MonthShop

SWAPPED, ON = date(2026, 10, 20), date(2026, 11, 3)


@pytest.fixture
def tickets(shop_engine: Engine) -> TicketShop:
    """SN1 was brought, and exchanged for SN2."""
    shop = MonthShop(shop_engine).found()
    for number in (1, 2, 3):
        shop.unit(f"SN{number}", "E0260")
    made = TicketShop(shop)
    made.visit(made.open(made.line("SN1")))
    pair = (made.line("SN1", Way.BACK, "R0001"), made.line("SN2", Way.OUT, "R0001"))
    signed = replace(SIGNED, delivered_on=SWAPPED, signed_on=SWAPPED)
    swap = made.open(*pair, kind=TicketKind.EXCHANGE)
    made.visit(swap, signed)
    return made


def test_a_unit_goes_out_and_comes_back(tickets: TicketShop) -> None:
    with reading(tickets.shop.engine) as session:
        first, second = moves_of(session, asset_id=1)
        assert [one.ticket_no for one in moves_of(session, asset_id=2)] == ["SLIP-000002"]
    assert (first.on, first.way, first.is_made, first.member) == (
        VISIT,
        Way.OUT,
        True,
        "Rivera, M1",
    )
    assert (second.on, second.way, second.serial) == (SWAPPED, Way.BACK, "SN1")


def test_a_rental_tells_all_its_units(tickets: TicketShop) -> None:
    with reading(tickets.shop.engine) as session:
        found = [(one.serial, one.way) for one in moves_of(session, rental_id=1)]
    assert found == [("SN1", Way.OUT), ("SN1", Way.BACK), ("SN2", Way.OUT)]


def test_what_is_still_ahead_stands_on_its_planned_day(tickets: TicketShop) -> None:
    ticket_id = tickets.open(tickets.line("SN3"))
    with reading(tickets.shop.engine) as session:
        (ahead,) = moves_of(session, asset_id=3)
        assert (ahead.on, ahead.is_made) == (VISIT, False)
        assert [one.items for one in visits_of(session, member_id=1)] == [1, 2, 1]
    tickets.do(move_ticket, ticket_id=ticket_id, stage=TicketStage.CANCELLED)
    with reading(tickets.shop.engine) as session:
        assert moves_of(session, asset_id=3) == []


def test_what_waits_is_told_by_stage_with_its_oldest_day(tickets: TicketShop) -> None:
    with reading(tickets.shop.engine) as session:
        assert unsigned(session, no_money, on=ON) == []
    lacking = ProofFacts(Method.DIRECT, delivered_on=VISIT)
    tickets.visit(tickets.open(tickets.line("SN3")), lacking)
    tickets.shop.unit("SN4", "E0260")
    noted = ProofFacts(
        Method.UNSIGNED, delivered_on=SWAPPED, reason=UnsignedReason.NOBODY_HOME, driver_note="x"
    )
    tickets.visit(tickets.open(tickets.line("SN4"), payer="MC"), noted)

    def money(_session: Any, /, *, rental_ids: Collection[int], on: date) -> Mapping[int, int]:
        assert on == ON
        return dict.fromkeys(rental_ids, 10_000)

    with reading(tickets.shop.engine) as session:
        waiting, reasoned = unsigned(session, money, on=ON)
    assert (waiting.stage, waiting.count, waiting.oldest_on, waiting.cents) == (
        TicketStage.WAITING,
        1,
        VISIT,
        10_000,
    )
    assert (reasoned.stage, reasoned.oldest_on) == (TicketStage.REASON_GIVEN, SWAPPED)
