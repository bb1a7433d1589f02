"""The slip's paper as the print centre takes it, read back from its PDF."""

from datetime import date

import pytest

from dmedesk.deliveries.screens.papers import slip_documents
from dmedesk.kit.errors import Refused
from dmedesk.kit.references import RecordRef
from dmedesk.members.tables import Member
from dmedesk.store.unit_of_work import reading
from tests.deliveries.queries.test_slips import furnish
from tests.deliveries.tickets import TicketShop
from tests.flows.month_shop import MonthShop
from tests.printing.reading import words

ON = date(2026, 10, 5)


def test_a_slip_has_one_paper_with_its_number(shop: MonthShop) -> None:
    shop.unit("SN1", "E0260")
    address = {"address1": "3 Elm St", "city": "Lynn", "state": "MA", "zip": "01901"}
    shop.change(Member, Member.member_no == "M1", **address)
    tickets = TicketShop(shop)
    ticket_id = tickets.open(tickets.line("SN1"))
    with reading(shop.engine) as session:
        (paper,) = slip_documents(session, ref=RecordRef("ticket", ticket_id), on=ON)
        text = words(paper.content(session))
    assert (paper.title, paper.kind, paper.number) == ("Delivery slip", "slip", "SLIP-000001")
    for told in ("SLIP-000001", "SN1", "3 Elm St", "Hospital bed"):
        assert told in text


def test_a_first_delivery_is_offered_its_packet_before_the_slip(shop: MonthShop) -> None:
    shop.unit("SN1", "E0260")
    tickets = TicketShop(shop)
    tickets.do(furnish)
    ref = RecordRef("ticket", tickets.open(tickets.line("SN1")))
    with reading(shop.engine) as session:
        packet, slip = slip_documents(session, ref=ref, on=ON)
        text = words(packet.content(session))
    assert (packet.title, packet.kind) == ("Packet of the first delivery", "slip")
    assert packet.number == slip.number
    for told in ("Delivery slip", "Rental agreement", "month 1 of 13", "Privacy notice"):
        assert told in text


def test_a_slip_that_cannot_be_printed_says_why(shop: MonthShop) -> None:
    shop.unit("SN1", "E0260")
    tickets = TicketShop(shop)
    ticket_id = tickets.open(tickets.line("SN1"))
    with reading(shop.engine) as session:
        (paper,) = slip_documents(session, ref=RecordRef("ticket", ticket_id), on=ON)
        with pytest.raises(Refused) as refused:
            paper.content(session)
        assert slip_documents(session, ref=RecordRef("ticket", 99), on=ON) == ()
    assert [one.code for one in refused.value.findings] == ["address_missing"]
