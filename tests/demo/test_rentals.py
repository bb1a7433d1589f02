"""The demo shop's rentals, for any day that it may be made on."""

from collections import defaultdict
from datetime import date

import pytest

from dmedesk.demo.rentals import RENTALS, stories
from dmedesk.kit.calendar import months_after

TODAYS = [
    date(2026, 1, 1),
    date(2026, 3, 31),
    date(2026, 11, 22),
    date(2027, 3, 1),
    date(2028, 2, 29),
]


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_the_same_day_tells_the_same_rentals(today: date) -> None:
    told = list(stories(today, members=60))
    assert told == list(stories(today, members=60))
    assert len(told) == RENTALS


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_every_rental_has_a_month_that_begins_last_month(today: date) -> None:
    last = months_after(today.replace(day=1), -1)
    for story in stories(today, members=60):
        away = story.interrupted_on is not None
        begins_on = months_after(story.started_on, story.rental_month - (0 if away else 1))
        assert (begins_on.year, begins_on.month) == (last.year, last.month), story


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_no_unit_is_with_two_members(today: date) -> None:
    serials = [story.serial for story in stories(today, members=60)]
    assert len(set(serials)) == len(serials)


def test_capped_rentals_are_at_every_month() -> None:
    months = defaultdict(set)
    for story in stories(TODAYS[0], members=60):
        months[story.product["payment_class"]].add(story.rental_month)
    assert months["capped"] >= set(range(1, 14))
    assert months["inexpensive"]
    assert months["capped_power_wheelchair"]
    assert months["monthly"]


def test_everything_that_can_be_special_is_there() -> None:
    told = list(stories(TODAYS[0], members=60))
    assert {story.proof for story in told} == {"signed", "driver_note", "carrier_log", "none"}
    for special in (
        "interrupted_on",
        "facility_from_on",
        "deceased_on",
        "left_on",
        "pa_months",
        "is_used",
    ):
        assert any(getattr(story, special) for story in told), special
    assert any(story.lacks_authorization for story in told)
    assert not all(story.has_prescription for story in told)
    assert any(story.started_on.day == 31 for story in told)
