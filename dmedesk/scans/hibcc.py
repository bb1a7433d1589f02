"""Reads HIBC labels (ANSI/HIBC 2.6): the primary code, the secondary, or both in one.

``+``, the labeler's four signs, the number of the product, the unit of measure; after ``/`` the lot
or serial and a day in one of several forms; and a check sign over all of it, modulo 43.
"""

import re
from datetime import date, timedelta

from dmedesk.scans.gs1 import day_of
from dmedesk.scans.words import Fault, Issuer, Udi, refused

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"
_PRIMARY = re.compile(r"[A-Z][A-Z0-9]{3}[A-Z0-9]{1,18}[0-9]")
_CENTURY = 2000

# The day's form by the sign after ``$$``: its parts in order. Without a sign: month and year.
_DAYS = {"2": "mdy", "3": "ymd", "4": "ymdh", "5": "yj", "6": "yjh", "7": ""}
_LONG_DAYS = {"14D": "expires_on", "16D": "made_on"}


def check_sign(text: str) -> str:
    """The sign that follows: the sum of all signs' places in the alphabet of 43, modulo 43."""
    return _ALPHABET[sum(_ALPHABET.index(one) for one in text) % len(_ALPHABET)]


def read_hibcc(text: str) -> Udi:
    """What a label of HIBCC's says. Raises ``Refused`` with the reason where it breaks a rule."""
    if not set(text) <= set(_ALPHABET):
        raise refused(Fault.WRONG_SIGNS, "The label has signs that HIBCC's alphabet has not.")
    body, check = text[:-1], text[-1:]
    if len(body) < 2 or check != check_sign(body):
        raise refused(
            Fault.WRONG_CHECK,
            f"The label ends in “{check}”, and its check sign is “{check_sign(body)}”.",
        )
    first, *rest = body[1:].split("/")
    said: dict[str, str | date] = {}
    if first.startswith("$") or (first[:1].isdigit()):
        # A secondary code alone ends with the primary's check sign, which links the two.
        said |= _secondary(first[:-1])
    elif _PRIMARY.fullmatch(first):
        said["di"] = first
    else:
        raise refused(Fault.UNKNOWN_FORM, f"“{first}” is neither a product's code nor a lot's.")
    for part in rest:
        said |= _further(part)
    return _udi(said)


def _udi(said: dict[str, str | date]) -> Udi:
    texts = {name: value for name, value in said.items() if isinstance(value, str)}
    days = {name: value for name, value in said.items() if isinstance(value, date)}
    others = {name: value for name, value in texts.items() if name not in {"di", "lot", "serial"}}
    return Udi(
        Issuer.HIBCC,
        di=texts.get("di", ""),
        lot=texts.get("lot", ""),
        serial=texts.get("serial", ""),
        made_on=days.get("made_on"),
        expires_on=days.get("expires_on"),
        others=others,
    )


def _further(part: str) -> dict[str, str | date]:
    """One part behind a stroke."""
    if part.startswith("$") or re.fullmatch(r"\d{5}[A-Z0-9]*", part):
        return _secondary(part)
    if part[:3] in _LONG_DAYS:
        written = part[3:]
        if not re.fullmatch(r"\d{8}", written):
            raise refused(
                Fault.WRONG_LENGTH, f"A day has 8 figures, and the label has “{written}”."
            )
        day = day_of(
            int(written[:4]), int(written[4:6]), int(written[6:]), said=f"The label says {written}"
        )
        return {_LONG_DAYS[part[:3]]: day}
    if part.startswith("S"):
        return {"serial": part[1:]}
    return {part[:1]: part[1:]} if part else {}


def _secondary(part: str) -> dict[str, str | date]:
    """Lot or serial, with or without a day and a quantity."""
    day: date | None = None
    if part.startswith("$$"):
        name, rest = _named(part[2:])
        day, rest = _day_and_rest(_without_quantity(rest))
    elif part.startswith("$"):
        name, rest = _named(part[1:])
    else:
        name, day, rest = "lot", _julian(part[:5]), part[5:]
    found: dict[str, str | date] = {name: rest} if rest else {}
    return found | ({"expires_on": day} if day else {})


def _named(rest: str) -> tuple[str, str]:
    return ("serial", rest[1:]) if rest.startswith("+") else ("lot", rest)


def _without_quantity(rest: str) -> str:
    """``8`` and two figures, or ``9`` and five, are how many there are."""
    return rest[{"8": 3, "9": 6}.get(rest[:1], 0) :]


def _day_and_rest(rest: str) -> tuple[date | None, str]:
    form = _DAYS.get(rest[:1], "my")
    if form == "my" and not rest[:1].isdigit():
        return None, rest
    written = rest if form == "my" else rest[1:]
    parts: dict[str, str] = {}
    at = 0
    for one in form:
        length = 3 if one == "j" else 2
        parts[one] = _figures(written[at:], length)
        at += length
    if "j" in parts:
        return _julian(parts["y"] + parts["j"]), written[at:]
    if not parts:
        return None, written
    year, month, day = (int(parts.get(one, "0")) for one in "ymd")
    return day_of(_CENTURY + year, month, day, said=f"The label says {written[:at]}"), written[at:]


def _figures(text: str, length: int) -> str:
    """So many figures from the front of a text."""
    if not re.fullmatch(rf"[0-9]{{{length}}}", text[:length]):
        raise refused(Fault.WRONG_LENGTH, f"The day on the label is cut short: “{text}”.")
    return text[:length]


def _julian(written: str) -> date:
    """Two figures of the year and three of its day."""
    figures = _figures(written, 5)
    year, day = _CENTURY + int(figures[:2]), int(figures[2:])
    found = date(year, 1, 1) + timedelta(days=day - 1)
    if found.year != year:
        raise refused(Fault.NO_SUCH_DAY, f"The label says day {day} of {year}; there is none.")
    return found
