"""Six tours over screens that there are, each of some two minutes, offered in the guide."""

from dmedesk.kit.guide import FIRST, page_named
from dmedesk.kit.tours import tour_named, tours
from tests.desk.shells import page_keys

WORDS_IN_TWO_MINUTES = 260


def test_there_are_six_and_the_guide_offers_them() -> None:
    assert len(tours()) == 6
    text = page_named(FIRST).text
    assert [tour.name for tour in tours() if f"(tour:{tour.name})" not in text] == []
    assert tour_named("month") is tours()[0]


def test_every_step_shows_a_screen_that_there_is(qapp: object) -> None:
    assert qapp is not None
    shown = {step.screen for tour in tours() for step in tour.steps}
    assert shown - set(page_keys()) == set()


def test_a_tour_takes_about_two_minutes() -> None:
    words = {tour.name: sum(len(step.says.split()) for step in tour.steps) for tour in tours()}
    assert {name for name, count in words.items() if count > WORDS_IN_TWO_MINUTES} == set()
