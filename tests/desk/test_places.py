"""The way back and forward, as in a browser."""

from dmedesk.desk.places import MOST_PLACES, Place, Way
from dmedesk.kit.references import RecordRef

MONTH, RENTALS = Place("month"), Place("rentals")
NEW, SAVED = RecordRef("member", 0), RecordRef("member", 7)


def test_back_and_forward_and_the_ends() -> None:
    way = Way()
    assert (way.back(), way.forward()) == (None, None)
    for place in (MONTH, RENTALS, RENTALS):
        way.visit(place)
    assert way.back() == MONTH
    assert not way.can_go(-1)
    assert way.forward() == RENTALS
    assert way.forward() is None


def test_going_elsewhere_forgets_what_lay_ahead() -> None:
    way = Way()
    for place in (MONTH, RENTALS):
        way.visit(place)
    way.back()
    way.visit(Place(ref=SAVED))
    assert not way.can_go(1)
    assert way.back() == MONTH


def test_a_new_record_keeps_its_place_when_it_is_saved() -> None:
    way = Way()
    way.visit(Place(ref=NEW))
    way.visit(MONTH)
    way.became(NEW, SAVED)
    assert way.back() == Place(ref=SAVED)


def test_it_does_not_grow_for_ever() -> None:
    way = Way()
    for number in range(MOST_PLACES + 50):
        way.visit(Place(ref=RecordRef("member", number)))
    steps = 0
    while way.back():
        steps += 1
    assert steps == MOST_PLACES - 1
