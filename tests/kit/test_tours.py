"""Six tours over screens that there are, each of some two minutes, offered in the guide."""

from dmedesk.kit.guide import FIRST, page_named
from dmedesk.kit.tours import tour_named, tours

WORDS_IN_TWO_MINUTES = 260


def test_there_are_six_and_the_guide_offers_them() -> None:
    assert len(tours()) == 6
    text = page_named(FIRST).text
    assert [tour.name for tour in tours() if f"(tour:{tour.name})" not in text] == []
    assert tour_named("month") is tours()[0]


def test_a_tour_takes_about_two_minutes() -> None:
    words = {tour.name: sum(len(step.says.split()) for step in tour.steps) for tour in tours()}
    assert {name for name, count in words.items() if count > WORDS_IN_TWO_MINUTES} == set()
