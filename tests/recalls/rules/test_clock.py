"""The five business days of 101 CMR 322.03(15), around every holiday of Massachusetts."""

import csv
import json
import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmedesk.kit.calendar import legal_holidays
from dmedesk.recalls.rules.clock import (
    Clock,
    Light,
    business_days,
    clock_of,
    days_left,
    deadline,
    runs_five_days,
)
from dmedesk.recalls.rules.words import Hazard, RecallClass
from dmedesk.shop.rules.policies import (
    RECALL_AMBER,
    RECALL_CLOSED_DAYS,
    RECALL_RECEIPT,
    SUFFOLK_DAYS,
    Policies,
    Said,
)

DATA = os.environ.get("DMEDESK_TEST_DATA")
NOTHING = Policies(())
ONE = timedelta(days=1)
FIRST_EDITION = date(2023, 7, 7)
"""Before it no text of the clause is in hand."""


def said(key: str, value: str, from_on: date = date(2020, 1, 1)) -> Policies:
    """A shop that chose one thing."""
    return Policies([Said(1, key, "", "", from_on, value)])


def due(
    received_on: date, policies: Policies = NOTHING, closed: frozenset[date] = frozenset()
) -> date:
    """The day by which all must be done."""
    return deadline(received_on, business_days(policies, closed), policies)


def clock(received_on: date, today: date, policies: Policies = NOTHING, **other: object) -> Clock:
    """A clock that runs by the clause."""
    told: dict[str, object] = {
        "maker_due_on": None,
        "runs": True,
        "why": "",
        "closed_on": None,
        **other,
    }
    return clock_of(received_on=received_on, today=today, policies=policies, **told)  # type: ignore[arg-type]


def test_thanksgiving_is_left_out_and_the_friday_after_it_is_worked() -> None:
    assert due(date(2025, 11, 26)) == date(2025, 12, 4)


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-06-01", "2026-06-08"),  # Monday to Monday
        ("2026-06-05", "2026-06-12"),  # Friday to Friday
        ("2026-06-06", "2026-06-12"),  # Saturday: Monday is the first day
        ("2026-06-07", "2026-06-12"),
        ("2026-07-02", "2026-07-09"),  # Saturday's holiday is not moved: Friday 3 July counts
        ("2027-07-01", "2027-07-09"),  # Sunday's holiday is kept on Monday 5 July
        ("2027-06-17", "2027-06-24"),  # Juneteenth on a Saturday
        ("2026-12-31", "2027-01-08"),  # over New Year
    ],
)
def test_deadlines(received: str, expected: str) -> None:
    assert due(date.fromisoformat(received)) == date.fromisoformat(expected)


def test_each_assumption_is_a_policy() -> None:
    assert due(date(2026, 3, 13)) == date(2026, 3, 20)
    assert due(date(2026, 3, 13), said(SUFFOLK_DAYS, "holidays")) == date(2026, 3, 23)
    saturday = date(2026, 6, 6)
    assert due(saturday, said(RECALL_RECEIPT, "next_business_day")) == date(2026, 6, 15)
    closed = frozenset({date(2026, 6, 3)})
    assert due(date(2026, 6, 1), NOTHING, closed) == date(2026, 6, 8)
    assert due(date(2026, 6, 1), said(RECALL_CLOSED_DAYS, "left_out"), closed) == date(2026, 6, 9)


def test_a_policy_holds_from_its_day() -> None:
    later = said(SUFFOLK_DAYS, "holidays", date(2026, 3, 18))
    assert due(date(2026, 3, 13), later) == date(2026, 3, 20)


def _published() -> Iterator[tuple[int, frozenset[date]]]:
    """The published holidays of 2023 to 2036 by year."""
    if not DATA:
        return
    path = Path(DATA) / "holidays" / "python_holidays_US_MA_2023_2036.json"
    days = [date.fromisoformat(day) for day in json.loads(path.read_text(encoding="utf-8"))]
    for year in range(2023, 2037):
        yield year, frozenset(day for day in days if day.year == year)


@pytest.mark.parametrize(("year", "holidays"), list(_published()))
def test_deadlines_around_every_published_holiday(year: int, holidays: frozenset[date]) -> None:
    following = dict(_published()).get(year + 1, legal_holidays(year + 1))
    before = dict(_published()).get(year - 1, legal_holidays(year - 1))
    closed = holidays | following | before
    for holiday in holidays:
        for offset in range(-9, 3):
            received = holiday + offset * ONE
            if received < FIRST_EDITION:
                continue
            day, left = received, 5
            while left:
                day += ONE
                left -= day.weekday() < 5 and day not in closed
            assert due(received) == day, received


@pytest.mark.skipif(not DATA, reason="the published lists are not at hand")
def test_holidays_that_the_commonwealth_published_are_never_counted() -> None:
    path = Path(DATA or "") / "holidays" / "ma_legal_holidays_published.csv"
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        observed = date.fromisoformat(row["observed_on"] or row["date"])
        assert not business_days(NOTHING, ())(observed), row
        friday = row["saturday_so_preceding_friday_open"]
        if observed.weekday() == 5 and friday:
            assert business_days(NOTHING, ())(observed - ONE), row


@pytest.mark.parametrize(
    ("recall_class", "hazard", "escalated", "unclassified", "runs"),
    [
        (RecallClass.CLASS_I, None, False, True, True),
        (RecallClass.CLASS_II, None, False, True, False),
        (RecallClass.CLASS_III, None, False, True, False),
        (RecallClass.UNCLASSIFIED, None, False, True, True),
        (RecallClass.UNCLASSIFIED, None, False, False, False),
        (RecallClass.CLASS_II, Hazard.SERIOUS, False, True, True),
        (RecallClass.CLASS_III, None, True, True, True),
        (RecallClass.CLASS_I, Hazard.NOT_SERIOUS, False, True, True),
    ],
)
def test_which_recalls_run_on_the_clock(
    recall_class: RecallClass,
    hazard: Hazard | None,
    escalated: bool,
    unclassified: bool,
    runs: bool,
) -> None:
    said, why = runs_five_days(
        recall_class, hazard=hazard, is_escalated=escalated, unclassified_runs=unclassified
    )
    assert said is runs
    assert why


@pytest.mark.parametrize(
    ("today", "light", "left"),
    [
        ("2025-11-26", Light.GREEN, 6),
        ("2025-12-01", Light.GREEN, 4),
        ("2025-12-02", Light.AMBER, 3),
        ("2025-12-03", Light.AMBER, 2),
        ("2025-12-04", Light.RED, 1),
        ("2025-12-05", Light.LATE, -1),
        ("2025-12-08", Light.LATE, -2),
    ],
)
def test_amber_and_red(today: str, light: Light, left: int) -> None:
    found = clock(date(2025, 11, 26), date.fromisoformat(today))
    assert (found.light, found.left) == (light, left)


def test_amber_begins_where_the_shop_says() -> None:
    policies = said(RECALL_AMBER, "5")
    assert clock(date(2025, 11, 26), date(2025, 11, 28), policies).light is Light.AMBER


def test_the_strip_has_five_days_and_their_gaps() -> None:
    days = clock(date(2025, 11, 26), date(2025, 11, 26)).days
    assert [(one.on.day, one.count, one.why) for one in days] == [
        (26, 0, "received"),
        (27, 0, "holiday"),
        (28, 1, ""),
        (29, 0, "weekend"),
        (30, 0, "weekend"),
        (1, 2, ""),
        (2, 3, ""),
        (3, 4, ""),
        (4, 5, ""),
    ]


def test_the_makers_day_holds_where_the_clause_does_not() -> None:
    received = date(2026, 6, 1)
    found = clock(received, date(2026, 6, 30), runs=False, maker_due_on=date(2026, 6, 30))
    assert (found.due_on, found.light, found.days) == (None, Light.RED, ())
    assert clock(received, received, runs=False).light is Light.NONE
    assert clock(received, received, closed_on=received).light is Light.STOPPED


def test_a_notice_older_than_the_text_in_hand_has_no_day() -> None:
    found = clock(date(2020, 1, 6), date(2026, 10, 1))
    assert found.due_on is None
    assert "no edition" in found.why


@given(st.dates(date(2024, 1, 1), date(2036, 12, 1)))
def test_five_business_days_lie_between(received: date) -> None:
    counts = business_days(NOTHING, ())
    last = due(received)
    assert counts(last)
    assert days_left(received + ONE, last, counts) == 5
