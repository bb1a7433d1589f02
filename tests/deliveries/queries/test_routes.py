"""A day's visits by driver, order and town; a driver's batch, or what keeps it unprinted."""

from datetime import date

import pytest
from sqlalchemy import Engine, update

from dmedesk.deliveries.actions.routing import arrange_day, send_route
from dmedesk.deliveries.queries.routes import (
    ROUTE,
    BatchRead,
    read_batch,
    route_number,
    visits_of_day,
)
from dmedesk.deliveries.rules.paper import PacketPaper, SlipPaper
from dmedesk.deliveries.rules.words import TicketStage, Way
from dmedesk.deliveries.sheets.route import batch_pdf
from dmedesk.kit.errors import Refused
from dmedesk.members.tables import Member
from dmedesk.store.prints import Prints
from dmedesk.store.unit_of_work import UnitOfWork, reading
from tests.deliveries.queries.test_slips import furnish
from tests.deliveries.tickets import VISIT, TicketShop
from tests.flows.month_shop import MonthShop
from tests.printing.reading import read


@pytest.fixture
def tickets(shop_engine: Engine) -> TicketShop:
    shop = MonthShop(shop_engine).found()
    for number in range(4):
        shop.unit(f"SN{number}", "E0260")
    tickets = TicketShop(shop)
    tickets.do(furnish)
    return tickets


def _batch(tickets: TicketShop, driver: str) -> BatchRead:
    with reading(tickets.shop.engine) as session:
        return read_batch(session, planned_on=VISIT, driver=driver, on=VISIT)


def test_the_visits_of_a_day_come_by_driver_and_town(tickets: TicketShop) -> None:
    later = tickets.open(tickets.line("SN0"), driver="Eva")
    free = tickets.open(tickets.line("SN1"), note="Call first")
    first = tickets.open(tickets.line("SN2"), tickets.counted("E0260", 3), driver="Dan")
    with reading(tickets.shop.engine) as session:
        day = visits_of_day(session, planned_on=VISIT)
        other = visits_of_day(session, planned_on=date(2026, 10, 6))
    assert [stop.ticket_id for stop in day.stops] == [free, first, later]
    assert day.drivers == ("Dan", "Eva")
    assert (other.stops, other.drivers) == ((), ("Dan", "Eva"))
    dans = day.stops[1]
    assert (dans.town, dans.goes_out, dans.comes_back) == ("Lynn", 4, 0)
    assert day.stops[0].note == "Call first"


def test_what_is_over_is_not_driven_to(tickets: TicketShop) -> None:
    tickets.visit(tickets.open(tickets.line("SN0")))
    with reading(tickets.shop.engine) as session:
        assert visits_of_day(session, planned_on=VISIT).stops == ()


def test_a_batch_has_every_stop_in_its_order_and_a_packet_for_the_first_delivery(
    tickets: TicketShop,
) -> None:
    tickets.visit(tickets.open(tickets.line("SN0")))
    known = tickets.open(tickets.line("SN1"))
    member = tickets.find(Member, Member.member_no == "M2")
    new = tickets.open(tickets.line("SN2"), member_id=member.id)
    order = [(new, "Dan"), (known, "Dan")]
    tickets.do(arrange_day, planned_on=VISIT, order=order)
    batch = _batch(tickets, "Dan")
    assert [stop.number for stop in batch.route.stops] == ["SLIP-000003", "SLIP-000002"]
    assert [type(paper) for paper in batch.papers] == [PacketPaper, SlipPaper]
    assert batch.waiting == (new, known)
    (thing,) = batch.route.stops[0].items
    assert (thing.way, thing.serial) == (Way.OUT, "SN2")
    assert batch.route.stops[0].phone == "781-1"
    first = read(batch_pdf(batch.route, batch.papers))[0].text
    assert first.index("SLIP-000003") < first.index("SLIP-000002")


def test_a_route_that_was_printed_is_a_copy_and_what_is_out_waits_no_more(
    tickets: TicketShop,
) -> None:
    ticket_id = tickets.open(tickets.line("SN0"), driver="Dan")
    number = route_number(VISIT, "Dan")
    tickets.do(Prints().record, kind=ROUTE, number=number, printer="")
    tickets.do(send_route, ticket_ids=[ticket_id])
    batch = _batch(tickets, "Dan")
    assert (batch.route.copy, batch.waiting) == (2, ())
    assert number == "2026-10-05 Dan"
    with reading(tickets.shop.engine) as session:
        (stop,) = visits_of_day(session, planned_on=VISIT).stops
    assert stop.stage is TicketStage.OUT


def test_a_slip_that_cannot_be_printed_keeps_the_whole_batch(tickets: TicketShop) -> None:
    tickets.open(tickets.line("SN0"), driver="Dan")

    def homeless(work: UnitOfWork) -> None:
        work.session.execute(update(Member).values(address1=None, city=None, state=None, zip=None))

    tickets.do(homeless)
    with pytest.raises(Refused) as refused:
        _batch(tickets, "Dan")
    assert [one.code for one in refused.value.findings] == ["address_missing"]
    with pytest.raises(Refused) as refused:
        _batch(tickets, "Eva")
    assert [one.code for one in refused.value.findings] == ["no_stops"]
