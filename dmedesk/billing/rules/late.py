"""Months that were entered late: of an already posted month, and in no run of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dmedesk.billing.rules.holds import waits_cents
from dmedesk.billing.rules.plan import MonthPlan, PlannedLine
from dmedesk.kit.calendar import first_of_month


@dataclass(frozen=True, slots=True)
class LateMonth:
    """Months of an already posted month that were entered late: how many, and their money."""

    month_on: date
    months: int
    cents: int


def months_late(plan: MonthPlan) -> Sequence[LateMonth]:
    """The already posted months that lack something, oldest first."""
    found: dict[date, list[int]] = defaultdict(list)
    for late in plan.late:
        cents = late.quote.amount_cents if isinstance(late, PlannedLine) else waits_cents(late)
        found[first_of_month(late.month.from_on)].append(cents)
    return [LateMonth(on, len(cents), sum(cents)) for on, cents in sorted(found.items())]
