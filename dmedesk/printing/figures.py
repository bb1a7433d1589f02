"""Numbers and dates as papers write them, the same on every computer whatever its locale."""

from datetime import date, timedelta

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def money(cents: int) -> str:
    """``123450`` as ``"1,234.50"``; below zero with a leading hyphen."""
    sign = "-" if cents < 0 else ""
    dollars, rest = divmod(abs(cents), 100)
    return f"{sign}{dollars:,}.{rest:02d}"


def month_name(on: date) -> str:
    """The calendar month of a day: ``"October 2026"``."""
    return f"{_MONTHS[on.month - 1]} {on.year}"


def last_day(until_on: date) -> date:
    """The last day of a half-open range, as papers name it."""
    return until_on - timedelta(days=1)
