"""The clocks of lines that are not invoiced yet, as findings of the scrub."""

from collections.abc import Iterator
from datetime import date

from dmedesk.billing.rules.clocks import ClockKind, ClockState, LineOnClock, clocks_of
from dmedesk.papers.rules.scrub import Found
from dmedesk.papers.rules.scrub_law import Grade

_GRADES = {
    ClockState.AMBER: Grade.NOTE,
    ClockState.RED: Grade.WARN,
    ClockState.OVER: Grade.STOP,
}
_RULES = {ClockKind.FILE: "filing", ClockKind.FINAL: "final", ClockKind.NEVER: "never"}


def clocks_found(line: LineOnClock, on: date) -> Iterator[Found]:
    """Each clock of a line that is near its end, or over; the last of all only when it is over.

    Of those that are over only the one that came last: what it ends, the others ended before.
    """
    over: Found | None = None
    for clock in sorted(clocks_of(line), key=lambda one: one.due_on):
        state, rule = clock.state(on), _RULES.get(clock.kind)
        if rule is None or state not in _GRADES:
            continue
        words = f"until {clock.due_on}: {clock.words(on)}"
        found = Found(rule, words, clock.citation, grade=_GRADES[state])
        if state is ClockState.OVER:
            over = found
        elif clock.kind is not ClockKind.NEVER:
            yield found
    if over is not None:
        yield over


def is_deadline(rule: str) -> bool:
    """Whether a rule of the scrub is a clock of filing."""
    return rule in _RULES.values()
