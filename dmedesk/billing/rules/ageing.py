"""How old what is owed is: by the days since it was invoiced, in five ages."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

AGES = (0, 30, 60, 90, 120)
"""The first day of each age; the last has no end."""

AGE_WORDS = ("0 to 29", "30 to 59", "60 to 89", "90 to 119", "120 +")


def age_of(posted_on: date, on: date) -> int:
    """Which age (by its place) something invoiced on a day has on another one."""
    days = (on - posted_on).days
    return max(place for place, first in enumerate(AGES) if days >= first or place == 0)


@dataclass(slots=True)
class Aged:
    """Money by its age, in cents."""

    by_age: list[int] = field(default_factory=lambda: [0] * len(AGES))
    oldest_on: date | None = None

    @property
    def total_cents(self) -> int:
        """All ages together."""
        return sum(self.by_age)

    def add(self, posted_on: date, cents: int, on: date) -> None:
        """Add what is open of something invoiced on a day."""
        self.by_age[age_of(posted_on, on)] += cents
        if cents and (self.oldest_on is None or posted_on < self.oldest_on):
            self.oldest_on = posted_on


def aged(amounts: Iterable[tuple[date, int]], on: date) -> Aged:
    """What is owed of several things, each with the day on which it was invoiced."""
    found = Aged()
    for posted_on, cents in amounts:
        found.add(posted_on, cents, on)
    return found
