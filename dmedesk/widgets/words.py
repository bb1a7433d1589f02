"""How the windows write money and counts."""

from datetime import date
from pathlib import Path

from dmedesk.rates.money import ExactCents, format_dollars


def money(cents: ExactCents) -> str:
    """Dollars with thousands separators: ``7,489.74``; a true minus sign before what is owed."""
    sign = "−" if cents < 0 else ""
    dollars, _, rest = format_dollars(-cents if cents < 0 else cents).partition(".")
    return f"{sign}{int(dollars):,}.{rest}"


def signed_money(cents: int) -> str:
    """A difference: ``+12.00``, ``−3.10``, ``0.00``."""
    return f"+{money(cents)}" if cents > 0 else money(cents)


def day_of(day: date | None) -> str:
    """A day as lists write it; nothing where there is none."""
    return "" if day is None else day.isoformat()


def place_words(place: Path) -> str:
    """A file's place, for a sentence that is to wrap: it may break after each folder."""
    return "".join(f"{sign}\u200b" if sign in "/\\" else sign for sign in str(place))


def count_of(number: int, one: str, many: str = "") -> str:
    """``1 invoice``, ``54 invoices``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
