"""The slip of a stored ticket: everything that a visit must prove, or what keeps it unprinted."""

from datetime import date

import pytest
from sqlalchemy import Engine, update

from dmedesk.assets.actions.checks import pass_check
from dmedesk.assets.rules.checks import Check
from dmedesk.assets.tables import Asset
from dmedesk.deliveries.queries.slips import slip_gaps, slip_paper
from dmedesk.deliveries.rules.paper import SLIP, SlipPaper
from dmedesk.deliveries.rules.words import PickupReason, TicketKind, Way
from dmedesk.deliveries.sheets.slip import slip_pdf
from dmedesk.kit.findings import Finding, Severity
from dmedesk.members.rules import Setting
from dmedesk.members.tables import Member, Residence
from dmedesk.shop.actions.texts import write_text
from dmedesk.shop.rules.texts import TextKind, proposal
from dmedesk.shop.tables import Company
from dmedesk.store.prints import Prints
from dmedesk.store.unit_of_work import UnitOfWork, reading
from tests.deliveries.tickets import ASKED, VISIT, TicketShop
from tests.flows.month_shop import MonthShop
from tests.printing.reading import words

HOME = {"address1": "1 Elm St", "city": "Lynn", "state": "MA", "zip": "01902", "phone": "781-1"}


@pytest.fixture
def tickets(shop_engine: Engine) -> TicketShop:
    shop = MonthShop(shop_engine).found()
    shop.unit("SN1", "E0260")
    shop.unit("SN2", "E0260")
    tickets = TicketShop(shop)
    tickets.do(furnish)
    return tickets


def furnish(work: UnitOfWork) -> None:
    """Where the member lives, and the texts as they are proposed."""
    work.session.execute(update(Member).values(**HOME, directions="Ring twice"))
    for kind in TextKind:
        content = proposal(kind) or "617-555-0199"
        write_text(work, kind=kind, content=content, from_on=ASKED)


def _change(work: UnitOfWork, table: type[Member] | type[Company], **values: object) -> None:
    work.session.execute(update(table).values(**values))


def read(tickets: TicketShop, ticket_id: int) -> SlipPaper | list[Finding]:
    with reading(tickets.shop.engine) as session:
        return slip_paper(session, ticket_id, VISIT)


def paper(tickets: TicketShop, ticket_id: int) -> SlipPaper:
    found = read(tickets, ticket_id)
    assert isinstance(found, SlipPaper)
    return found


def gaps(tickets: TicketShop, ticket_id: int) -> list[Finding]:
    with reading(tickets.shop.engine) as session:
        return slip_gaps(session, ticket_id, VISIT)


def _pickup(tickets: TicketShop) -> int:
    reason = PickupReason.NO_LONGER_NEEDED
    return tickets.open(
        tickets.line("SN1", Way.BACK, "R0001"), kind=TicketKind.PICKUP, reason=reason
    )


def _bring_and_fetch(tickets: TicketShop) -> None:
    tickets.visit(tickets.open(tickets.line("SN1")))
    tickets.visit(_pickup(tickets))


def test_a_delivery_prints_what_it_must_prove(tickets: TicketShop) -> None:
    _bring_and_fetch(tickets)
    unit = tickets.find(Asset, Asset.serial == "SN1")
    seen = frozenset({Check.CLEAN, Check.WORKING})
    checked = {"asset_id": unit.id, "checked_on": VISIT, "technician": "Tom", "seen": seen}
    tickets.do(pass_check, **checked)
    line = tickets.line("SN1")
    slip = paper(tickets, tickets.open(line, driver="Dan", note="Call first"))
    assert (slip.kind, slip.number, slip.copy) == (TicketKind.DELIVERY, "SLIP-000003", 1)
    assert slip.member.lines == ("1 Elm St", "Lynn, MA 01902")
    assert (slip.member_phone, slip.directions) == ("781-1", "Ring twice")
    assert (slip.planned_on, slip.driver, slip.note) == (VISIT, "Dan", "Call first")
    (item,) = slip.items
    assert (item.way, item.hcpcs, item.serial, item.quantity) == (Way.OUT, "E0260", "SN1", 1)
    assert item.certificate.startswith("Checked on 2026-10-05 by Tom: clean")
    assert slip.phone_24h == "617-555-0199"
    assert "Brought into the room of use and set up" in slip.tasks
    assert slip.rights[0].text == "Your rights"
    text = words(slip_pdf(slip))
    facts = ("SN1", "E0260", "1 Elm St", "Ring twice", "Checked on 2026-10-05", "Call first")
    assert [one for one in facts if one not in text] == []


def test_what_was_printed_before_is_a_copy(tickets: TicketShop) -> None:
    ticket_id = tickets.open(tickets.line("SN1"))
    first = words(slip_pdf(paper(tickets, ticket_id)))
    tickets.do(Prints().record, kind=SLIP, number="SLIP-000001", printer="")
    again = paper(tickets, ticket_id)
    assert again.copy == 2
    assert "COPY" not in first
    assert words(slip_pdf(again)).count("COPY 2") == 2


def test_a_unit_that_came_back_since_shows_no_certificate(tickets: TicketShop) -> None:
    _bring_and_fetch(tickets)
    again = tickets.open(tickets.line("SN1"))
    assert paper(tickets, again).items[0].certificate == ""
    (gap,) = gaps(tickets, again)
    assert (gap.severity, gap.code, gap.subject) == (Severity.WARNING, "unit_not_ready", "SN1")


def test_a_pickup_asks_for_no_set_up(tickets: TicketShop) -> None:
    tickets.visit(tickets.open(tickets.line("SN1")))
    slip = paper(tickets, _pickup(tickets))
    assert (slip.tasks, slip.items[0].way) == ((), Way.BACK)


def test_the_delivery_address_and_the_facility_come_first(tickets: TicketShop) -> None:
    tickets.do(_change, table=Member, delivery_address1="9 Shore Rd", delivery_city="Nahant")
    member = tickets.find(Member, Member.member_no == "M1")
    stay = {"member_id": member.id, "setting": Setting.NURSING_FACILITY}

    def move(work: UnitOfWork) -> None:
        home = Residence(**stay, from_on=date(2026, 1, 1), facility_name="Maple Hill")
        work.session.add(home)

    tickets.do(move)
    slip = paper(tickets, tickets.open(tickets.line("SN1")))
    assert slip.member.lines == ("Maple Hill", "9 Shore Rd", "Nahant")


def test_what_keeps_it_unprinted_is_told_at_once_with_its_remedy(tickets: TicketShop) -> None:
    ticket_id = tickets.open(tickets.line("SN1"))
    tickets.do(_change, table=Member, address1=None, city=None, state=None, zip=None)
    tickets.do(lambda work: work.session.query(Company).delete())
    found = read(tickets, ticket_id)
    assert isinstance(found, list)
    assert [one.code for one in found] == ["letterhead_missing", "address_missing"]
    assert all(one.severity is Severity.STOP and one.remedy for one in found)
    assert gaps(tickets, ticket_id)[:2] == found


def test_texts_that_are_missing_are_told_and_nothing_is_put_in_their_place(
    tickets: TicketShop,
) -> None:
    def clear(work: UnitOfWork) -> None:
        for kind in TextKind:
            write_text(work, kind=kind, content="", from_on=ASKED)

    tickets.do(clear)
    ticket_id = tickets.open(tickets.line("SN1"))
    slip = paper(tickets, ticket_id)
    assert (slip.phone_24h, slip.rights, slip.tasks) == ("", (), ())
    codes = {one.code: one.severity for one in gaps(tickets, ticket_id)}
    assert set(codes) == {"phone_24h_missing", "rights_missing", "tasks_missing"}
    assert set(codes.values()) == {Severity.WARNING}
