"""What rentals tell of a unit: who had it, why not any more, what was billed on it."""

from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.offers import events as unit_events
from dmedesk.assets.rules.moves import Move
from dmedesk.kit.lists import EVERYTHING
from dmedesk.kit.offers import ListLink, Offers
from dmedesk.kit.references import RecordRef
from dmedesk.rentals import offers
from dmedesk.rentals.queries.listed import RENTALS
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import MonthShop, clock, day


def _a_year(shop: MonthShop) -> None:
    """R1's unit 1 goes out in March, is exchanged for unit 2 in June; R1 ends in August."""
    shop.rent("R1", started_on="2026-03-10", ended_on="2026-08-09")
    shop.exchange("R1", serial="X1", hcpcs="E0260", on="2026-06-01")
    shop.interrupt("R1", "2026-04-20", "2026-04-25")
    shop.post("2026-05")


def test_a_unit_tells_who_had_it(shop: MonthShop) -> None:
    _a_year(shop)
    with reading(shop.engine) as session:
        told = sorted(
            (one.on, one.place, one.sentence)
            for one in offers.events(session, RecordRef("asset", 1))
        )
        second = [one.sentence for one in offers.events(session, RecordRef("asset", 2))]
        assert offers.events(session, RecordRef("payer", 1)) == ()
    amount = told[3][2].rpartition(" ")[2]
    assert [(on, sentence) for on, _place, sentence in told] == [
        (day("2026-03-10"), "Went out in rental R1, to Rivera, M1"),
        (day("2026-04-20"), "Rivera, M1 away from home"),
        (day("2026-04-26"), "Rivera, M1 is back home"),
        (day("2026-05-10"), f"2026: 1 month billed, {amount}"),
        (day("2026-06-01"), "Exchanged for another unit: rental R1, from Rivera, M1"),
    ]
    assert second == [
        "Came for another unit in rental R1, to Rivera, M1",
        "Came back: rental R1, from Rivera, M1",
    ]


def test_a_move_and_its_rental_are_one_line(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-03-10", ended_on="2026-08-09")
    with unit_of_work(shop.engine, actor="ana", action="move_unit", clock=clock) as work:
        for move, on in ((Move.RENTED_OUT, "2026-03-10"), (Move.RETURNED, "2026-08-09")):
            member_id = 1 if move is Move.RENTED_OUT else None
            move_unit(work, asset_id=1, move=move, moved_on=day(on), member_id=member_id)
    with reading(shop.engine) as session:
        houses = Offers(events=(offers.events, unit_events))
        told = [one for one in houses.events_of(session, RecordRef("asset", 1)) if one.happening]
    assert [one.sentence for one in told] == [
        "Came back from Rivera, M1; rental R1 ended",
        "Went out on rent to Rivera, M1; rental R1",
    ]
    assert {one.opens for one in told} == {RecordRef("rental", 1)}


def test_a_unit_leads_to_its_rentals_now_or_before(shop: MonthShop) -> None:
    _a_year(shop)
    shop.rent("R2")
    for asset_id in (1, 2):
        with reading(shop.engine) as session:
            (link,) = offers.related(session, RecordRef("asset", asset_id))
            assert isinstance(link.opens, ListLink)
            found = RENTALS.ids(session, link.opens.ask, on=day("2026-11-03"))
            assert len(RENTALS.ids(session, EVERYTHING, on=day("2026-11-03"))) == 2
        assert (link.count, list(found)) == (1, [1])


def test_a_unit_leads_to_whoever_has_it(shop: MonthShop) -> None:
    shop.rent("R1", member_no="M2")
    with reading(shop.engine) as session:
        first, *_rest = offers.related(session, RecordRef("asset", 1))
    assert (first.title, first.opens) == ("With Rivera, M2", RecordRef("member", 2))


def test_what_is_billed_rests_on_unit_and_product(shop: MonthShop) -> None:
    _a_year(shop)
    shop.unit("SHELF", "E0163")
    with reading(shop.engine) as session:
        billed = [
            offers.is_billed(session, RecordRef(kind, row_id))
            for kind, row_id in (("asset", 1), ("asset", 3), ("product", 1), ("member", 1))
        ]
    assert billed == [True, False, True, False]
