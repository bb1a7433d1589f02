"""What slips tell on other pages: the slips of a member, a unit, a rental; today's tiles."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.assets.offers import events as unit_events
from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset
from dmedesk.deliveries.actions import settle_return
from dmedesk.deliveries.offers import events, related, tiles_with
from dmedesk.deliveries.queries.listed import no_money
from dmedesk.deliveries.rules.proof import ProofFacts
from dmedesk.deliveries.rules.words import Method, PickupReason, Settled, TicketKind, Way
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.offers import ListLink, Offers
from dmedesk.kit.references import RecordRef
from dmedesk.rentals.offers import events as rental_events
from dmedesk.store.unit_of_work import reading
from tests.deliveries.actions.test_receiving import receive
from tests.deliveries.tickets import SIGNED, VISIT, TicketShop
from tests.flows.month_shop import MonthShop

BACK = date(2026, 10, 20)
MEMBER, UNIT, RENTAL, SLIP = (
    RecordRef("member", 1),
    RecordRef("asset", 1),
    RecordRef("rental", 1),
    RecordRef("ticket", 1),
)


@pytest.fixture
def tickets(shop_engine: Engine) -> TicketShop:
    """SN1 was brought to M1, without a signature."""
    shop = MonthShop(shop_engine).found()
    shop.unit("SN1", "E0260")
    shop.unit("SN2", "E0260")
    made = TicketShop(shop)
    made.visit(made.open(made.line("SN1")), ProofFacts(Method.DIRECT, delivered_on=VISIT))
    return made


def told(tickets: TicketShop, ref: RecordRef) -> list[tuple[str, RecordRef | None]]:
    with reading(tickets.shop.engine) as session:
        return [(one.sentence, one.opens) for one in events(session, ref)]


def test_member_unit_and_rental_lead_to_their_slips(tickets: TicketShop) -> None:
    filters = {
        MEMBER: Filter("member_no", Match.IS, "M1"),
        UNIT: Filter("units", Match.CONTAINS, "|1|"),
        RENTAL: Filter("rentals", Match.CONTAINS, "|1|"),
    }
    with reading(tickets.shop.engine) as session:
        for ref, wanted in filters.items():
            (link,) = related(session, ref)
            assert (link.title, link.count) == ("slips", 1)
            assert link.opens == ListLink("slips", Ask(filters=(wanted,)))
        assert not related(session, RecordRef("asset", 2))
        assert related(session, RecordRef("product", 1)) == ()


def test_a_slip_leads_to_its_member_and_its_rental(tickets: TicketShop) -> None:
    with reading(tickets.shop.engine) as session:
        found = [(one.title, one.opens) for one in related(session, SLIP)]
        assert related(session, RecordRef("ticket", 99)) == []
        assert events(session, RecordRef("ticket", 99)) == ()
        assert events(session, RecordRef("product", 1)) == ()
    assert found == [("Member Rivera, M1", MEMBER), ("Rental R0001", RENTAL)]


def test_the_ways_of_a_unit_are_told_with_the_slip(tickets: TicketShop) -> None:
    sentence = "Brought to Rivera, M1: SN1, by SLIP-000001"
    assert told(tickets, RENTAL) == [(sentence, SLIP)]
    assert told(tickets, UNIT) == [(sentence, SLIP)]
    with reading(tickets.shop.engine) as session:
        houses = Offers(events=(unit_events, rental_events, events))
        (line,) = [one for one in houses.events_of(session, UNIT) if one.happening]
    whole = "Went out on rent to Rivera, M1, slip SLIP-000001; rental R0001"
    assert (line.sentence, line.opens) == (whole, SLIP)
    slip = "Delivery SLIP-000001, 1 item: waiting for the signature"
    assert told(tickets, MEMBER) == [(slip, SLIP)]
    tickets.open(tickets.line("SN2"))
    ahead = "To be brought to Rivera, M1: SN2, by SLIP-000002"
    assert told(tickets, RecordRef("asset", 2)) == [(ahead, RecordRef("ticket", 2))]


def test_a_slip_tells_its_proofs_and_what_was_settled(tickets: TicketShop) -> None:
    tickets.shop.rent("R9", serial="SN9")
    tickets.shop.change(Asset, Asset.serial == "SN9", state=AssetState.ON_RENT)
    line = tickets.line("SN1", Way.BACK, "R0001")
    ticket = tickets.open(line, kind=TicketKind.PICKUP, reason=PickupReason.DEFECTIVE)
    other = tickets.find(Asset, Asset.serial == "SN9").id
    signed = replace(SIGNED, delivered_on=BACK, signed_on=BACK)
    tickets.visit(ticket, signed, came_back={1: other})
    how = {"settled": Settled.STAYS, "settled_on": BACK, "note": "They keep it"}
    tickets.do(settle_return, line_id=2, **how)
    sentences = [sentence for sentence, _ in told(tickets, RecordRef("ticket", ticket))]
    assert sentences == [
        "Proof 1: signed at the door, date of service 2026-10-20",
        "SN9 came back: SN1 stays with the member (They keep it)",
    ]
    wrong = "SN9 came back by SLIP-000002, and not SN1"
    assert (wrong, RecordRef("ticket", ticket)) in told(tickets, RecordRef("asset", other))
    assert told(tickets, SLIP)[0][0] == "Proof 1: signed at the door, not whole yet"


def test_a_slip_leads_to_its_scans_and_today_to_those_to_be_settled(tickets: TicketShop) -> None:
    receive(tickets, 1, "SLIP-000001")
    receive(tickets, 2)
    filed = Ask("filed", (Filter("ticket_no", Match.IS, "SLIP-000001"),))
    with reading(tickets.shop.engine) as session:
        (scans,) = [one for one in related(session, SLIP) if one.title == "scanned pages"]
        (tile,) = [
            one for one in tiles_with(no_money)(session, VISIT) if one.key == "received_waiting"
        ]
    assert (scans.count, scans.opens) == (1, ListLink("received", filed))
    assert (tile.count, tile.opens) == (1, ListLink("received", Ask("waiting")))


def test_today_tells_what_waits_with_days_and_money(tickets: TicketShop) -> None:
    def money(_session: Any, /, *, rental_ids: Collection[int], on: date) -> Mapping[int, int]:
        assert on == BACK
        return dict.fromkeys(rental_ids, 12_000)

    tickets.open(tickets.line("SN2"))
    with reading(tickets.shop.engine) as session:
        found = {one.key: one for one in tiles_with(money)(session, BACK)}
        on_the_day = [one.key for one in tiles_with(no_money)(session, VISIT)]
    waiting = found["slips_waiting"]
    assert (waiting.count, waiting.cents) == (1, 12_000)
    assert waiting.opens == ListLink("slips", Ask("waiting"))
    assert waiting.about.startswith("The oldest visit was 15 days ago")
    assert found["slips_late"].count == 1
    assert on_the_day == ["slips_waiting", "slips_today"]
