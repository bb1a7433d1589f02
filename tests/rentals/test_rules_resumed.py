"""Months after a stay: a new anchor at discharge, a new period (regulation.md 5.2)."""

import pytest

from dmedesk.rentals.rules import (
    Away,
    RentalMonth,
    Resumed,
    Terms,
    covered_anchor,
    day_begun_in,
    is_break,
    month_begun_in,
    month_begun_on,
    period_begun,
)
from tests.flows.month_shop import day
from tests.rentals.test_rules import months

# Began 2026-01-05; away from 2026-03-20, home again on 2026-04-20: the stay covers 5 April.
STAY = Away(day("2026-03-20"), day("2026-04-20"))
ANCHOR = Terms(day("2026-01-05"), interruptions=(STAY,), resumed=(Resumed(day("2026-04-20")),))
PERIOD = ANCHOR._replace(resumed=(Resumed(day("2026-04-20"), is_new_period=True),))


def test_the_count_goes_on_from_the_day_of_discharge() -> None:
    assert months(ANCHOR, "2026-01", "2026-06") == [
        (1, "2026-01-05"),
        (2, "2026-02-05"),
        (3, "2026-03-05"),
        (4, "2026-04-20"),
        (5, "2026-05-20"),
        (6, "2026-06-20"),
    ]
    assert month_begun_in(ANCHOR, day("2026-04-01")) == RentalMonth(
        4, day("2026-04-20"), day("2026-05-20")
    )
    assert day_begun_in(ANCHOR, day("2026-03-01")) == day("2026-03-05")
    assert day_begun_in(ANCHOR, day("2026-05-01")) == day("2026-05-20")
    assert month_begun_on(ANCHOR, day("2026-04-05")) is None
    assert period_begun(ANCHOR) is None


def test_a_new_period_begins_with_month_1() -> None:
    assert months(PERIOD, "2026-03", "2026-05") == [
        (3, "2026-03-05"),
        (1, "2026-04-20"),
        (2, "2026-05-20"),
    ]
    assert period_begun(PERIOD) == day("2026-04-20")


def test_months_paid_before_the_move_are_of_the_first_period_alone() -> None:
    paid = PERIOD._replace(months_already_paid=3)
    assert months(paid, "2026-01", "2026-05") == [(1, "2026-04-20"), (2, "2026-05-20")]
    assert months(ANCHOR._replace(months_already_paid=4), "2026-01", "2026-05") == [
        (5, "2026-05-20")
    ]


def test_a_second_stay_after_a_new_anchor_is_counted_from_it() -> None:
    again = ANCHOR._replace(
        interruptions=(STAY, Away(day("2026-05-20"), day("2026-05-21"))),
    )
    assert months(again, "2026-04", "2026-06") == [(4, "2026-04-20"), (5, "2026-06-20")]


def test_the_end_of_a_month_is_kept_at_the_anchor_s_own_end() -> None:
    terms = Terms(
        day("2026-01-31"),
        interruptions=(Away(day("2026-02-10"), day("2026-03-31")),),
        resumed=(Resumed(day("2026-03-31")),),
    )
    assert months(terms, "2026-01", "2026-05") == [
        (1, "2026-01-31"),
        (2, "2026-03-31"),
        (3, "2026-04-30"),
        (4, "2026-05-31"),
    ]


@pytest.mark.parametrize(
    ("from_on", "until_on", "covered"),
    [
        ("2026-03-05", "2026-03-06", "2026-03-05"),
        ("2026-03-06", "2026-04-05", None),
        ("2026-03-06", "2026-04-06", "2026-04-05"),
        ("2026-03-06", None, "2026-04-05"),
        ("2026-03-01", "2026-03-05", None),
        ("2025-12-01", "2026-01-04", None),
    ],
)
def test_a_stay_covers_the_day_on_which_a_month_would_have_begun(
    from_on: str, until_on: str | None, covered: str | None
) -> None:
    away = Away(day(from_on), day(until_on) if until_on else None)
    found = covered_anchor(Terms(day("2026-01-05")), away)
    assert found == (day(covered) if covered else None)


# Use stops on 20 March; the rental month runs to 4 April; 60 days more end with 3 June.
@pytest.mark.parametrize(
    ("until_on", "breaks"), [("2026-06-04", False), ("2026-06-05", True), (None, False)]
)
def test_more_than_60_days_and_the_rest_of_the_month_are_a_break(
    until_on: str | None, breaks: bool
) -> None:
    away = Away(day("2026-03-20"), day(until_on) if until_on else None)
    assert is_break(Terms(day("2026-01-05")), away) is breaks
