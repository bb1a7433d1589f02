"""What may be written down of a visit: which lines moved, on which day, to whom."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dmedesk.deliveries.rules.words import TicketKind, Way
from dmedesk.kit.findings import Finding, Severity, stopping


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One line as the visit asks of it; ``serial`` is empty for what is counted."""

    place: int
    way: Way
    serial: str = ""
    rental_no: str = ""


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """Which visit, when, and what is known of the member's death or leaving."""

    kind: TicketKind
    asked_on: date
    visited_on: date
    deceased_on: date | None = None
    left_on: date | None = None


def visit_findings(
    facts: VisitFacts, lines: Sequence[VisitLine], *, left_out: Collection[int]
) -> list[Finding]:
    """Everything that keeps a visit from being written down. ``left_out`` did not move."""
    moved = [line for line in lines if line.place not in left_out]
    return [*_days(facts, moved), *_moved(moved), *_half(facts.kind, lines, left_out)]


def _days(facts: VisitFacts, moved: Sequence[VisitLine]) -> Iterator[Finding]:
    if facts.visited_on < facts.asked_on:
        yield stopping(
            "visit_before_asked",
            f"The visit was asked for on {facts.asked_on}, after {facts.visited_on}.",
            "Enter the day of the visit.",
            field="delivered_on",
        )
    if all(line.way is Way.BACK for line in moved):
        return
    ends = {"died": facts.deceased_on, "left": facts.left_on}
    for word, day in ends.items():
        if day is not None and day < facts.visited_on:
            yield stopping(
                f"member_{word}",
                f"The member {word} on {day}: nothing is brought after that.",
                "Enter the right day, or cancel the slip and bring the units back into stock.",
                field="delivered_on",
            )


def _moved(moved: Sequence[VisitLine]) -> Iterator[Finding]:
    if not moved:
        yield stopping(
            "nothing_moved",
            "No line of the slip moved.",
            "Tick what went out or came back; a visit in vain is cancelled, or sent out again.",
        )


def _half(
    kind: TicketKind, lines: Sequence[VisitLine], left_out: Collection[int]
) -> Iterator[Finding]:
    """Of an exchange both units of a rental move, or none: a rental has one unit at a time."""
    if kind is not TicketKind.EXCHANGE:
        return
    pairs: dict[str, set[bool]] = {}
    for line in lines:
        if line.serial and line.rental_no:
            pairs.setdefault(line.rental_no, set()).add(line.place in left_out)
    for rental_no, moved in pairs.items():
        if len(moved) > 1:
            yield stopping(
                "half_an_exchange",
                "One unit of the exchange moved, the other did not.",
                "Tick both, or none; what was only brought or only fetched is a slip of its own.",
                subject=rental_no,
            )


def not_said_why(ticket_no: str) -> Finding:
    """That a reason is missing why something of a slip did not move."""
    return Finding(
        Severity.STOP,
        "not_said_why",
        "Not everything moved, and it is not said why.",
        subject=ticket_no,
        remedy="Choose the reason, or tick what moved too.",
        field="stayed",
    )


def came_back_findings(
    lines: Sequence[VisitLine], came_back: Mapping[int, str], *, left_out: Collection[int]
) -> Iterator[Finding]:
    """What is wrong with the units (serials by place) that came back instead of those expected."""
    expected = {line.serial for line in lines if line.serial}
    by_place = {line.place: line for line in lines}
    for place, serial in came_back.items():
        line = by_place.get(place)
        if line is None or line.way is not Way.BACK or not line.serial or place in left_out:
            raise ValueError(f"nothing comes back on line {place}")
        if serial in expected or list(came_back.values()).count(serial) > 1:
            yield stopping(
                "came_back_twice",
                "The unit stands on the slip already.",
                "Tick its own line.",
                subject=serial,
            )
