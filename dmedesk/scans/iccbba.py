"""Reads ISBT 128 labels (ICCBBA): of human tissue and cells, and of the bags that blood is kept in.

As the FDA publishes the form among those of its issuing agencies: each part begins with a sign of
its own and has its fixed length, without separators. Days are the last three figures of the year
and three of its day. A compound symbol begins with how many parts follow.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dmedesk.scans.words import Fault, Issuer, Udi, refused

BEGINNINGS = ("=", "&,", "&)")

_COMPOUND = re.compile(r"=\+\d{5}")
_MILLENNIUM = 1000
_DONATION = "="


@dataclass(frozen=True, slots=True)
class _Part:
    """One part: how it begins, what it says, how many signs follow, and in which form."""

    begins: str
    says: str
    length: int
    form: str = "[0-9A-Z]*"


# The longer beginnings first: a donation's number has the equals sign alone.
_PARTS = (
    _Part("&,1", "lot", 18, "[0-9A-Za-z-]*"),
    _Part("=/", "di", 16),
    _Part("=,", "serial", 6),
    _Part("=>", "expires_on", 6, "[0-9]*"),
    _Part("=}", "made_on", 6, "[0-9]*"),
    _Part("=)", "di", 10),
    _Part("&)", "lot", 10),
    _Part(_DONATION, _DONATION, 15),
)
_WORDS = {
    "lot": "lot",
    "di": "device's number",
    "serial": "serial",
    "expires_on": "last day of use",
    "made_on": "day of making",
    _DONATION: "donation's number",
}


def read_iccbba(text: str, *, today: date) -> Udi:
    """What a label of ICCBBA's says. Raises ``Refused`` with the reason where it breaks a rule.

    A label with a donation's number and no device's is blood's, and refused as that.
    """
    said: dict[str, str] = {}
    for part, value in _parts(_COMPOUND.sub("", text, count=1)):
        if said.setdefault(part.says, value) != value:
            raise refused(
                Fault.TOLD_TWICE,
                f"The {_WORDS[part.says]} stands on the label twice: “{said[part.says]}” and"
                f" “{value}”.",
            )
    if "di" not in said:
        raise refused(
            Fault.UNKNOWN_FORM,
            "This is a label of blood or tissue (ISBT 128) that names no device.",
            "Scan the part of the label that begins with =/ or =), or type the serial.",
        )
    return Udi(
        Issuer.ICCBBA,
        di=said["di"],
        lot=said.get("lot", ""),
        serial=said.get("serial", ""),
        made_on=_day(said.get("made_on", ""), today),
        expires_on=_day(said.get("expires_on", ""), today),
        others={one: value for one, value in said.items() if one == _DONATION},
    )


def _parts(text: str) -> Iterator[tuple[_Part, str]]:
    left = text.strip()
    while left:
        part = next((one for one in _PARTS if left.startswith(one.begins)), None)
        if part is None:
            raise refused(
                Fault.UNKNOWN_IDENTIFIER, f"“{left[:8]}” does not begin with a sign of ISBT 128's."
            )
        left = left[len(part.begins) :]
        value, left = left[: part.length], left[part.length :].lstrip()
        yield part, _checked(part, value)


def _checked(part: _Part, value: str) -> str:
    if len(value) != part.length or "=" in value or "&" in value:
        raise refused(
            Fault.WRONG_LENGTH,
            f"The {_WORDS[part.says]} has {part.length} signs, and the label has “{value}”.",
        )
    if not re.fullmatch(part.form, value):
        raise refused(
            Fault.WRONG_SIGNS,
            f"The {_WORDS[part.says]} “{value}” has signs that ISBT 128 has not there.",
        )
    return value


def _day(written: str, today: date) -> date | None:
    """Three figures of the year, of today's thousand, and three of its day."""
    if not written:
        return None
    year = today.year // _MILLENNIUM * _MILLENNIUM + int(written[:3])
    found = date(year, 1, 1) + timedelta(days=int(written[3:]) - 1)
    if found.year != year:
        raise refused(
            Fault.NO_SUCH_DAY, f"The label says day {int(written[3:])} of {year}; there is none."
        )
    return found
