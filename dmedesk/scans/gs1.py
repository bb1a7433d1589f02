"""Reads GS1's element strings, as a scanner sends them or as they are printed for people.

After the General Specifications: what follows an identifier that may differ in length ends with
the separator FNC1, which scanners send as ASCII 29 (section 7.8); two figures of a year mean one
within fifty years (7.12); day 00 is the month's last (3.4). The check digit is section 7.9's.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from dmedesk.kit.calendar import ONE_DAY
from dmedesk.scans.identifiers import Form, identifiers
from dmedesk.scans.words import Fault, Issuer, Udi, refused

SEPARATOR = "\x1d"

# What scanners and people put where the separator cannot be typed. None is a sign of GS1's own.
_SUBSTITUTES = ("<GS>", "{GS}", "[GS]", "\\x1d", "\\u001d", "\u241d", "^]", "|", "~")

_GTIN, _LOT, _SERIAL, _MADE, _EXPIRES = "01", "10", "21", "11", "17"
_GTIN_LENGTHS = (12, 13, 14)
_WHOLE_GTIN = 14
_PRINTED = re.compile(r"[({](\d{2,4})[)}]")

Statement = tuple[str, str]


def with_separators(text: str) -> str:
    """The text with real separators in place of what usually stands for them."""
    for written in _SUBSTITUTES:
        text = text.replace(written, SEPARATOR)
    return text


def check_digit(payload: str) -> str:
    """The digit that follows these figures: threes and ones by turns from the right, to tens."""
    weighed = (int(one) * (3, 1)[place % 2] for place, one in enumerate(reversed(payload)))
    return str(-sum(weighed) % 10)


def bare_gtin(text: str) -> str:
    """The 14 figures of an item's number that stands alone (12, 13 or 14); else empty."""
    if len(text) not in _GTIN_LENGTHS or not (text.isascii() and text.isdigit()):
        return ""
    return text.zfill(_WHOLE_GTIN) if check_digit(text[:-1]) == text[-1] else ""


def read_gs1(text: str, *, today: date) -> Udi:
    """What a label of GS1's says. Raises ``Refused`` with the reason where it breaks a rule."""
    printed = text.startswith(("(", "{"))
    statements = list(_printed(text) if printed else _sent(with_separators(text)))
    said = _each_once(statements)
    if _GTIN in said and check_digit(said[_GTIN][:-1]) != said[_GTIN][-1]:
        raise refused(
            Fault.WRONG_CHECK,
            f"The item's number {said[_GTIN]} ends in {said[_GTIN][-1]}, and its check digit is"
            f" {check_digit(said[_GTIN][:-1])}.",
        )
    days = {one: _day(one, said[one], today) for one in said if identifiers()[one].is_day}
    ours = {_GTIN, _LOT, _SERIAL, _MADE, _EXPIRES}
    return Udi(
        Issuer.GS1,
        di=said.get(_GTIN, ""),
        lot=said.get(_LOT, ""),
        serial=said.get(_SERIAL, ""),
        made_on=days.get(_MADE),
        expires_on=days.get(_EXPIRES),
        others={one: value for one, value in said.items() if one not in ours},
    )


def _sent(text: str) -> Iterator[Statement]:
    """The statements of a text without brackets, one after the other."""
    left = text.strip(SEPARATOR)
    while left:
        identifier, form = _identifier(left)
        left = left[len(identifier) :]
        if form.least == form.most:
            value = left[: form.most]
        else:
            value = left.partition(SEPARATOR)[0][: form.most]
        yield identifier, _checked(identifier, value, form)
        left = left[len(value) :].lstrip(SEPARATOR)


def _identifier(text: str) -> tuple[str, Form]:
    known = identifiers()
    for length in (2, 3, 4):
        if (form := known.get(text[:length])) is not None and len(text) >= length:
            return text[:length], form
    raise refused(
        Fault.UNKNOWN_IDENTIFIER,
        f"“{text[:8]}” does not begin with an identifier of GS1's.",
        "If the scanner leaves out the separator, set it to send FNC1 as ASCII 29.",
    )


def _printed(text: str) -> Iterator[Statement]:
    """The statements of a text with the identifiers in brackets."""
    marks = list(_PRINTED.finditer(text))
    if not marks or marks[0].start():
        raise refused(Fault.UNKNOWN_FORM, "The label has brackets, and no identifier in them.")
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=True):
        identifier, value = mark.group(1), text[mark.end() : end].strip()
        form = identifiers().get(identifier)
        if form is None:
            raise refused(
                Fault.UNKNOWN_IDENTIFIER, f"({identifier}) is not an identifier of GS1's."
            )
        yield identifier, _checked(identifier, value, form)


def _checked(identifier: str, value: str, form: Form) -> str:
    if not form.least <= len(value) <= form.most:
        wanted = str(form.least) if form.least == form.most else f"{form.least} to {form.most}"
        raise refused(
            Fault.WRONG_LENGTH,
            f"({identifier}) has {wanted} signs, and the label has {len(value)}: “{value}”.",
        )
    if not form.allows(value):
        allowed = "figures alone" if form.only_figures else "the signs of GS1's set"
        raise refused(Fault.WRONG_SIGNS, f"({identifier}) has {allowed}, not “{value}”.")
    return value


def _each_once(statements: Iterable[Statement]) -> Mapping[str, str]:
    said: dict[str, str] = {}
    for identifier, value in statements:
        if said.setdefault(identifier, value) != value:
            raise refused(
                Fault.TOLD_TWICE,
                f"({identifier}) stands on the label twice: “{said[identifier]}” and “{value}”.",
            )
    return said


def _day(identifier: str, written: str, today: date) -> date:
    """Year, month and day in two figures each."""
    year, month, day = (int(written[at : at + 2]) for at in (0, 2, 4))
    return day_of(_century(year, today) + year, month, day, said=f"({identifier}) says {written}")


def _century(year: int, today: date) -> int:
    """The century that puts the year within 49 years ahead and 50 back of today's."""
    century, now = divmod(today.year, 100)
    if year - now >= 51:
        century -= 1
    elif year - now <= -50:
        century += 1
    return century * 100


def day_of(year: int, month: int, day: int, *, said: str) -> date:
    """A day; day 0 is the month's last. Refused where the calendar has no such day."""
    try:
        if day:
            return date(year, month, day)
        first = date(year, month, 1)
    except ValueError:
        raise refused(Fault.NO_SUCH_DAY, f"{said}, and there is no such day.") from None
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return after - ONE_DAY
