"""What stops a unit: the criteria of a notice, and how they are compared.

The criteria of a notice stand in groups. A group names products (models, device identifiers) and
the codes of the units that it means (lots, serials, ranges, patterns, days on which they were
made); without codes it means every unit of its products. A unit is met where one group meets it.

Nothing is certain by its code alone: two makers number alike. Where a record lacks what would
decide, the unit is possible and the reason says what is missing.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from dmedesk.assets.rules import serial_key
from dmedesk.kit.calendar import ONE_DAY, months_after
from dmedesk.kit.findings import Finding, Severity

RECALL = "recall"
"""The kind of record that stops units by criteria: ``cause_kind`` of its marks and moves."""


class CriterionKind(StrEnum):
    """What one criterion compares."""

    MODEL = "model"
    DI = "di"
    LOT = "lot"
    SERIAL = "serial"
    SERIAL_RANGE = "serial_range"
    SERIAL_PATTERN = "serial_pattern"
    MADE = "made"


PRODUCTS = frozenset({CriterionKind.MODEL, CriterionKind.DI})
"""The kinds that name a product; all others name units of it."""

CRITERION_WORDS: Mapping[CriterionKind, str] = {
    CriterionKind.MODEL: "Model",
    CriterionKind.DI: "Device identifier (UDI-DI)",
    CriterionKind.LOT: "Lot",
    CriterionKind.SERIAL: "Serial",
    CriterionKind.SERIAL_RANGE: "Serials from … to",
    CriterionKind.SERIAL_PATTERN: "Serials like",
    CriterionKind.MADE: "Made from … to",
}
"""The kinds as people choose them."""

_HAS_END = frozenset({CriterionKind.SERIAL_RANGE, CriterionKind.MADE})


class Criterion(NamedTuple):
    """One thing that a notice says of what it means: of ``group`` 1 and on; ``until`` is the last
    one of a range, which it includes.
    """

    group: int
    kind: CriterionKind
    value: str
    until: str = ""


class Stand(StrEnum):
    """How a unit stands to a notice. The match proposes the first two; a person says the others."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    CONFIRMED = "confirmed"
    CLEARED = "cleared"
    REMEDIED = "remedied"


LIVE = frozenset({Stand.CERTAIN, Stand.POSSIBLE, Stand.CONFIRMED})
"""Stands in which a unit may not go out."""


class SerialRange(NamedTuple):
    """Serials of one beginning whose figures lie between two numbers, both of them included."""

    prefix: str
    first: int
    last: int
    figures: int
    words: str


_ENDS = re.compile(r"(.*?)(\d+)")


def range_between(first: str, last: str) -> SerialRange | None:
    """The range of these two ends; None where they do not look alike, or run backward."""
    ends = [_ENDS.fullmatch(serial_key(end)) for end in (first, last)]
    if ends[0] is None or ends[1] is None:
        return None
    (prefix, low), (other, high) = (end.groups() for end in ends if end is not None)
    if prefix != other or len(low) != len(high) or int(low) > int(high):
        return None
    return SerialRange(prefix, int(low), int(high), len(low), f"{first} to {last}")


@cache
def pattern_of(text: str) -> re.Pattern[str]:
    """The serials that a pattern means: ``#`` a figure, ``@`` a letter, ``?`` either, ``*`` the
    rest. Spaces and dashes do not count.
    """
    signs = {"#": "[0-9]", "@": "[A-Z]", "?": "[0-9A-Z]", "*": ".*"}
    return re.compile("".join(signs.get(sign, re.escape(sign)) for sign in serial_key(text)))


def made_in(udi_pi: str) -> tuple[date, date] | None:
    """The first and last day of when a label's production part says that it was made.

    They are one day, but where GS1 leaves the day open (00): then the whole month.
    """
    found = _MADE_GS1.search(udi_pi)
    try:
        if found:
            year, month, day = (int(part) for part in found.groups())
            first = date(2000 + year, month, day or 1)
            return first, first if day else months_after(first, 1) - ONE_DAY
        plain = _MADE_HIBCC.search(udi_pi)
        if plain is None:
            return None
        made_on = date.fromisoformat(plain.group(1))
        return made_on, made_on
    except ValueError:
        return None


_MADE_GS1 = re.compile(r"\(11\)(\d{2})(\d{2})(\d{2})")
_MADE_HIBCC = re.compile(r"\bmade (\d{4}-\d{2}-\d{2})")


def di_key(text: str) -> str:
    """A device identifier without spaces, dashes and the zeros that fill GTINs up."""
    return serial_key(text).lstrip("0")


def words_key(text: str) -> str:
    """A firm's first word that says something, in small letters: ``The Acme Co`` is ``acme``."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return next((word for word in words if word not in _EMPTY_WORDS), "")


_EMPTY_WORDS = frozenset({"the", "a", "an", "inc", "llc", "ltd", "co", "corp", "company"})


def criterion_findings(criterion: Criterion, *, field: str = "") -> list[Finding]:
    """What is wrong with a criterion as it is typed; ``field`` is its row's place in the form."""
    return [
        Finding(Severity.STOP, code, message, remedy=remedy, field=f"{field}{name}")
        for name, code, message, remedy in _wrong(criterion)
    ]


_Wrong = tuple[str, str, str, str]


def _wrong(one: Criterion) -> list[_Wrong]:
    value, until = one.value.strip(), one.until.strip()
    if not serial_key(value):
        return [("value", "missing_value", "Nothing is said there.", "Type it, or remove the row.")]
    if until and one.kind not in _HAS_END:
        return [
            ("until_value", "one_value", "This has no last one.", "Use a row each, or a range.")
        ]
    check = _CHECKS.get(one.kind)
    return check(value, until) if check else []


def _wrong_range(value: str, until: str) -> list[_Wrong]:
    if not until:
        return [("until_value", "missing_value", "The last serial is missing.", "Type it.")]
    if range_between(value, until) is None:
        message = f"{value} and {until} do not look alike, or run backward."
        remedy = "Both ends begin alike and have as many figures; else use a pattern."
        return [("until_value", "bad_range", message, remedy)]
    return []


def _wrong_days(value: str, until: str) -> list[_Wrong]:
    try:
        first, last = date.fromisoformat(value), date.fromisoformat(until or value)
    except ValueError:
        return [("value", "bad_day", "This is no day.", "Write days as 2025-11-26.")]
    if last < first:
        return [
            ("until_value", "bad_range", "The last day is before the first.", "Turn them round.")
        ]
    return []


def _wrong_pattern(value: str, _until: str) -> list[_Wrong]:
    if not serial_key(value).strip("*?"):
        remedy = "Write at least one sign that stands there: 7#### or AB*."
        return [("value", "bad_pattern", f"{value} means every serial.", remedy)]
    return []


_CHECKS: Mapping[CriterionKind, Callable[[str, str], list[_Wrong]]] = {
    CriterionKind.SERIAL_RANGE: _wrong_range,
    CriterionKind.MADE: _wrong_days,
    CriterionKind.SERIAL_PATTERN: _wrong_pattern,
}
