"""What rentals offer: a member's rentals, what a death stops, whose units are to be fetched."""

from datetime import date

from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.offers import ListLink
from dmedesk.kit.references import RecordRef
from dmedesk.members.tables import Member
from dmedesk.papers.actions.asking import Asked, ask_papers
from dmedesk.papers.rules.readiness import Need
from dmedesk.papers.tables import Prescription
from dmedesk.rentals import offers
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import MonthShop, day

MEMBER = RecordRef("member", 1)


def test_a_member_leads_to_their_rentals(shop: MonthShop) -> None:
    shop.rent("R1")
    with reading(shop.engine) as session:
        (link,) = offers.related(session, MEMBER)
        assert offers.related(session, RecordRef("payer", 1)) == ()
    assert (link.title, link.count) == ("rentals", 1)
    assert isinstance(link.opens, ListLink)
    assert link.opens.ask.filters == (Filter("member_no", Match.IS, "M1"),)


def test_a_stop_names_the_rental_and_the_unit(shop: MonthShop) -> None:
    shop.rent("R1")
    with reading(shop.engine) as session:
        (one,) = offers.stops(session, MEMBER, day("2026-10-05"))
        assert offers.stops(session, RecordRef("rental", 1), day("2026-10-05")) == ()
    assert one.sentence == (
        "Pick up Hospital bed, SR1. Rental R1 has no month that begins after 2026-10-05."
    )
    assert one.opens == RecordRef("rental", 1)


def test_a_tile_while_there_is_anything_to_fetch(shop: MonthShop) -> None:
    shop.rent("R1")
    with reading(shop.engine) as session:
        assert offers.tiles(session, day("2026-10-05")) == []
    shop.change(Member, Member.member_no == "M1", deceased_on=date(2026, 10, 5))
    with reading(shop.engine) as session:
        (tile,) = offers.tiles(session, day("2026-10-05"))
    assert (tile.count, tile.opens) == (1, ListLink("units", Ask("to_fetch")))


def test_papers_that_nobody_asked_for_yet_have_a_tile(shop: MonthShop) -> None:
    shop.rent("R1")
    on = day("2026-10-05")
    ends = {"expires_on": day("2026-10-20")}
    bed = (Prescription.member_id == 1) & (Prescription.hcpcs == "E0260")
    shop.change(Prescription, bed, **ends)
    with reading(shop.engine) as session:
        (tile,) = offers.tiles(session, on)
    assert (tile.key, tile.count) == ("papers_to_ask", 1)
    assert tile.opens == ListLink("outstanding")
    with unit_of_work(shop.engine, actor="ana", action="ask") as work:
        papers = [Asked(1, "E0260", Need.PRESCRIPTION)]
        ask_papers(work, practitioner_id=1, papers=papers, asked_on=on)
    with reading(shop.engine) as session:
        assert offers.tiles(session, on) == []


def test_rentals_near_an_end_are_told_by_their_next_month(shop: MonthShop) -> None:
    for number, paid in enumerate((8, 9, 12)):
        shop.rent(f"R{number}", months_already_paid=paid, paid_already_cents=paid)
    with reading(shop.engine) as session:
        tiles = {tile.key: tile.count for tile in offers.tiles(session, day("2026-10-05"))}
    assert tiles == {"rentals_month_10": 1, "rentals_month_13": 1}


def test_a_rental_leads_to_its_member_and_unit_and_has_its_history(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-07-05", ended_on="2026-11-01")
    shop.interrupt("R1", "2026-09-01", "2026-09-20")
    rental, unit = RecordRef("rental", 1), RecordRef("asset", 1)
    with reading(shop.engine) as session:
        assert [one.opens for one in offers.related(session, rental)] == [MEMBER, unit]
        assert offers.related(session, RecordRef("rental", 9)) == []
        own, of_member = (offers.events(session, one) for one in (rental, MEMBER))
        assert offers.events(session, RecordRef("payer", 1)) == ()
    assert [one.sentence for one in own][::3] == ["The rental began", "The rental ended"]
    assert of_member[0].sentence == "Rental R1 of Hospital bed began"
    assert of_member[0].opens == rental
