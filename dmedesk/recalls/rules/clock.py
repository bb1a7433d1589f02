"""The clock of a recall: five business days from receipt (101 CMR 322.03(15)).

Where equipment is potentially dangerous or defective and could foreseeably cause serious harm or
death, the member is given a copy of the notice and the instructed action is finished within that
many business days of the provider's receipt. The number stands with the rates. The text defines
neither a business day nor receipt, and names no class of FDA: each such assumption is a policy.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dmedesk.kit.calendar import ONE_DAY
from dmedesk.rates import recall_deadline
from dmedesk.rates.answer import Unpriced
from dmedesk.recalls.rules.words import Hazard, RecallClass
from dmedesk.shop.rules.policies import (
    RECALL_AMBER,
    RECALL_CLOSED_DAYS,
    RECALL_RECEIPT,
    RECALL_UNCLASSIFIED,
    Policies,
    counts_as_business_day,
)


class Light(StrEnum):
    """How urgent a recall is: ``late`` is past its day, ``red`` is its last one."""

    NONE = "none"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    LATE = "late"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class ClockDay:
    """One day of the clock's strip: the n-th business day that counts, or 0 for a gap."""

    on: date
    count: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """By when a recall must be answered. ``due_on`` is None where only the maker's day holds.

    ``left`` are the business days from today to the due day, today counted; negative once late.
    """

    due_on: date | None
    maker_due_on: date | None
    days: tuple[ClockDay, ...]
    light: Light
    left: int
    why: str


def runs_five_days(
    recall_class: RecallClass,
    *,
    hazard: Hazard | None,
    is_escalated: bool,
    unclassified_runs: bool,
) -> tuple[bool, str]:
    """Whether the clause's clock runs, and why.

    Class I and, by the shop's policy, what is not classified yet; II and III only where a person
    judged that serious harm is foreseeable, or escalated it (regulation note 6.1).
    """
    if hazard is Hazard.SERIOUS:
        return True, "serious harm was judged to be foreseeable"
    if is_escalated:
        return True, "it was escalated"
    if recall_class is RecallClass.CLASS_I:
        return True, "class I: serious harm or death is probable"
    if recall_class is RecallClass.UNCLASSIFIED and unclassified_runs:
        return True, "it is not classified yet, and counts as class I until then"
    return False, "no serious harm is foreseeable by its class: the maker's day holds"


def clock_of(
    *,
    received_on: date,
    maker_due_on: date | None,
    runs: bool,
    why: str,
    closed_on: date | None,
    today: date,
    policies: Policies,
    closed_days: Collection[date] = (),
) -> Clock:
    """The clock as it stands on a day. ``closed_days`` are the shop's own."""
    counts = business_days(policies, closed_days)
    due = None
    if runs:
        try:
            due = deadline(received_on, counts, policies)
        except Unpriced as unpriced:
            # A notice older than the first edition in hand: nothing is assumed.
            why = unpriced.refusal.message
    binding = due or maker_due_on
    amber = int(policies.value(RECALL_AMBER, on=today))
    left = 0 if binding is None else days_left(today, binding, counts)
    return Clock(
        due_on=due,
        maker_due_on=maker_due_on,
        days=_strip(received_on, due, counts, closed_days) if due else (),
        light=_light(binding, closed_on, left, amber, today),
        left=left,
        why=why,
    )


def unclassified_runs(policies: Policies, on: date) -> bool:
    """Whether the clock runs for a recall that FDA has not classed yet."""
    return policies.value(RECALL_UNCLASSIFIED, on=on) == "five_days"


def business_days(policies: Policies, closed_days: Collection[date]) -> Callable[[date], bool]:
    """The calendar that the clock counts by, as the shop says of each day."""

    def counts(day: date) -> bool:
        if day in closed_days and policies.value(RECALL_CLOSED_DAYS, on=day) == "left_out":
            return False
        return counts_as_business_day(policies, day)

    return counts


def deadline(received_on: date, counts: Callable[[date], bool], policies: Policies) -> date:
    """The last day to finish. ``Unpriced`` before the first edition of the clause in hand."""
    receipt = received_on
    if policies.value(RECALL_RECEIPT, on=received_on) == "next_business_day":
        while not counts(receipt):
            receipt += ONE_DAY
    return recall_deadline(receipt, counts)


def days_left(today: date, due_on: date, counts: Callable[[date], bool]) -> int:
    """Business days from today through the due day; negative by those since it passed."""
    if today <= due_on:
        return sum(counts(day) for day in _days(today, due_on))
    return -sum(counts(day) for day in _days(due_on + ONE_DAY, today))


def _days(first: date, last: date) -> list[date]:
    return [date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)]


def _strip(
    received_on: date,
    due_on: date,
    counts: Callable[[date], bool],
    closed_days: Collection[date],
) -> tuple[ClockDay, ...]:
    """Every day from receipt to the due day, counted from that one back."""
    days = _days(received_on, due_on)
    counted = [day for day in days[1:] if counts(day)]
    first = len(counted) - _wanted(received_on)
    found = []
    for day in days:
        if day == received_on:
            found.append(ClockDay(day, 0, "received"))
        elif day in counted[first:]:
            found.append(ClockDay(day, counted.index(day) - first + 1))
        else:
            why = "weekend" if day.isoweekday() > _FRIDAY else "holiday"
            found.append(ClockDay(day, 0, "closed" if day in closed_days else why))
    return tuple(found)


_FRIDAY = 5


def _wanted(received_on: date) -> int:
    """How many business days the clause gives, told by a calendar that has no gap."""
    return (recall_deadline(received_on, lambda _day: True) - received_on).days


def _light(
    binding: date | None, closed_on: date | None, left: int, amber: int, today: date
) -> Light:
    if closed_on is not None:
        return Light.STOPPED
    if binding is None:
        return Light.NONE
    if today > binding:
        return Light.LATE
    if today == binding or left <= 1:
        return Light.RED
    return Light.AMBER if left <= amber else Light.GREEN
