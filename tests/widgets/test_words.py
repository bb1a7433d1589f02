"""Money, counts and months as the windows write them."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from dmedesk.kit.calendar import last_day, month_in_words
from dmedesk.rates.money import ExactCents
from dmedesk.widgets.words import count_of, day_of, money, place_words, signed_money


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (0, "0.00"),
        (5, "0.05"),
        (99_999, "999.99"),
        (100_000, "1,000.00"),
        (-748_974, "−7,489.74"),
        (Fraction(15, 2), "0.075"),
    ],
)
def test_money_has_thousands_separators_and_a_true_minus(cents: ExactCents, text: str) -> None:
    assert money(cents) == text


@pytest.mark.parametrize(("cents", "text"), [(1, "+0.01"), (0, "0.00"), (-1, "−0.01")])
def test_a_difference_has_its_sign(cents: int, text: str) -> None:
    assert signed_money(cents) == text


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 months"), (1, "1 month"), (2, "2 months"), (1200, "1,200 months")]
)
def test_counts_agree_with_their_noun(number: int, text: str) -> None:
    assert count_of(number, "month") == text


def test_days_and_months_in_words() -> None:
    assert last_day(date(2026, 3, 1)) == date(2026, 2, 28)
    assert month_in_words(date(2026, 11, 22)) == "November 2026"


@pytest.mark.parametrize(("day", "text"), [(None, ""), (date(2026, 3, 1), "2026-03-01")])
def test_a_day_that_is_not_known_is_blank(day: date | None, text: str) -> None:
    assert day_of(day) == text


def test_a_place_may_break_after_each_folder() -> None:
    said = place_words(Path("/shops/office/a shop.dmedesk"))
    assert said.split("\u200b") == ["/", "shops/", "office/", "a shop.dmedesk"]
