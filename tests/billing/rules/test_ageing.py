"""Five ages of what is owed, below, on and above each edge."""

from datetime import date, timedelta

import pytest

from dmedesk.billing.rules.ageing import AGE_WORDS, AGES, Aged, age_of, aged

ON = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("days", "age"),
    [(-1, 0), (0, 0), (29, 0), (30, 1), (59, 1), (60, 2), (89, 2), (90, 3), (119, 3), (120, 4)],
)
def test_the_edges_of_the_ages(days: int, age: int) -> None:
    assert age_of(ON - timedelta(days=days), ON) == age
    assert len(AGE_WORDS) == len(AGES)


def test_money_is_added_to_its_age_and_the_oldest_is_told() -> None:
    found = aged([(ON, 100), (ON - timedelta(days=45), 50), (ON - timedelta(days=400), 7)], ON)
    assert (found.by_age, found.total_cents) == ([100, 50, 0, 0, 7], 157)
    assert found.oldest_on == ON - timedelta(days=400)
    assert Aged().oldest_on is None
