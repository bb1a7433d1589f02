"""A kit goes on a delivery that is not out yet; every unit of it is scanned before it goes."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset
from dmedesk.catalog.actions import enter_kit
from dmedesk.deliveries.actions import move_ticket
from dmedesk.deliveries.actions.kits import add_kit, give_unit, take_line_off
from dmedesk.deliveries.actions.opening import WantedLine
from dmedesk.deliveries.queries.slips import slip_gaps, slip_paper
from dmedesk.deliveries.rules.words import PickupReason, Terms, TicketKind, TicketStage, Way
from dmedesk.deliveries.tables import Ticket, TicketLine
from dmedesk.kit.errors import Refused
from dmedesk.rentals.tables import Rental
from dmedesk.store.unit_of_work import reading
from tests.deliveries.tickets import SIGNED, VISIT, TicketShop
from tests.flows.month_shop import MonthShop

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 20)


@pytest.fixture
def tickets(shop_engine: Engine) -> TicketShop:
    """SN1 and SN2 are beds; the kit is two beds that are scanned, and two commodes."""
    shop = MonthShop(shop_engine).found()
    for serial in ("SN1", "SN2", "SN3"):
        shop.unit(serial, "E0260")
    shop.unit("OX1", "E1390")
    tickets = TicketShop(shop)
    bed, commode = tickets.line("SN1").product_id, tickets.counted("E0163", 1).product_id
    lines = [
        {"id": None, "product_id": bed, "quantity": 2, "by_serial": True},
        {"id": None, "product_id": commode, "quantity": 2, "by_serial": False},
    ]
    values = {"name": "Beds", "from_on": FIRST, "ended_on": LAST, "lines": lines}
    tickets.do(enter_kit, values=values)
    return tickets


def add(tickets: TicketShop, ticket_id: int, on: date = VISIT) -> Any:
    return tickets.do(add_kit, ticket_id=ticket_id, kit_id=1, on=on)


def give(tickets: TicketShop, ticket_id: int, serial: str) -> Any:
    asset_id = tickets.unit(serial).id
    return tickets.do(give_unit, ticket_id=ticket_id, asset_id=asset_id, on=VISIT)


def codes(act: Any, *how: Any, **more: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        act(*how, **more)
    return [one.code for one in refused.value.findings]


def test_a_kit_from_the_slip_to_the_rentals(tickets: TicketShop) -> None:
    ticket_id = tickets.open(tickets.line("SN3"))
    assert add(tickets, ticket_id) == 3
    lines = tickets.shop.rows(TicketLine)
    assert [(one.place, one.quantity, one.awaits_unit, one.terms) for one in lines] == [
        (1, 1, False, Terms.RENT),
        (2, 1, True, Terms.RENT),
        (3, 1, True, Terms.RENT),
        (4, 2, False, Terms.SALE),
    ]
    give(tickets, ticket_id, "SN1")
    out = {"ticket_id": ticket_id, "stage": TicketStage.OUT}
    assert codes(tickets.do, move_ticket, **out) == ["unit_to_scan"]
    with reading(tickets.shop.engine) as session:
        paper = slip_paper(session, ticket_id, VISIT)
        assert isinstance(paper, list)
        assert "unit_to_scan" in [one.code for one in paper]
        assert "unit_to_scan" in [one.code for one in slip_gaps(session, ticket_id, VISIT)]
    give(tickets, ticket_id, "SN2")
    tickets.visit(ticket_id, SIGNED)
    assert len(tickets.shop.rows(Rental)) == 3
    assert tickets.unit("SN2").state is AssetState.ON_RENT


def test_what_does_not_fit_is_refused(tickets: TicketShop) -> None:
    ticket_id = tickets.open(tickets.line("SN3"))
    assert codes(give, tickets, ticket_id, "SN1") == ["nothing_waits"]
    add(tickets, ticket_id)
    assert codes(give, tickets, ticket_id, "OX1") == ["nothing_waits"]
    other = tickets.open(tickets.line("SN1"))
    assert codes(give, tickets, ticket_id, "SN1") == ["unit_on_another_slip"]
    tickets.do(move_ticket, ticket_id=other, stage=TicketStage.CANCELLED)
    tickets.shop.change(Asset, Asset.serial == "SN1", state=AssetState.CLEANING)
    assert codes(give, tickets, ticket_id, "SN1") != []
    with pytest.raises(ValueError, match="no unit"):
        tickets.do(give_unit, ticket_id=ticket_id, asset_id=99, on=VISIT)


@pytest.mark.parametrize(
    ("on", "refused"),
    [
        (FIRST - timedelta(days=1), ["kit_not_offered"]),
        (FIRST, []),
        (LAST - timedelta(days=1), []),
        (LAST, ["kit_not_offered"]),
    ],
)
def test_a_kit_is_put_on_a_slip_on_its_days(
    tickets: TicketShop, on: date, refused: list[str]
) -> None:
    ticket_id = tickets.open(tickets.line("SN3"))
    if refused:
        assert codes(add, tickets, ticket_id, on) == refused
    else:
        add(tickets, ticket_id, on)


def test_only_a_delivery_that_is_not_out_takes_a_kit(tickets: TicketShop) -> None:
    back = tickets.line("SN1", Way.BACK)
    pickup = tickets.open(back, kind=TicketKind.PICKUP, reason=PickupReason.DISCHARGED)
    tickets.shop.change(Ticket, Ticket.id == pickup, payer_id=None)
    assert codes(add, tickets, pickup) == ["kit_is_delivered", "payer_missing"]
    ticket_id = tickets.open(tickets.line("SN3"))
    tickets.do(move_ticket, ticket_id=ticket_id, stage=TicketStage.OUT)
    assert codes(add, tickets, ticket_id) == ["slip_is_out"]
    product_id = tickets.line("SN1").product_id
    awaiting = WantedLine(Way.BACK, product_id, awaits_unit=True)
    more = {"kind": TicketKind.PICKUP, "reason": PickupReason.DISCHARGED}
    assert codes(tickets.open, awaiting, **more) == ["unit_awaited"]
    two = WantedLine(Way.OUT, product_id, quantity=2, awaits_unit=True)
    assert codes(tickets.open, two) == ["wrong_quantity"]


def test_a_line_is_taken_off_but_not_the_last_one(tickets: TicketShop) -> None:
    ticket_id = tickets.open(tickets.line("SN3"), tickets.line("SN1"))
    first, second = tickets.shop.rows(TicketLine)
    tickets.do(take_line_off, line_id=second.id)
    tickets.open(tickets.line("SN1"))
    assert codes(tickets.do, take_line_off, line_id=first.id) == ["last_line"]
    tickets.do(move_ticket, ticket_id=ticket_id, stage=TicketStage.OUT)
    assert codes(tickets.do, take_line_off, line_id=first.id) == ["slip_is_out", "last_line"]
