"""What people type into a field: short ways to write days, sums of money and numbers.

Files are read by ``kit.cells``, which takes one spelling; here a person writes as fast as they
can. A reader gets text without spaces at its edges that is not empty, and raises ``Unreadable``.
"""

import re
from datetime import date, timedelta
from fractions import Fraction

from dmedesk.kit import cells
from dmedesk.kit.calendar import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    MONTHS_A_YEAR,
    day_of_month,
    months_after,
)
from dmedesk.kit.cells import Unreadable

LONGEST_PARAGRAPH = 4000
"""Characters that a field of several lines takes."""

_CENTURY, _YEARS_AHEAD = 100, 10
_MOST_STEPS = 9999
_LONGEST_SUM = 60
_MOST_CENTS = 10**12
_MOST_WHOLE = 10**12

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_STEPS = re.compile(r"(?:[+-]?\d{0,4}[dDwWmMyY]|[+-]\d{0,4})+", re.ASCII)
_STEP = re.compile(r"(?P<sign>[+-]?)(?P<count>\d{0,4})(?P<unit>[dDwWmMyY]?)", re.ASCII)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)", re.ASCII)
_US = re.compile(
    r"(?P<month>\d\d?)(?P<between>[/.-])(?P<day>\d\d?)(?:(?P=between)(?P<year>\d{4}|\d\d))?",
    re.ASCII,
)
_DIGITS = (
    re.compile(r"(?P<year>(?:18|19|2[012])\d\d)(?P<month>\d\d)(?P<day>\d\d)", re.ASCII),
    re.compile(r"(?P<month>\d\d)(?P<day>\d\d)(?P<year>\d{4}|\d\d)?", re.ASCII),
)
_NAMED = (
    re.compile(r"(?P<name>[a-z]{3,9})\.? *(?P<day>\d\d?)(?:,? +(?P<year>\d{4}|\d\d))?", re.ASCII),
    re.compile(r"(?P<day>\d\d?) *(?P<name>[a-z]{3,9})\.?(?:,? +(?P<year>\d{4}|\d\d))?", re.ASCII),
)
_TERM = re.compile(r" *(?P<sign>[+-]?) *\$? *(?P<number>\d[\d,]*\.?\d*|\.\d+) *", re.ASCII)
_GROUPED = re.compile(r"(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?", re.ASCII)
_NOT_IN_PHONES = re.compile(r"[ ().\-/]")
_PHONE = re.compile(r"(?:\+?1)?(?P<area>\d{3})(?P<office>\d{3})(?P<line>\d{4})", re.ASCII)
_EXTENSION = re.compile(r"(?P<number>.*?),? *(?:x|ext\.?|extension) *(?P<more>\d{1,6})", re.ASCII)

_DAY_REMEDY = "Write 3/5, 3/5/26, 2026-03-05, fri, eom, t for today, or steps such as +3, 2w, m."


def day(typed: str, *, today: date, present: date | None = None) -> date:
    """The day that is meant.

    ``t`` today, ``eom`` and ``bom`` the last and first day of the month, ``fri`` the coming
    Friday (today, if it is one), ``3/5`` and ``0305`` in this year, ``15`` in the month, years of
    two digits up to ten years ahead, ``2026-10-04``, ``10042026``, ``20261004``, ``oct 4``.
    After it, or alone, steps: ``+3`` and ``-3`` days, ``d w m y`` forward and ``D W M Y`` back,
    each with a count (``2w``). Steps alone, ``15``, ``eom`` and ``bom`` start from ``present``,
    the field's own day, where it has one, else from today. Months are counted together from where
    they start; a month that lacks the day ends on its last one (31 January and ``m`` is the 28th
    or 29th of February; ``mm`` is 31 March).
    """
    start = present or today
    try:
        found = _day(typed, today, start)
    except (ValueError, OverflowError) as error:
        raise Unreadable("bad_date", f"There is no day {typed}.", _DAY_REMEDY) from error
    if found is None:
        raise Unreadable("bad_date", f"“{typed}” is not a day.", _DAY_REMEDY)
    if not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        raise Unreadable(
            "bad_date",
            f"The year {found.year} cannot be meant.",
            f"Years from {EARLIEST_YEAR} to {LATEST_YEAR} are taken.",
        )
    return found


def _day(typed: str, today: date, start: date) -> date | None:
    named = _base(typed, today, start)
    if named is not None:
        return named
    if _STEPS.fullmatch(typed):
        return _stepped(start, typed)
    for place in range(len(typed) - 1, 0, -1):
        cuts_a_number = typed[place - 1].isdigit() and typed[place].isdigit()
        if cuts_a_number or not _STEPS.fullmatch(typed, place):
            continue
        base = _base(typed[:place].rstrip(), today, start)
        if base is not None:
            return _stepped(base, typed[place:])
    return None


def _base(typed: str, today: date, start: date) -> date | None:
    word = typed.casefold()
    if word in {"t", "today"}:
        return today
    if word in {"eom", "bom"}:
        return day_of_month(start.year, start.month, 31 if word == "eom" else 1)
    if len(word) >= 3 and word[:3] in _WEEKDAYS and _begins_a_weekday(word):
        return today + timedelta((_WEEKDAYS.index(word[:3]) - today.weekday()) % 7)
    if word.isascii() and word.isdigit() and len(word) <= 2:
        return start.replace(day=int(word))
    for form in (_ISO, _US, *_DIGITS):
        if found := form.fullmatch(word):
            return date(_year(found["year"], today), int(found["month"]), int(found["day"]))
    for form in _NAMED:
        if (found := form.fullmatch(word)) and found["name"][:3] in _MONTHS:
            month = _MONTHS.index(found["name"][:3]) + 1
            return date(_year(found["year"], today), month, int(found["day"]))
    return None


def _begins_a_weekday(word: str) -> bool:
    ends = {"mon": "day", "tue": "sday", "wed": "nesday", "thu": "rsday", "fri": "day"}
    ends |= {"sat": "urday", "sun": "day"}
    return (word[:3] + ends[word[:3]]).startswith(word)


def _year(digits: str | None, today: date) -> int:
    if digits is None:
        return today.year
    if len(digits) == 4:
        return int(digits)
    latest = today.year + _YEARS_AHEAD
    return latest - (latest - int(digits)) % _CENTURY


def _stepped(base: date, steps: str) -> date:
    days = months = 0
    for step in _STEP.finditer(steps):
        if not step[0]:
            continue
        back = (step["sign"] == "-") != step["unit"].isupper()
        count = int(step["count"] or 1) * (-1 if back else 1)
        unit = step["unit"].lower() or "d"
        days += count * {"d": 1, "w": 7}.get(unit, 0)
        months += count * {"m": 1, "y": MONTHS_A_YEAR}.get(unit, 0)
    return months_after(base, months) + timedelta(days)


def money(typed: str, *, may_be_negative: bool = False) -> int:
    """Whole cents of an amount or a sum: ``1,234.50``, ``12.50+3*4``, ``$75 - 5``.

    Exact: nothing is rounded, so a part of a cent is refused.
    """
    remedy = "Write an amount such as 75.00, or a sum such as 12.50+3*4."
    cents = _sum(typed, "bad_money", "an amount of money", remedy) * 100
    if cents.denominator != 1:
        raise Unreadable("bad_money", f"“{typed}” leaves a part of a cent.", "Round it to cents.")
    if cents < 0 and not may_be_negative:
        raise Unreadable("negative_money", f"“{typed}” is less than nothing.", remedy)
    if abs(cents) >= _MOST_CENTS:
        raise Unreadable("bad_money", f"“{typed}” is more than any amount here.", remedy)
    return int(cents)


def whole(typed: str, *, least: int = 0, most: int = _MOST_WHOLE) -> int:
    """A whole number from ``least`` to ``most``; sums are added up."""
    remedy = f"Write a whole number of {least:,} or more."
    if most < _MOST_WHOLE:
        remedy = f"Write a whole number from {least:,} to {most:,}."
    number = _sum(typed, "bad_number", "a whole number", remedy)
    if number.denominator != 1 or not least <= number <= most:
        raise Unreadable("bad_number", f"“{typed}” does not fit here.", remedy)
    return int(number)


def _sum(typed: str, code: str, what: str, remedy: str) -> Fraction:
    """The exact value of numbers joined by ``+``, ``-`` and ``*``."""
    text = typed.replace("−", "-").replace("×", "*").replace("\N{NO-BREAK SPACE}", " ")
    unread = Unreadable(code, f"“{typed}” is not {what}.", remedy)
    if len(text) > _LONGEST_SUM:
        raise unread
    total, place = Fraction(0), 0
    product: Fraction | None = None
    while place < len(text):
        term = _TERM.match(text, place)
        if term is None or (place and not term["sign"] and text[place - 1] != "*"):
            raise unread
        number = _number(term["number"], unread) * (-1 if term["sign"] == "-" else 1)
        if product is not None:
            number *= product
        place = term.end()
        is_factor = text[place : place + 1] == "*"
        product = number if is_factor else None
        total += 0 if is_factor else number
        place += is_factor
    if product is not None or not text:
        raise unread
    return total


def _number(digits: str, unread: Unreadable) -> Fraction:
    if _GROUPED.fullmatch(digits) is None:
        raise unread
    return Fraction(digits.replace(",", "").rstrip(".") or "0")


def phone(typed: str) -> str:
    """A telephone number of North America, ``617-555-0100`` or ``617-555-0100 x12``."""
    extended = _EXTENSION.fullmatch(typed.casefold())
    number = extended["number"] if extended else typed
    form = _PHONE.fullmatch(_NOT_IN_PHONES.sub("", number))
    if form is None:
        raise Unreadable(
            "bad_phone",
            f"“{typed}” is not a telephone number.",
            "Write the area code and seven digits, such as 617-555-0100; an extension as x12.",
        )
    more = f" x{extended['more']}" if extended else ""
    return f"{form['area']}-{form['office']}-{form['line']}{more}"


def line(typed: str) -> str:
    """Words in one line, as ``kit.cells`` takes them."""
    return cells.text(typed)


def paragraph(typed: str) -> str:
    """Words in several lines."""
    text = typed.replace("\r\n", "\n").replace("\N{NO-BREAK SPACE}", " ")
    if not all(sign.isprintable() or sign in "\n\t" for sign in text):
        raise Unreadable("bad_text", "The text holds a sign that cannot be printed.", "Type it.")
    if len(text) > LONGEST_PARAGRAPH:
        remedy = f"At most {LONGEST_PARAGRAPH:,} fit."
        raise Unreadable("text_too_long", f"The text has {len(text):,} characters.", remedy)
    return text
