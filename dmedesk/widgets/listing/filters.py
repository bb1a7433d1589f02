"""What is typed into a column's filter, and what it asks for; and the way back."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dmedesk.kit.calendar import day_of_month, months_after
from dmedesk.kit.lists import Filter, Match
from dmedesk.widgets.listing.spec import FilterKind

HINTS = {
    FilterKind.TEXT: "Part of the text",
    FilterKind.CHOICE: "One of these",
    FilterKind.DAY: "A day, month or year: 2026-10-05, 2026-10, 2026; >=2026-10; 2026-08..2026-10",
    FilterKind.MONEY: "An amount: 75 or 75.00; >=100; <50; 100..200",
    FilterKind.NUMBER: "A number: 10; >=10; <13; 10..13",
    FilterKind.NONE: "",
}
"""What can be typed, in words, by kind."""

EMPTY = "-"
"""Typed alone, it asks for rows where the column is empty."""

_BOUND = re.compile(r"(>=|<=|>|<|=)?\s*(\S+)")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_MONEY = re.compile(r"(-?)\$?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?")
_NUMBER = re.compile(r"-?\d+")


class NotUnderstood(ValueError):
    """What was typed is no filter of its kind."""


@dataclass(frozen=True, slots=True)
class _Span:
    """What one value stands for: itself, or a month's first and last day. ``step`` is beyond it."""

    first: Any
    last: Any
    before: Any
    after: Any


def filters_of(column: str, kind: FilterKind, typed: str) -> tuple[Filter, ...]:
    """What a column's filter asks for; none where nothing is typed.

    Raises ``NotUnderstood``.
    """
    typed = typed.strip()
    if not typed:
        return ()
    if typed == EMPTY:
        return (Filter(column, Match.IS, None),)
    if kind is FilterKind.TEXT:
        return (Filter(column, Match.CONTAINS, typed),)
    if ".." in typed:
        low, high = typed.split("..", 1)
        return (
            Filter(column, Match.FROM, _span(kind, low.strip()).first),
            Filter(column, Match.TO, _span(kind, high.strip()).last),
        )
    found = _BOUND.fullmatch(typed)
    if found is None:
        raise NotUnderstood(typed)
    return tuple(_bounds(column, found[1] or "=", _span(kind, found[2])))


def _bounds(column: str, sign: str, span: _Span) -> Iterable[Filter]:
    match sign:
        case ">=":
            yield Filter(column, Match.FROM, span.first)
        case ">":
            yield Filter(column, Match.FROM, span.after)
        case "<=":
            yield Filter(column, Match.TO, span.last)
        case "<":
            yield Filter(column, Match.TO, span.before)
        case _ if span.first == span.last:
            yield Filter(column, Match.IS, span.first)
        case _:
            yield Filter(column, Match.FROM, span.first)
            yield Filter(column, Match.TO, span.last)


def _span(kind: FilterKind, text: str) -> _Span:
    if kind is FilterKind.DAY:
        return _days(text)
    number = _cents(text) if kind is FilterKind.MONEY else _number(text)
    return _Span(number, number, number - 1, number + 1)


def _days(text: str) -> _Span:
    found = _DAY.fullmatch(text)
    if found is None:
        raise NotUnderstood(text)
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        first = date(year, month or 1, day or 1)
        if month is None:
            after = date(year + 1, 1, 1)
        else:
            after = months_after(first, 1) if day is None else first + timedelta(days=1)
        return _Span(first, after - timedelta(days=1), first - timedelta(days=1), after)
    except (ValueError, OverflowError) as error:
        raise NotUnderstood(text) from error


def _cents(text: str) -> int:
    found = _MONEY.fullmatch(text.replace("−", "-"))
    if found is None:
        raise NotUnderstood(text)
    cents = int(found[2].replace(",", "")) * 100 + int((found[3] or "").ljust(2, "0"))
    return -cents if found[1] else cents


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise NotUnderstood(text)
    return int(text)


def typed_of(kind: FilterKind, filters: Iterable[Filter]) -> str:
    """What one would type for these filters of one column: the way back from a link, or a view."""
    by_match = {wanted.match: wanted.value for wanted in filters}
    if Match.IS in by_match and by_match[Match.IS] is None:
        return EMPTY
    if kind is FilterKind.TEXT:
        return str(next(iter(by_match.values()), ""))
    low, high = by_match.get(Match.FROM), by_match.get(Match.TO)
    if low is not None and high is not None:
        return _both(kind, low, high)
    if low is not None:
        return f">={_written(kind, low)}"
    if high is not None:
        return f"<={_written(kind, high)}"
    return _written(kind, by_match[Match.IS]) if Match.IS in by_match else ""


def _both(kind: FilterKind, low: Any, high: Any) -> str:
    if kind is FilterKind.DAY:
        if low == date(low.year, 1, 1) and high == date(low.year, 12, 31):
            return f"{low.year:04}"
        if low.day == 1 and high == day_of_month(low.year, low.month, 31):
            return f"{low.year:04}-{low.month:02}"
    return f"{_written(kind, low)}..{_written(kind, high)}"


def _written(kind: FilterKind, value: Any) -> str:
    if kind is FilterKind.MONEY:
        whole, part = divmod(abs(value), 100)
        return f"{'-' if value < 0 else ''}{whole}.{part:02}"
    return value.isoformat() if isinstance(value, date) else str(value)
