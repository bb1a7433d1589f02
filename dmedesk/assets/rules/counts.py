"""A cycle count: what was expected where it began, what was scanned, and what differs.

The units that are expected are fixed when a count begins. Every scan is a fact, so is what became
of each difference; how a unit stands in the count follows from them, and from nothing else.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.moves import IN_HOUSE, OUT, WORDS, Move
from dmedesk.kit.findings import Finding, Severity

CAUSE = "count"
"""The kind of the record that causes the moves by which a difference is settled."""

Key: TypeAlias = Hashable
"""What a unit is known by in a count: its id, or the serial that nobody knows."""


class CountStep(StrEnum):
    """What happens in a count once it has begun."""

    SCANNED = "scanned"
    SETTLED = "settled"
    CLOSED = "closed"


class Standing(StrEnum):
    """How a unit stands in a count."""

    FOUND = "found"
    MISSING = "missing"
    UNEXPECTED = "unexpected"


class Settling(StrEnum):
    """What became of a difference. ``moved`` and ``lost`` are moves of the unit, too."""

    FOUND_LATER = "found_later"
    MOVED = "moved"
    LOST = "lost"
    NOTED = "noted"


SETTLING_WORDS: Mapping[Settling, str] = {
    Settling.FOUND_LATER: "Found later, where it belongs",
    Settling.MOVED: "Moved: it is kept there now",
    Settling.LOST: "Lost",
    Settling.NOTED: "The records are right, or were put right",
}
"""How each is said when somebody chooses."""

STANDING_WORDS: Mapping[Standing, str] = {
    Standing.FOUND: "found",
    Standing.MISSING: "missing",
    Standing.UNEXPECTED: "not expected",
}


class CountedFact(NamedTuple):
    """A scan, or a settling, of one unit, in the order in which they happened."""

    key: Key
    settled: Settling | None = None


@dataclass(frozen=True, slots=True)
class Tallied:
    """How one unit stands: whether it was expected, scanned, and what became of it last."""

    is_expected: bool
    is_scanned: bool
    settled: Settling | None = None

    @property
    def standing(self) -> Standing:
        """Found, missing, or there without being expected."""
        if not self.is_expected:
            return Standing.UNEXPECTED
        return Standing.FOUND if self.is_scanned else Standing.MISSING

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to say what became of it.

        So has who finds a unit that was written off as lost in this very count.
        """
        if self.standing is Standing.FOUND:
            return self.settled is Settling.LOST
        return self.settled is None


def tally(expected: Iterable[Key], facts: Iterable[CountedFact]) -> dict[Key, Tallied]:
    """How every unit of the count stands; those that were expected first, in their order."""
    found = {key: Tallied(is_expected=True, is_scanned=False) for key in expected}
    for key, settled in facts:
        was = found.get(key, Tallied(is_expected=False, is_scanned=False))
        is_scanned = was.is_scanned or settled is None
        found[key] = Tallied(was.is_expected, is_scanned, settled or was.settled)
    return found


def ways_to_settle(standing: Standing, state: AssetState | None) -> tuple[Settling, ...]:
    """What may become of a difference; ``state`` is the unit's now, None where nobody knows it.

    A unit that is out by the records is not brought in by a count: its return has a ticket.
    """
    if state is AssetState.LOST:
        return (Settling.MOVED, Settling.NOTED)
    if state is None or state not in IN_HOUSE:
        return (Settling.NOTED,)
    if standing is Standing.MISSING:
        return (Settling.FOUND_LATER, Settling.MOVED, Settling.LOST, Settling.NOTED)
    return (Settling.MOVED, Settling.NOTED)


def move_of(settling: Settling, state: AssetState) -> Move | None:
    """The move of the unit that goes with it; None where it stays as the records have it."""
    if settling is Settling.LOST:
        return Move.LOST
    if settling is Settling.MOVED:
        return Move.FOUND if state is AssetState.LOST else Move.TRANSFERRED
    return None


def settling_findings(
    settling: Settling,
    *,
    line: Tallied,
    state: AssetState | None,
    has_place: bool,
    note: str,
    serial: str,
) -> list[Finding]:
    """Everything that is wrong with settling a difference so."""
    if not line.is_open and line.settled is None:
        return [_stop("nothing_to_settle", "The unit was expected and found.", serial)]
    found = list(_wrong_way(settling, line, state, serial))
    if settling is Settling.MOVED and not has_place:
        message = "Nobody said where it is kept now."
        found.append(_stop("no_place", message, serial, "Choose a place.", field="place_id"))
    if settling is Settling.NOTED and not note.strip():
        message = "Nothing is said about it."
        found.append(_stop("no_note", message, serial, "Write what you found out.", field="note"))
    return found


def _wrong_way(
    settling: Settling, line: Tallied, state: AssetState | None, serial: str
) -> Iterator[Finding]:
    if settling in ways_to_settle(line.standing, state):
        return
    remedy = "Say what you found out in a note."
    if state in OUT:
        remedy = "Write the ticket of its return first, then say here that this was done."
    stands = "not in the records" if state is None else WORDS[state]
    message = f"The unit is {stands}: this cannot be said of it."
    yield _stop("wrong_way", message, serial, remedy, field="how")


def still_open(lines: Iterable[Tallied], *, count_no: int) -> list[Finding]:
    """What keeps a count from being closed."""
    waiting = sum(line.is_open for line in lines)
    if not waiting:
        return []
    word = "difference is" if waiting == 1 else "differences are"
    return [
        _stop(
            "exceptions_open",
            f"{waiting:,} {word} not settled yet.",
            f"Count {count_no}",
            "Say of each what became of it; then close the count.",
        )
    ]


def what_records_said(standing: Standing, state: AssetState | None, place: str | None) -> str:
    """What the records said of a unit when it was scanned; of one that was found, nothing."""
    if standing is Standing.FOUND:
        return ""
    if state is None:
        return "" if standing is Standing.MISSING else "unknown serial"
    if state in IN_HOUSE:
        return f"kept in {place}" if place else "kept nowhere in particular"
    return f"{WORDS[state]} by the records"


def _stop(
    code: str, message: str, subject: str, remedy: str = "Look at the count.", field: str = ""
) -> Finding:
    return Finding(Severity.STOP, code, message, subject=subject, remedy=remedy, field=field)
