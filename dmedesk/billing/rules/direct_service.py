"""Direct service, 101 CMR 322.03(2): from the minutes of the parts of the work to its RE units."""

import re
from datetime import date

from dmedesk.kit.cells import Unreadable
from dmedesk.rates.ma_101_cmr_322.s02_direct_service import DirectServiceUnits, units_of
from dmedesk.rates.question import DirectServiceOf

_PARTS = re.compile(r"\d{1,5}(?:\s*\+\s*\d{1,5})*")


def minutes_text(cell: str) -> str:
    """The minutes of each part of the work, as ``90 + 45``; ``Unreadable`` for anything else."""
    if not _PARTS.fullmatch(cell.strip()):
        raise Unreadable(
            "minutes_unreadable",
            "These are no minutes.",
            "Write the minutes of each part, with + between: 90 + 45.",
        )
    return " + ".join(part.strip() for part in cell.split("+"))


def minutes_in(text: str) -> int:
    """The minutes of all parts together."""
    return sum(int(part) for part in text.split("+"))


def units_said(text: str, kind: DirectServiceOf, on: date) -> tuple[int, str] | None:
    """The units of these minutes, and how they come about; None on a day before the rates."""
    minutes = minutes_in(text)
    found = units_of(minutes, kind, on)
    return None if found is None else (found.units, _words(minutes, kind, found))


def _words(minutes: int, kind: DirectServiceOf, found: DirectServiceUnits) -> str:
    of = kind.replace("_", " ")
    told = f"{minutes} minutes are {found.units} full hours"
    if found.left_minutes:
        told += f"; {found.left_minutes} minutes make none (no text counts a part of one)"
    if found.is_payable:
        return f"{told}: {found.band} ({found.citation})"
    if not found.units:
        return f"{told}: no RE unit yet ({found.citation})"
    return f"{told}: nothing above RE-{found.last} for {of} ({found.citation})"
