"""A statement that a member understands: what is at home, what happened, what is owed, what next.

Plain values and plain words; the sheet draws them. What a member's plans are asked to pay is told
apart from what the member owes: a MassHealth member owes nothing for a covered service
(130 CMR 450.316).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dmedesk.billing.rules.printed import CompanyWords, MemberWords
from dmedesk.kit.prose import Paragraph
from dmedesk.rates.money import format_dollars

_ALL = "All who pay"


@dataclass(frozen=True, slots=True)
class StatementItem:
    """One thing that is rented: its last billed month (number ``month`` of ``last_month``).

    ``until_on`` is the day after that month, on which the next begins; ``ended_on`` the day on
    which it came back, if it did.
    """

    description: str
    serial: str
    payer: str
    month: int
    last_month: int | None
    from_on: date
    until_on: date
    ended_on: date | None

    @property
    def month_words(self) -> str:
        """``Month 4 of 13``."""
        of = f" of {self.last_month}" if self.last_month else ""
        return f"Month {self.month}{of}"

    @property
    def next_words(self) -> str:
        """What comes next, in a sentence."""
        if self.ended_on is not None and self.ended_on <= self.until_on:
            return f"It came back on {in_prose(self.ended_on)}. No further month is billed."
        if self.last_month is None:
            return f"The next month begins on {in_prose(self.until_on)}, while you have it."
        left = self.last_month - self.month
        if left <= 0:
            return "This is the last month that is billed as rent."
        months = "One month follows" if left == 1 else f"{left} months follow"
        return f"The next month begins on {in_prose(self.until_on)}. {months}."


@dataclass(frozen=True, slots=True)
class StatementEntry:
    """One thing that happened on the account; below zero where less is owed after it."""

    on: date
    words: str
    payer: str
    cents: int


@dataclass(frozen=True, slots=True)
class PlanOwes:
    """What a plan still owes; ``is_whole``: the member pays nothing of what it covers."""

    name: str
    cents: int
    is_whole: bool

    @property
    def sentence(self) -> str:
        """The amount, and whether the member has to do with it."""
        if self.cents < 0:
            return f"We owe {self.name} ${format_dollars(-self.cents)}. You need do nothing."
        rest = " You are not asked to pay this." if self.is_whole else ""
        return f"{self.name} has still to pay ${format_dollars(self.cents)}.{rest}"


@dataclass(frozen=True, slots=True)
class Statement:
    """Everything that a statement says, as of a day, of the time from a day.

    ``owed_cents`` is what the member owes, below zero where the supplier holds money of the
    member's. ``deposit_cents`` is held beside it, taken off nothing yet. ``plans`` are what plans
    still owe for the member. ``before_cents`` is what all who pay owed before ``from_on``, less
    what was held then: with the entries it comes to what they owe now, less what is held.
    ``turn`` counts the statements of the member of that day from 1.
    """

    on: date
    from_on: date
    company: CompanyWords
    member: MemberWords
    items: tuple[StatementItem, ...]
    entries: tuple[StatementEntry, ...]
    owed_cents: int
    plans: tuple[PlanOwes, ...]
    deposit_cents: int = 0
    before_cents: int = 0
    said: tuple[Paragraph, ...] = ()
    logo: bytes | None = None
    turn: int = 1

    @property
    def number(self) -> str:
        """What the paper is known by: the member's number and the day; of a later one its turn."""
        again = f"-{self.turn}" if self.turn > 1 else ""
        return f"{self.member.member_no}-{self.on:%Y%m%d}{again}"

    @property
    def told(self) -> tuple[StatementEntry, ...]:
        """The entries between what was owed before them and what it comes to."""
        if not self.entries:
            return ()
        total = self.before_cents + sum(entry.cents for entry in self.entries)
        last = StatementEntry(self.on, "Owed now, less what we hold", _ALL, total)
        if not self.before_cents:
            return (*self.entries, last)
        words = "Owed before, less what we held"
        return (StatementEntry(self.from_on, words, _ALL, self.before_cents), *self.entries, last)

    @property
    def headline(self) -> str:
        """What is owed, in a few words."""
        if self.owed_cents > 0:
            return f"You owe ${format_dollars(self.owed_cents)}."
        if self.owed_cents < 0:
            return f"You owe nothing. We hold ${format_dollars(-self.owed_cents)} of yours."
        return "You owe nothing."

    def sentences(self) -> Iterator[str]:
        """What the headline means."""
        if self.owed_cents > 0:
            yield f"Please pay it to {self.company.name}, and write {self.member.member_no} on it."
        elif self.owed_cents < 0:
            yield "It pays what is billed to you next, or we give it back: call us."
        if self.deposit_cents > 0:
            held = format_dollars(self.deposit_cents)
            yield (
                f"We hold a deposit of ${held} of yours. It is taken off nothing yet: it pays what"
                " you owe when you tell us so, or we give it back."
            )
        for plan in self.plans:
            yield plan.sentence
        if self.company.phone:
            yield f"Questions, or something to give back? Call us: {self.company.phone}."


def in_prose(on: date) -> str:
    """A day as people write it: ``5 December 2026``."""
    return f"{on.day} {on:%B %Y}"
