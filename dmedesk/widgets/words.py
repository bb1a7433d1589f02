"""How the windows write money, days and counts."""

from datetime import date, timedelta

from dmedesk.rates.money import ExactCents, format_dollars

_ONE_DAY = timedelta(days=1)


def money(cents: ExactCents) -> str:
    """Dollars with thousands separators: ``7,489.74``; a true minus sign before what is owed."""
    sign = "−" if cents < 0 else ""
    dollars, _, rest = format_dollars(-cents if cents < 0 else cents).partition(".")
    return f"{sign}{int(dollars):,}.{rest}"


def signed_money(cents: int) -> str:
    """A difference: ``+12.00``, ``−3.10``, ``0.00``."""
    return f"+{money(cents)}" if cents > 0 else money(cents)


def last_day(until_on: date) -> date:
    """The last day of a half-open span, as people name it."""
    return until_on - _ONE_DAY


def count_of(number: int, one: str, many: str = "") -> str:
    """``1 invoice``, ``54 invoices``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def month_words(month_on: date) -> str:
    """The month as people say it: ``November 2026``."""
    return f"{_MONTHS[month_on.month - 1]} {month_on.year}"


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
