"""The demo shop's people have what an office has to deal with, on any day."""

from collections import Counter
from datetime import date, timedelta

import pytest

from dmedesk.demo.people import (
    coverages,
    member_notes,
    members,
    practitioner_checks,
    practitioners,
)
from dmedesk.demo.rentals import stories
from tests.demo.test_rentals import TODAYS

COUNT = 60


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_somebody_died_somebody_left_and_the_day_has_come(today: date) -> None:
    told = list(members(list(stories(today, members=COUNT)), COUNT))
    assert len(told) == COUNT
    for column in ("deceased_on", "left_on"):
        days = [date.fromisoformat(row[column]) for row in told if row[column]]
        assert len(days) == 1
        assert days[0] <= today
    assert {row["left_reason"] for row in told} == {"", "moved_away"}
    assert all(any(row[name] for row in told) for name in ("directions", "emergency_name"))


def test_who_pays_first_is_medicare_and_masshealth_last() -> None:
    told = list(coverages(list(stories(TODAYS[0], members=COUNT)), COUNT, TODAYS[0]))
    assert {row["payer_code"] for row in told} == {"MH", "MC", "PV"}
    by_member: dict[str, list[str]] = {}
    for row in told:
        by_member.setdefault(row["member_no"], []).append(row["payer_code"])
    assert len(by_member) == COUNT
    assert ["MC", "MH"] in by_member.values()
    assert all(codes[-1] == "MH" for codes in by_member.values() if "MH" in codes)
    assert Counter(bool(row["until_on"]) for row in told)[True] > 0


def test_a_practitioner_is_excluded_one_unchecked_and_a_license_ends_soon() -> None:
    today = TODAYS[0]
    standings = Counter(row["standing"] for row in practitioner_checks(today))
    told = list(practitioners(today))
    assert standings == {"enrolled": 2, "excluded": 1}
    assert len(told) == 4
    soon = str(today + timedelta(days=30))
    assert [row["last_name"] for row in told if "" < row["license_expires_on"] <= soon] == [
        "Whitman"
    ]


def test_notes_are_about_members_who_are_there() -> None:
    numbers = [row["member_no"] for row in member_notes(TODAYS[0])]
    assert numbers == ["M0005", "M0012", "M0020"]
