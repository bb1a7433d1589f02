"""Tickets are opened whole or refused with everything that is wrong; a unit is on one at a time."""

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from dmedesk.deliveries.actions import move_ticket
from dmedesk.deliveries.rules.words import PickupReason, TicketKind, TicketStage, Way
from dmedesk.deliveries.tables import Ticket, TicketLine
from dmedesk.kit.errors import Refused
from dmedesk.store.unit_of_work import unit_of_work
from tests.deliveries.tickets import VISIT, TicketShop
from tests.flows.month_shop import MonthShop, clock


@pytest.fixture
def tickets(shop_engine: Engine) -> TicketShop:
    shop = MonthShop(shop_engine).found()
    shop.unit("SN1", "E0260")
    shop.unit("SN2", "E0260")
    return TicketShop(shop)


def _codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [one.code for one in refused.value.findings]


def test_a_ticket_has_its_number_and_its_lines_in_order(tickets: TicketShop) -> None:
    tickets.open(tickets.line("SN1"), tickets.counted("E0163", 2), driver=" Dan ")
    tickets.open(tickets.line("SN2"))
    first, second = tickets.shop.rows(Ticket)
    assert (first.ticket_no, second.ticket_no) == ("SLIP-000001", "SLIP-000002")
    assert (first.stage, first.driver, first.planned_on) == (TicketStage.TO_PRINT, "Dan", VISIT)
    assert [(one.place, one.quantity) for one in tickets.shop.rows(TicketLine)][:2] == [
        (1, 1),
        (2, 2),
    ]


def test_everything_that_is_wrong_is_told_at_once(tickets: TicketShop) -> None:
    tickets.open(tickets.line("SN1"))
    with pytest.raises(Refused) as refused:
        tickets.open(
            tickets.line("SN1"),
            tickets.line("SN2", Way.BACK),
            tickets.counted("E0163", 0),
        )
    assert _codes(refused) == ["wrong_way", "wrong_quantity", "unit_on_another_slip"]
    assert len(tickets.shop.rows(Ticket)) == 1


def test_a_pickup_has_its_reason(tickets: TicketShop) -> None:
    back = tickets.line("SN1", Way.BACK)
    with pytest.raises(Refused) as refused:
        tickets.open(back, kind=TicketKind.PICKUP)
    assert _codes(refused) == ["reason_missing"]
    tickets.open(back, kind=TicketKind.PICKUP, reason=PickupReason.DISCHARGED)


def test_the_database_itself_keeps_a_unit_off_two_open_tickets(tickets: TicketShop) -> None:
    tickets.open(tickets.line("SN1"))
    (line,) = tickets.shop.rows(TicketLine)
    with (
        pytest.raises(IntegrityError),
        unit_of_work(tickets.shop.engine, actor="ana", action="ticket", clock=clock) as work,
    ):
        work.session.add(
            TicketLine(
                ticket_id=line.ticket_id,
                place=9,
                way=Way.OUT,
                product_id=line.product_id,
                asset_id=line.asset_id,
                quantity=1,
            )
        )
        work.session.flush()


def test_a_cancelled_ticket_frees_its_units(tickets: TicketShop) -> None:
    ticket_id = tickets.open(tickets.line("SN1"))
    tickets.do(move_ticket, ticket_id=ticket_id, stage=TicketStage.CANCELLED)
    tickets.open(tickets.line("SN1"))
    with pytest.raises(Refused) as refused:
        tickets.do(move_ticket, ticket_id=ticket_id, stage=TicketStage.OUT)
    assert _codes(refused) == ["stage_not_allowed"]
    with pytest.raises(ValueError, match="its proof"):
        tickets.do(move_ticket, ticket_id=ticket_id, stage=TicketStage.DONE)
