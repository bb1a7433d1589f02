"""Figures: two decimals, thousands separators, dates that no locale changes."""

from datetime import date

import pytest

from dmedesk.kit.calendar import last_day, month_in_words
from dmedesk.printing.figures import money


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (0, "0.00"),
        (5, "0.05"),
        (99999, "999.99"),
        (100000, "1,000.00"),
        (123456789, "1,234,567.89"),
        (-5, "-0.05"),
        (-945050, "-9,450.50"),
    ],
)
def test_money(cents: int, text: str) -> None:
    assert money(cents) == text


def test_a_half_open_range_names_its_last_day() -> None:
    assert last_day(date(2026, 3, 1)) == date(2026, 2, 28)


def test_months_are_named() -> None:
    assert [month_in_words(date(2026, month, 9)) for month in (1, 10, 12)] == [
        "January 2026",
        "October 2026",
        "December 2026",
    ]
