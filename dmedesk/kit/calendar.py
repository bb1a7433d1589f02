"""Months counted from an anchor, and the business days of Massachusetts.

A month that lacks the anchor's day ends on its last one, and is always counted from the anchor
itself: 31 January, 28 February, 31 March. Legal holidays are those of M.G.L. c.4 s.7 cl.18: one
on a Sunday is kept on the Monday after it, one on a Saturday stays where it is.
"""

import re
import tomllib
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from dmedesk.kit.paths import resources

EARLIEST_YEAR, LATEST_YEAR = 1880, 2200
"""Years outside of these are slips of the pen."""

ONE_DAY = timedelta(days=1)
MONTHS_A_YEAR = 12
MONTH_NAMES = (
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
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""As papers and windows name them, Monday first, whatever the system speaks."""
SATURDAY, SUNDAY = 5, 6
_DAYS_KEPT = 10_000
_MONTH = re.compile("(?!0000)[0-9]{4}-(0[1-9]|1[0-2])")


def months_after(anchor: date, months: int) -> date:
    """The day that many months after the anchor, or the last day of a month that lacks it."""
    year, month = divmod(anchor.year * MONTHS_A_YEAR + anchor.month - 1 + months, MONTHS_A_YEAR)
    return day_of_month(year, month + 1, anchor.day)


@lru_cache(maxsize=_DAYS_KEPT)
def day_of_month(year: int, month: int, day: int) -> date:
    """That day of a month, or its last day where it lacks it; one object for one day.

    A month of many rentals asks for the same few days, and looks them up in ledgers.
    """
    if day > 28:
        day = min(day, monthrange(year, month)[1])
    return date(year, month, day)


def months_between(anchor: date, day: date) -> int:
    """How many calendar months the day's month lies after the anchor's; negative before it."""
    return (day.year - anchor.year) * MONTHS_A_YEAR + day.month - anchor.month


def first_of_month(day: date) -> date:
    """The first day of the calendar month that the day lies in."""
    return day.replace(day=1)


def month_named(text: str) -> date:
    """The first day of the month written ``2026-10``; ``ValueError`` for any other spelling.

    And for years in which nobody rents, whose months would run out of the calendar.
    """
    if not _MONTH.fullmatch(text):
        raise ValueError(f"not a month: {text!r}")
    named = date.fromisoformat(f"{text}-01")
    if not EARLIEST_YEAR <= named.year <= LATEST_YEAR:
        raise ValueError(f"not a year of rent: {text!r}")
    return named


def name_of_month(day: date) -> str:
    """The month that the day lies in, written ``2026-10``."""
    return f"{day.year:04}-{day.month:02}"


def month_in_words(day: date) -> str:
    """The month that the day lies in, as people say it in any locale: ``October 2026``."""
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"


def last_day(until_on: date) -> date:
    """The last day of a half-open span, as people name it."""
    return until_on - ONE_DAY


@cache
def legal_holiday_names(year: int) -> Mapping[date, str]:
    """The days of one year on which Massachusetts keeps a legal holiday, with their names.

    Raises ``OverflowError`` for a year whose holidays are not known.
    """
    # Read only where a deadline is asked for: the library alone takes a sixth of a second.
    from holidays import country_holidays  # noqa: PLC0415

    calendar = country_holidays("US", subdiv="MA", years=year)
    if not calendar.start_year <= year <= calendar.end_year:
        raise OverflowError(f"the holidays of {year} are not known")
    return MappingProxyType({day: str(calendar[day]) for day in sorted(calendar)})


@cache
def legal_holidays(year: int, *, suffolk_county: bool = False) -> frozenset[date]:
    """The days of one year on which Massachusetts keeps a legal holiday.

    ``suffolk_county`` adds the two that only that county keeps (state offices are open).
    Raises ``OverflowError`` for a year whose holidays are not known.
    """
    days = frozenset(legal_holiday_names(year))
    return days | suffolk_county_days(year).keys() if suffolk_county else days


@cache
def holiday_rules() -> Mapping[str, Any]:
    """What the calendar library leaves out, as the file of parameters has it."""
    path = resources() / "holidays" / "massachusetts.toml"
    return MappingProxyType(tomllib.loads(path.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class LocalHoliday:
    """A legal holiday of one county alone: its name, and the clause that makes it one."""

    name: str
    citation: str


@cache
def suffolk_county_days(year: int) -> Mapping[date, LocalHoliday]:
    """The days of one year that only Suffolk County keeps; one on a Sunday is kept on Monday."""
    days = {
        date(year, rule["month"], rule["day"]): LocalHoliday(rule["name"], rule["citation"])
        for rule in holiday_rules()["suffolk_county"]
    }
    return MappingProxyType(
        {day + ONE_DAY if day.weekday() == SUNDAY else day: said for day, said in days.items()}
    )


def is_business_day(day: date, *, suffolk_county: bool = False) -> bool:
    """Whether the day is neither a Saturday, a Sunday nor a legal holiday in Massachusetts."""
    if day.weekday() in (SATURDAY, SUNDAY):
        return False
    return day not in legal_holidays(day.year, suffolk_county=suffolk_county)
