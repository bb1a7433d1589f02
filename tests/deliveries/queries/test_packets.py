"""Which delivery is a member's first, and what its packet says of rent."""

import pytest
from sqlalchemy import Engine

from dmedesk.deliveries.queries.packets import is_first_delivery, packet_paper
from dmedesk.deliveries.rules.paper import PacketPaper
from dmedesk.kit.findings import Finding
from dmedesk.shop.actions.texts import write_text
from dmedesk.shop.rules.texts import TextKind
from dmedesk.store.unit_of_work import UnitOfWork, reading
from tests.deliveries.queries.test_slips import furnish
from tests.deliveries.tickets import ASKED, VISIT, TicketShop
from tests.flows.month_shop import MonthShop


@pytest.fixture
def tickets(shop_engine: Engine) -> TicketShop:
    shop = MonthShop(shop_engine).found()
    shop.unit("SN1", "E0260")
    shop.unit("SN2", "E0260")
    shop.unit("OX1", "E1390")
    tickets = TicketShop(shop)
    tickets.do(furnish)
    return tickets


def _first(tickets: TicketShop, ticket_id: int) -> bool:
    with reading(tickets.shop.engine) as session:
        return is_first_delivery(session, ticket_id)


def _packet(tickets: TicketShop, ticket_id: int) -> PacketPaper | list[Finding]:
    with reading(tickets.shop.engine) as session:
        return packet_paper(session, ticket_id, VISIT)


def test_only_a_members_first_delivery_is_one(tickets: TicketShop) -> None:
    first = tickets.open(tickets.line("SN1"))
    second = tickets.open(tickets.line("SN2"))
    assert _first(tickets, first)
    assert _first(tickets, second)
    tickets.visit(first)
    assert _first(tickets, first)
    assert not _first(tickets, second)


def test_what_moved_in_was_brought_before(tickets: TicketShop) -> None:
    tickets.shop.rent("R7", started_on="2026-01-05")
    assert not _first(tickets, tickets.open(tickets.line("SN1")))


def test_a_packet_says_which_month_begins_and_of_how_many(tickets: TicketShop) -> None:
    ticket_id = tickets.open(tickets.line("SN1"), tickets.line("OX1"))
    packet = _packet(tickets, ticket_id)
    assert isinstance(packet, PacketPaper)
    months = {item.serial: item.months for item in packet.rented}
    assert months == {"SN1": "month 1 of 13", "OX1": "month by month"}
    assert packet.slip.number == "SLIP-000001"
    assert packet.assignment[0].text == "Assignment of benefits"
    said = [one.text for one in packet.agreement if "We bill" in one.text]
    assert [text.split(".")[0] for text in said] == ["We bill MassHealth"]


def test_a_delivery_without_units_has_no_agreement(tickets: TicketShop) -> None:
    packet = _packet(tickets, tickets.open(tickets.counted("E0260", 2)))
    assert isinstance(packet, PacketPaper)
    assert (packet.rented, packet.agreement) == ((), ())


def test_what_the_shop_has_not_written_is_left_out(tickets: TicketShop) -> None:
    def clear(work: UnitOfWork) -> None:
        for kind in TextKind:
            write_text(work, kind=kind, content="", from_on=ASKED)

    tickets.do(clear)
    packet = _packet(tickets, tickets.open(tickets.line("SN1")))
    assert isinstance(packet, PacketPaper)
    assert (packet.agreement, packet.privacy, packet.assignment) == ((), (), ())
