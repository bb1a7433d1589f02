"""Another unit came back: somebody says what became of the one that was expected."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset, Movement
from dmedesk.deliveries.actions import settle_return
from dmedesk.deliveries.rules.words import PickupReason, Settled, TicketKind, Way
from dmedesk.deliveries.tables import ReturnSettlement
from dmedesk.kit.errors import Refused
from tests.deliveries.tickets import SIGNED, TicketShop
from tests.flows.month_shop import MonthShop

BACK = date(2026, 10, 9)
SETTLED = date(2026, 10, 12)


@pytest.fixture
def tickets(shop_engine: Engine) -> TicketShop:
    """SN1 was fetched from M2 for R1, and SN2, which another rental has, came back instead."""
    shop = MonthShop(shop_engine).found()
    shop.rent("R1", member_no="M1", serial="SN1")
    shop.rent("R2", member_no="M1", serial="SN2")
    for serial in ("SN1", "SN2"):
        shop.change(Asset, Asset.serial == serial, state=AssetState.ON_RENT)
    made = TicketShop(shop)
    ticket_id = made.open(
        made.line("SN1", Way.BACK, "R1"),
        kind=TicketKind.PICKUP,
        reason=PickupReason.NO_LONGER_NEEDED,
    )
    other = made.find(Asset, Asset.serial == "SN2").id
    signed = replace(SIGNED, delivered_on=BACK, signed_on=BACK)
    made.visit(ticket_id, signed, came_back={1: other})
    return made


def settle(tickets: TicketShop, settled: Settled, note: str = "Asked the son") -> int:
    found: int = tickets.do(
        settle_return, line_id=1, settled=settled, settled_on=SETTLED, note=note
    )
    return found


def test_a_lost_unit_is_lost_from_that_day(tickets: TicketShop) -> None:
    settle(tickets, Settled.LOST)
    unit = tickets.find(Asset, Asset.serial == "SN1")
    assert unit.state is AssetState.LOST
    last = tickets.shop.rows(Movement)[-1]
    assert (last.moved_on, last.cause_kind, last.cause_no) == (SETTLED, "ticket", "SLIP-000001")
    (fact,) = tickets.shop.rows(ReturnSettlement)
    assert (fact.turn, fact.settled, fact.note) == (1, Settled.LOST, "Asked the son")
    assert (fact.settled_on, fact.recorded_by) == (SETTLED, "ana")


def test_one_that_came_back_since_waits_for_the_bench(tickets: TicketShop) -> None:
    settle(tickets, Settled.CAME_BACK)
    assert tickets.find(Asset, Asset.serial == "SN1").state is AssetState.CLEANING


@pytest.mark.parametrize("settled", [Settled.MIXED_UP, Settled.STAYS])
def test_else_the_unit_stays_where_it_stands(tickets: TicketShop, settled: Settled) -> None:
    settle(tickets, settled)
    assert tickets.find(Asset, Asset.serial == "SN1").state is AssetState.ON_RENT


def test_a_later_settlement_is_a_further_fact(tickets: TicketShop) -> None:
    settle(tickets, Settled.STAYS)
    settle(tickets, Settled.LOST, "It was not there")
    assert [one.turn for one in tickets.shop.rows(ReturnSettlement)] == [1, 2]


def test_without_a_note_nothing_is_settled(tickets: TicketShop) -> None:
    with pytest.raises(Refused) as refused:
        settle(tickets, Settled.LOST, "  ")
    (found,) = refused.value.findings
    assert (found.code, found.field) == ("note_missing", "note")
    assert tickets.shop.rows(ReturnSettlement) == []


def test_a_unit_that_cannot_move_so_refuses_it(tickets: TicketShop) -> None:
    settle(tickets, Settled.CAME_BACK)
    with pytest.raises(Refused) as refused:
        settle(tickets, Settled.CAME_BACK)
    assert [one.code for one in refused.value.findings] == ["move_not_allowed"]
    assert len(tickets.shop.rows(ReturnSettlement)) == 1


def test_there_is_nothing_to_settle_where_the_right_unit_came(tickets: TicketShop) -> None:
    tickets.shop.unit("SN8", "E0260")
    tickets.open(tickets.line("SN8"))
    with pytest.raises(Refused) as refused:
        tickets.do(settle_return, line_id=2, settled=Settled.LOST, settled_on=SETTLED, note="gone")
    assert [one.code for one in refused.value.findings] == ["nothing_to_settle"]
