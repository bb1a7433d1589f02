"""The clocks that run on a line: until when it may be filed, corrected, appealed.

130 CMR 450.309: a claim is received within 90 days of service, or of another payer's answer; of
service on continuous days the last one counts. 450.323: past 12 months from service (18 where
another payer answered) a line is past its final deadline; nothing is paid past 36 months. The
numbers stand in ``parameters/clocks.toml``, read once.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dmedesk.billing.rules.appeals import deadline_of
from dmedesk.kit.calendar import months_after

_PARAMETERS = Path(__file__).parents[1] / "parameters" / "clocks.toml"


class ClockKind(StrEnum):
    """What may be done until the end of a clock."""

    FILE = "file"
    FINAL = "final"
    APPEAL = "appeal"
    ONWARD = "onward"
    NEVER = "never"


CLOCK_WORDS = {
    ClockKind.FILE: "File the claim",
    ClockKind.FINAL: "Correct and bill again",
    ClockKind.APPEAL: "Appeal the denial",
    ClockKind.ONWARD: "Pass on to the next payer",
    ClockKind.NEVER: "Last day of all",
}
"""What may be done until the end of each clock."""


SHORT_WORDS = {
    ClockKind.FILE: "File",
    ClockKind.FINAL: "Bill again",
    ClockKind.APPEAL: "Appeal",
    ClockKind.ONWARD: "Pass on",
    ClockKind.NEVER: "Last day",
}
"""The same where there is little room."""


class ClockState(StrEnum):
    """How near the end of a clock is."""

    CALM = "calm"
    AMBER = "amber"
    RED = "red"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class LineOnClock:
    """What the clocks of one line rest on.

    ``served_until`` is its last day of service; ``filed_on`` the day of its invoice, None while it
    is not invoiced; ``other_answer_on`` the day on which another payer answered for the same
    service; ``denied_on`` that of an answer that paid less than was invoiced, and is not appealed.
    ``filing_days`` are those that the shop wrote down of the payer: they count before the law's.
    ``then`` is the next payer, where its own payer answered and what remains may pass on.
    """

    regime: str
    served_until: date
    filed_on: date | None = None
    other_answer_on: date | None = None
    denied_on: date | None = None
    filing_days: int | None = None
    then: "NextPayer | None" = None


@dataclass(frozen=True, slots=True)
class NextPayer:
    """The payer after a line's own, that answered on ``answered_on``: until when it is asked."""

    regime: str
    answered_on: date
    filing_days: int | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock: what may be done until its last day, and where that stands."""

    kind: ClockKind
    due_on: date
    citation: str

    def days_left(self, on: date) -> int:
        """Days from a day to the last one: 0 on that day itself, below zero after it."""
        return (self.due_on - on).days

    def state(self, on: date) -> ClockState:
        """How near its end is on a day."""
        left = self.days_left(on)
        if left < 0:
            return ClockState.OVER
        if left <= _in_force("shown", "red_days", on).value:
            return ClockState.RED
        amber = left <= _in_force("shown", "amber_days", on).value
        return ClockState.AMBER if amber else ClockState.CALM

    def words(self, on: date) -> str:
        """The clock in a few words: ``12 days left``."""
        left = self.days_left(on)
        if left < 0:
            return f"{-left} days over" if left < -1 else "1 day over"
        return {0: "last day", 1: "1 day left"}.get(left, f"{left} days left")


def clocks_of(line: LineOnClock) -> Iterator[Clock]:
    """Every clock of a line, running or over; none for a payer of whom the program knows none."""
    served, following = line.served_until, line.then
    filing = _filing(line.regime, line.filing_days, served, line.other_answer_on)
    if filing is not None and (line.filed_on is None or line.filed_on > filing.due_on):
        yield filing
    if following is not None:
        onward = _filing(following.regime, following.filing_days, served, following.answered_on)
        if onward is not None:
            yield replace(onward, kind=ClockKind.ONWARD)
    if not _is_known(line.regime):
        return
    if line.denied_on is not None:
        appeal = deadline_of(line.regime, line.denied_on)
        if appeal is not None:
            yield Clock(ClockKind.APPEAL, appeal.on, appeal.citation)
    other = "_after_another_payer" if line.other_answer_on else ""
    final = _in_force(line.regime, f"final_months{other}", served)
    yield Clock(ClockKind.FINAL, months_after(served, final.value), final.citation)
    never = _in_force(line.regime, "never_after_months", served)
    yield Clock(ClockKind.NEVER, months_after(served, never.value), never.citation)


def _is_known(regime: str) -> bool:
    return regime in _entries() and regime != "shown"


def _filing(
    regime: str, written_days: int | None, served: date, answered_on: date | None
) -> Clock | None:
    """Until when a payer is filed with: from service, or from another payer's answer after it."""
    days = _in_force(regime, "file_days", served) if _is_known(regime) else None
    if written_days is not None:
        days = _Parameter(written_days, "Days to file, as written down of the payer")
    if days is None:
        return None
    begun = max(served, answered_on or served)
    return Clock(ClockKind.FILE, begun + timedelta(days=days.value), days.citation)


def next_clock(line: LineOnClock, on: date) -> Clock | None:
    """The clock that ends first of those that still run; where none does, the last one that ran."""
    found = sorted(clocks_of(line), key=lambda clock: clock.due_on)
    running = [clock for clock in found if clock.due_on >= on]
    return running[0] if running else found[-1] if found else None


class _Parameter(NamedTuple):
    value: int
    citation: str


def _in_force(regime: str, key: str, on: date) -> _Parameter:
    """A parameter as it is on a day; the oldest before its first day."""
    entries = _entries()[regime][key]
    begun = [entry for entry in entries if entry["from"] <= on] or entries[:1]
    latest = max(begun, key=lambda entry: entry["from"])
    return _Parameter(latest["value"], latest["citation"])


@cache
def _entries() -> dict[str, dict[str, list[dict[str, Any]]]]:
    return tomllib.loads(_PARAMETERS.read_text(encoding="utf-8"))
