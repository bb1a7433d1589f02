"""Reads one cell of a file: its text becomes a value, or a complaint that says what is right.

A reader gets text that is not empty and has no spaces at its edges. It raises ``Unreadable``.
``written`` is the way back: what a reader reads again as the same value.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeAlias

from dmedesk.kit.calendar import EARLIEST_YEAR, LATEST_YEAR
from dmedesk.rates.money import format_dollars, parse_dollars

Reader: TypeAlias = Callable[[str], object]

Writer: TypeAlias = Callable[[Any], str]

LONGEST_TEXT = 200
"""Characters that a name, an address or a number on paper may have."""

LONGEST_PROSE = 2_000
"""Characters that a note or a description of the way may have."""

_LONGEST_COUNT = 4
_LONGEST_NUMBER = 12
_LONGEST_AMOUNT = 10

_ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", re.ASCII)
_US_DAY = re.compile(r"(?P<month>\d\d?)/(?P<day>\d\d?)/(?P<year>\d{4})", re.ASCII)
_AMOUNT = re.compile(r"\$? ?(?P<dollars>\d{1,3}(,\d{3})+|\d+)(?P<cents>\.\d+)?", re.ASCII)
_SHORTENED = re.compile(r"\d(\.\d+)?[eE]\+?\d+", re.ASCII)
_HCPCS = re.compile(r"[A-Z0-9]{5}", re.ASCII)
_ZIP = re.compile(r"(?P<area>\d{3,5})(?:-(?P<more>\d{4}))?|(?P<nine>\d{8,9})", re.ASCII)


class Unreadable(Exception):
    """A cell that cannot be taken: a stable code, what is wrong, what would be right."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy


def text(cell: str) -> str:
    """Words as they stand; a space that must not break is a space."""
    cell = cell.replace("\N{NO-BREAK SPACE}", " ")
    if not cell.isprintable():
        raise Unreadable(
            "bad_text",
            "The text holds a line break or a sign that cannot be printed.",
            "Type it again in one line.",
        )
    if len(cell) > LONGEST_TEXT:
        raise Unreadable(
            "text_too_long",
            f"The text has {len(cell)} characters.",
            f"At most {LONGEST_TEXT} fit.",
        )
    return cell


def prose(cell: str) -> str:
    """Words of several lines, such as a note; a line ends in a line feed, whoever wrote it."""
    cell = cell.replace("\N{NO-BREAK SPACE}", " ").replace("\r\n", "\n").replace("\r", "\n")
    if not cell.replace("\n", "").isprintable():
        raise Unreadable(
            "bad_text", "The text holds a sign that cannot be printed.", "Type it again."
        )
    if len(cell) > LONGEST_PROSE:
        raise Unreadable(
            "text_too_long",
            f"The text has {len(cell)} characters.",
            f"At most {LONGEST_PROSE} fit.",
        )
    return cell


def identifier(cell: str) -> str:
    """A number or code that names something; one that a spreadsheet has shortened is refused."""
    if _SHORTENED.fullmatch(cell):
        raise Unreadable(
            "shortened_number",
            f"A spreadsheet has shortened this number to {cell}.",
            "Format the column as text and type the number in full.",
        )
    return text(cell)


def day(cell: str) -> date:
    """A date, ``YYYY-MM-DD`` or ``MM/DD/YYYY``."""
    form = _ISO_DAY.fullmatch(cell) or _US_DAY.fullmatch(cell)
    if form is None:
        raise Unreadable("bad_date", f"{cell!r} is not a date.", "Write YYYY-MM-DD or MM/DD/YYYY.")
    try:
        found = date(int(form["year"]), int(form["month"]), int(form["day"]))
    except ValueError as error:
        raise Unreadable(
            "bad_date", f"There is no day {cell}.", "Write YYYY-MM-DD or MM/DD/YYYY."
        ) from error
    if not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        raise Unreadable(
            "bad_date",
            f"The year of {cell} cannot be meant.",
            f"Years from {EARLIEST_YEAR} to {LATEST_YEAR} are taken; no end is an empty cell.",
        )
    return found


def last_day(cell: str) -> date:
    """The day after the last day that the cell names: files include it, ranges here do not."""
    return day(cell) + timedelta(days=1)


def money(cell: str) -> int:
    """Whole cents of ``1234.5``, ``$1,234.50`` or ``75``; a third decimal must be a zero."""
    remedy = "Write an amount of zero or more with at most two decimals, such as 75.00."
    if cell.startswith(("-", "(")):
        raise Unreadable("negative_money", f"{cell} is less than nothing.", remedy)
    form = _AMOUNT.fullmatch(cell)
    if form is None:
        raise Unreadable("bad_money", f"{cell!r} is not an amount of money.", remedy)
    dollars = form["dollars"].replace(",", "")
    if len(dollars) > _LONGEST_AMOUNT:
        raise Unreadable("bad_money", f"{cell} is more than any amount here.", remedy)
    cents = parse_dollars(dollars + (form["cents"] or ""))
    if not isinstance(cents, int):
        raise Unreadable("bad_money", f"{cell} has a part of a cent.", remedy)
    return cents


def count(cell: str) -> int:
    """A whole number of zero or more."""
    whole = cell.removesuffix(".0")
    if not (whole.isascii() and whole.isdigit() and len(whole) <= _LONGEST_COUNT):
        raise Unreadable(
            "bad_number", f"{cell!r} is not a count.", "Write a whole number of zero or more."
        )
    return int(whole)


def quantity(cell: str) -> int:
    """A whole number of zero or more, of any size that this program counts to."""
    whole = cell.removesuffix(".0")
    if not (whole.isascii() and whole.isdigit() and len(whole) <= _LONGEST_NUMBER):
        raise Unreadable(
            "bad_number", f"{cell!r} is not a whole number.", "Write digits and nothing else."
        )
    return int(whole)


def ordinal(cell: str) -> int:
    """A whole number of one or more: the n-th of something, or the next number of a sequence."""
    number = quantity(cell)
    if number == 0:
        raise Unreadable("bad_number", "Numbers begin with 1.", "Write a number of one or more.")
    return number


def moment(cell: str) -> datetime:
    """A moment with its zone, ``2026-11-03T15:00:00Z``; answered in UTC."""
    try:
        found = datetime.fromisoformat(cell)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise Unreadable(
            "bad_moment", f"{cell!r} is not a moment.", "Write it as 2026-11-03T15:00:00Z."
        )
    return found.astimezone(UTC)


def verbatim(cell: str) -> str:
    """What this program wrote, as it stands."""
    return cell


def yes_or_no(cell: str) -> bool:
    """``yes`` or ``no``."""
    answer = {"yes": True, "no": False}.get(cell.casefold())
    if answer is None:
        raise _bad_choice(cell, ("yes", "no"))
    return answer


@dataclass(frozen=True, slots=True)
class OneOf:
    """The reader of one choice out of ``options``, written in any case."""

    options: type[StrEnum]

    def __call__(self, cell: str) -> StrEnum:
        """The choice that the cell names."""
        try:
            return self.options(cell.casefold())
        except ValueError as error:
            raise _bad_choice(cell, tuple(self.options)) from error


def one_of(options: type[StrEnum]) -> Reader:
    """The reader of one choice out of ``options``, written in any case."""
    return OneOf(options)


def choices_of(read: Reader) -> tuple[str, ...]:
    """What may be written where this reader reads; empty where it is no choice out of a few."""
    if isinstance(read, OneOf):
        return tuple(read.options)
    return ("yes", "no") if read is yes_or_no else ()


def hcpcs(cell: str) -> str:
    """A code of HCPCS: five letters and digits (level II: a letter and four digits)."""
    code = cell.upper()
    if _HCPCS.fullmatch(code) is None:
        raise Unreadable(
            "bad_hcpcs",
            f"{cell!r} is not a HCPCS code.",
            "Write its five letters and digits, such as E0260; modifiers stand elsewhere.",
        )
    return code


def zip_code(cell: str) -> str:
    """A ZIP of five digits, or ZIP+4 with its hyphen.

    A spreadsheet that takes a ZIP for a number drops the zeros it begins with; no other ZIP is
    written with fewer digits, so they are put back.
    """
    form = _ZIP.fullmatch(cell)
    if form is None:
        raise Unreadable(
            "bad_zip", f"{cell!r} is not a ZIP.", "Write five digits, or five, a hyphen and four."
        )
    if form["nine"]:
        nine = form["nine"].rjust(9, "0")
        return f"{nine[:5]}-{nine[5:]}"
    area = form["area"].rjust(5, "0")
    return f"{area}-{form['more']}" if form["more"] else area


def _bad_choice(cell: str, options: tuple[str, ...]) -> Unreadable:
    allowed = ", ".join(options)
    return Unreadable("bad_choice", f"{cell!r} is not allowed here.", f"Write one of: {allowed}.")


def written(read: Reader, value: object) -> str:
    """The cell that ``read`` reads as this value."""
    return _WRITERS.get(read, _plainly)(value)


def _last_day(after: date) -> str:
    return (after - timedelta(days=1)).isoformat()


_WRITERS: Mapping[Reader, Writer] = {money: format_dollars, last_day: _last_day}


def _plainly(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
