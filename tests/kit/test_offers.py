"""Offers of several houses come together in one order."""

from datetime import date

from dmedesk.kit.lists import Ask
from dmedesk.kit.offers import Event, ListLink, Offers, Related, Remark, State, Tile
from dmedesk.kit.references import RecordRef

MEMBER = RecordRef("member", 7)
TODAY = date(2026, 10, 31)


def test_links_stand_by_rank() -> None:
    rentals = Related("3 rentals", 3, ListLink("rentals"), rank=2)
    papers = Related("1 paper", 1, ListLink("papers"), rank=1)
    offers = Offers(related=(lambda _session, _ref: [rentals], lambda _session, _ref: [papers]))
    assert offers.related_to(None, MEMBER) == [papers, rentals]


def test_history_is_newest_first_also_within_a_day() -> None:
    first = Event(TODAY, "Received", State.READY, place=1)
    second = Event(TODAY, "Out", State.OUT, place=2)
    earlier = Event(date(2026, 10, 1), "Ordered", State.WAITING)
    offers = Offers(
        events=(lambda _session, _ref: [first, earlier], lambda _session, _ref: [second])
    )
    assert offers.events_of(None, MEMBER) == [second, first, earlier]


def test_one_happening_is_one_line() -> None:
    slip, rental = RecordRef("ticket", 3), RecordRef("rental", 4)
    moved = Event(
        TODAY, "Went out", State.OUT, who="Ana", opens=MEMBER, place=11, happening="ticket S3"
    )
    by_slip = Event(TODAY, "Brought by S3", State.OUT, opens=slip, happening="ticket S3")
    began = Event(TODAY, "R4 began", State.OUT, "", rental, 1, "ticket S3", "rental R4")
    alone = Event(TODAY, "R5 began", State.OUT, "", rental, 1, "ticket S5", "rental R5")
    offers = Offers(events=(lambda *_asked: [moved, alone], lambda *_asked: [began, by_slip]))
    told = [(one.sentence, one.who, one.opens) for one in offers.events_of(None, MEMBER)]
    assert told == [("Went out; rental R4", "Ana", slip), ("R5 began", "", rental)]


def test_tiles_stand_by_rank() -> None:
    late = Tile("late", "Late", 1, State.WAITING, ListLink("month"), rank=9)
    held = Tile("held", "Held", 4, State.WAITING, ListLink("month", Ask("held")), rank=1)
    offers = Offers(tiles=(lambda _session, _on: [late, held],))
    assert offers.tiles_on(None, TODAY) == [held, late]


def test_what_follows_from_a_stop_stands_by_rank() -> None:
    credit = Remark("1 month to credit", cents=7_500, rank=2)
    pick_up = Remark("1 unit to pick up", rank=1)
    offers = Offers(
        stops=(lambda _session, _ref, _day: [credit], lambda _session, _ref, _day: [pick_up])
    )
    assert offers.what_stops(None, MEMBER, TODAY) == [pick_up, credit]
    assert Offers(remarks=offers.stops).remarks_on(None, MEMBER, TODAY) == [pick_up, credit]
