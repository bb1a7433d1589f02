"""Preventive maintenance: what a maker asks for, and when each unit is due.

A plan asks for its work every so many months, every so many hours of use, or each time that the
unit comes back. What is due follows from the unit's log: from its last work, else from the day on
which it came to the shop. Where neither is known that is said, and no day is made up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dmedesk.kit.calendar import months_after
from dmedesk.kit.findings import Finding, Severity

MOST_HOURS = 999_999
"""More hours than a meter shows: a slip of the pen."""

SOON_DAYS = 30
"""Work that is due within so many days is told beforehand."""


class Every(StrEnum):
    """What a plan counts by."""

    MONTHS = "months"
    HOURS = "hours"
    RETURN = "return"


class LogStep(StrEnum):
    """One entry of a unit's log: work, a reading of its hours, or that another one is void."""

    WORK = "work"
    READING = "reading"
    TAKEN_BACK = "taken_back"


class DueState(StrEnum):
    """How a unit stands with a plan; the most pressing first."""

    OVERDUE = "overdue"
    DUE = "due"
    SOON = "soon"
    UNKNOWN = "unknown"
    LATER = "later"


DUE_WORDS: Mapping[DueState, str] = {
    DueState.OVERDUE: "overdue",
    DueState.DUE: "due today",
    DueState.SOON: "due soon",
    DueState.UNKNOWN: "not known",
    DueState.LATER: "later",
}
"""How each is said."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Work that is asked for; ``interval`` is its months or hours, None at each return."""

    id: int
    work: str
    every: Every
    interval: int | None

    def words(self) -> str:
        """How often, in words."""
        if self.every is Every.RETURN:
            return "at each return"
        one = self.every.value.removesuffix("s")
        return f"every {one}" if self.interval == 1 else f"every {self.interval:,} {self.every}"


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A standing entry of a unit's log: the plan's work (None: other work, or a reading only)."""

    on: date
    plan_id: int | None
    hours: int | None


@dataclass(frozen=True, slots=True)
class UnitLife:
    """What a unit's due work follows from; ``log`` in the order of its days and turns."""

    acquired_on: date | None
    is_new: bool
    returned_on: date | None
    log: Sequence[LogEntry] = ()


@dataclass(frozen=True, slots=True)
class NextDue:
    """When a plan's work is due on one unit. ``due_on`` is the last day on which it is in time.

    Of a plan by hours ``due_hours`` are those at which it is due, ``hours`` the last reading.
    ``why`` says what is missing where it is not known.
    """

    state: DueState
    last_on: date | None = None
    due_on: date | None = None
    due_hours: int | None = None
    hours: int | None = None
    why: str = ""


def next_due(plan: Plan, life: UnitLife, *, on: date) -> NextDue:
    """When this work is due on this unit, as things stand on a day."""
    done = [entry for entry in life.log if entry.plan_id == plan.id]
    last = done[-1] if done else None
    if plan.every is Every.MONTHS:
        return _by_months(plan.interval or 0, life, last, on)
    if plan.every is Every.HOURS:
        return _by_hours(plan.interval or 0, life, last)
    return _at_return(life, last, on)


def _state_of(due_on: date, on: date) -> DueState:
    if on > due_on:
        return DueState.OVERDUE
    if on == due_on:
        return DueState.DUE
    return DueState.SOON if due_on <= on + timedelta(days=SOON_DAYS) else DueState.LATER


def _by_months(months: int, life: UnitLife, last: LogEntry | None, on: date) -> NextDue:
    begun_on = life.acquired_on if last is None else last.on
    last_on = None if last is None else last.on
    if begun_on is None:
        why = "neither the day of receipt nor a last work is known"
        return NextDue(DueState.UNKNOWN, why=why)
    due_on = months_after(begun_on, months)
    return NextDue(_state_of(due_on, on), last_on, due_on)


def _by_hours(hours: int, life: UnitLife, last: LogEntry | None) -> NextDue:
    now = latest_hours(life.log)
    last_on = None if last is None else last.on
    begun = _hours_at(life, last)
    if begun is None:
        why = "the hours at its last work are not known"
        return NextDue(DueState.UNKNOWN, last_on, hours=now, why=why)
    due = begun + hours
    if now is None:
        why = "no hours were read yet"
        return NextDue(DueState.UNKNOWN, last_on, due_hours=due, why=why)
    state = DueState.LATER
    if now >= due:
        state = DueState.OVERDUE if now > due else DueState.DUE
    return NextDue(state, last_on, due_hours=due, hours=now)


def _hours_at(life: UnitLife, last: LogEntry | None) -> int | None:
    """The hours at the last work; a unit that came new began with none."""
    if last is None:
        return 0 if life.is_new else None
    if last.hours is not None:
        return last.hours
    return latest_hours([entry for entry in life.log if entry.on <= last.on])


def latest_hours(log: Sequence[LogEntry]) -> int | None:
    """The last reading of a log; None where there is none."""
    return next((entry.hours for entry in reversed(log) if entry.hours is not None), None)


def _at_return(life: UnitLife, last: LogEntry | None, on: date) -> NextDue:
    last_on = None if last is None else last.on
    back_on = life.returned_on
    if back_on is None or (last_on is not None and last_on >= back_on):
        return NextDue(DueState.LATER, last_on)
    return NextDue(_state_of(back_on, on), last_on, back_on)


def when_due(due: NextDue) -> str:
    """When that is, in words: a day, hours, or what is missing."""
    if due.state is DueState.UNKNOWN:
        return due.why
    if due.due_hours is not None:
        return f"at {due.due_hours:,} hours, last read {due.hours or 0:,}"
    return "at its next return" if due.due_on is None else due.due_on.isoformat()


def overdue_finding(plan: Plan, due: NextDue, *, refuses: bool, serial: str) -> Finding:
    """That a unit should not go out; ``refuses`` where the shop chose that it does not."""
    last = "never done here" if due.last_on is None else f"last done on {due.last_on}"
    return Finding(
        Severity.STOP if refuses else Severity.WARNING,
        "maintenance_overdue",
        f"{plan.work} is overdue: {when_due(due)}, {last}.",
        subject=serial,
        remedy="Do the work and write it down under Units, Maintenance; or take another unit.",
    )


def plan_findings(
    *, work: str | None, every: Every | None, interval: int | None, has_product: bool
) -> list[Finding]:
    """Everything that is wrong with a plan as it is typed."""
    found = []
    if not has_product:
        found.append(_wrong("product_id", "missing_value", "No product is named.", "Choose it."))
    if not work:
        found.append(_wrong("work", "missing_value", "The work is missing.", "Say what is done."))
    if every is None:
        message, remedy = "How often is missing.", "Choose what it is counted by."
        found.append(_wrong("every", "missing_value", message, remedy))
    elif every is Every.RETURN and interval is not None:
        message, remedy = "Each return has no number.", "Leave the number empty."
        found.append(_wrong("interval_count", "number_too_many", message, remedy))
    elif every is not Every.RETURN and (interval is None or interval < 1):
        message = f"After how many {every} is missing."
        found.append(_wrong("interval_count", "missing_value", message, "Enter 1 or more."))
    elif interval is not None and interval > MOST_HOURS:
        message, remedy = "Nothing is asked for so seldom.", f"Enter {MOST_HOURS:,} or less."
        found.append(_wrong("interval_count", "bad_number", message, remedy))
    return found


def entry_findings(
    *,
    on: date,
    today: date,
    work: str,
    technician: str,
    hours: int | None,
    log: Sequence[LogEntry],
) -> list[Finding]:
    """Everything that is wrong with work as it is written down."""
    found = []
    if not work.strip():
        message, remedy = "Nothing is said of the work.", "Choose the plan, or say what was done."
        found.append(_wrong("work", "missing_value", message, remedy))
    if not technician.strip():
        message, remedy = "Nobody is named who did it.", "Enter the technician's name."
        found.append(_wrong("technician", "nobody_signs", message, remedy))
    return [*found, *reading_findings(on=on, today=today, hours=hours, log=log)]


def reading_findings(
    *, on: date, today: date, hours: int | None, log: Sequence[LogEntry]
) -> list[Finding]:
    """A day that has not come; hours that run backward beside the readings before and after."""
    found = []
    if on > today:
        remedy = f"Enter {today} or a day before."
        found.append(_wrong("done_on", "not_yet", f"{on} has not come yet.", remedy))
    if hours is None:
        return found
    if not 0 <= hours <= MOST_HOURS:
        message, remedy = f"{hours:,} hours cannot be.", "Look at the meter again."
        found.append(_wrong("hours", "bad_hours", message, remedy))
    before = latest_hours([entry for entry in log if entry.on <= on])
    after = next((one.hours for one in log if one.on > on and one.hours is not None), None)
    remedy = "Look at the meter again, or take the wrong reading back first."
    if before is not None and hours < before:
        message = f"{before:,} hours were read before: a meter does not run backward."
        found.append(_wrong("hours", "hours_run_backward", message, remedy))
    if after is not None and hours > after:
        message = f"Only {after:,} hours were read afterwards."
        found.append(_wrong("hours", "hours_run_backward", message, remedy))
    return found


def _wrong(field: str, code: str, message: str, remedy: str) -> Finding:
    return Finding(Severity.STOP, code, message, remedy=remedy, field=field)
