"""What a shop chose, from a day on: its readings of the law first, and a few ways of working.

Policies are said, and said otherwise later; what was said before stays true for its days.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple, TypeAlias

from dmedesk.kit.attachments import LARGEST_MEGABYTES
from dmedesk.kit.calendar import holiday_rules, is_business_day
from dmedesk.kit.findings import Finding, Severity

READING = "reading."
"""What the keys of readings begin with."""

REGIMES: Mapping[str, str] = {"masshealth": "MassHealth", "medicare": "Medicare"}
"""The regimes whose text is read, by their words in the rate engine."""

CARRIER_DAY = "carrier_day"
IDLE_MINUTES = "idle_minutes"
ATTACHMENT_MEGABYTES = "attachment_megabytes"
OVERDUE_MAINTENANCE = "overdue_maintenance"
OVERDUE_WARNS, OVERDUE_REFUSES = "warn", "refuse"
UNSEEN_MONTHS = "unseen_months"
ASK_BEFORE_DAYS = "ask_before_days"
SUBSTITUTE_DAYS = "substitute_days"
SUFFOLK_DAYS = "suffolk_county_days"
RECALL_RECEIPT = "recall_receipt"
RECALL_CLOSED_DAYS = "recall_closed_days"
RECALL_UNCLASSIFIED = "recall_unclassified"
RECALL_AMBER = "recall_amber"
HOLIDAYS, WORKING_DAYS = "holidays", "working_days"
"""What may be said of Suffolk County's days."""

_MOST_MINUTES = 240
_MOST_MEGABYTES = 200
_MOST_UNSEEN_MONTHS = 120
_MOST_ASK_BEFORE_DAYS = 366
_MOST_SUBSTITUTE_DAYS = 366
_MOST_AMBER_DAYS = 5

ReadingsOf: TypeAlias = Callable[[str, str, date], Mapping[str, str]]
"""The options that a shop chose: by regime, the payer's code, and the day of service."""

NONE_CHOSEN: Mapping[str, str] = {}


class Said(NamedTuple):
    """One policy, as it was said: later ones of the same day count before earlier ones.

    An empty ``value`` takes a choice back. ``regime`` is empty where a policy has nothing to do
    with the law, ``payer_code`` where it holds for every payer.
    """

    id: int
    key: str
    regime: str
    payer_code: str
    from_on: date
    value: str


@dataclass(frozen=True, slots=True)
class PolicyKind:
    """One thing that may be chosen: what it is called, what may be said, what holds unsaid.

    ``options`` maps what may be said to its words; empty for a whole number of ``least`` to
    ``most``. ``defaults`` goes by regime; the empty regime is a policy without law.
    """

    key: str
    title: str
    why: str
    defaults: Mapping[str, str]
    options: Mapping[str, str]
    citation: str = ""
    least: int = 0
    most: int = 0

    def words_of(self, value: str) -> str:
        """What was said, in words."""
        return self.options.get(value, value)

    def accepts(self, value: str) -> bool:
        """Whether this may be said; nothing takes a choice back."""
        if self.options or not value:
            return not value or value in self.options
        return value.isascii() and value.isdigit() and self.least <= int(value) <= self.most


@cache
def policy_kinds() -> Mapping[str, PolicyKind]:
    """Everything that may be chosen, by its key: the readings of the law first."""
    from dmedesk.rates.law import read_parameters  # noqa: PLC0415 - waits for the law

    readings = read_parameters("readings.toml")
    kinds = [
        PolicyKind(
            key=f"{READING}{name}",
            title=entry["title"],
            why=entry["why"],
            defaults=entry["default"],
            options=entry["words"],
            citation=entry["regulation"],
        )
        for name, entry in readings.items()
    ]
    return {kind.key: kind for kind in (*kinds, _suffolk_kind(), *_more_kinds())}


def _suffolk_kind() -> PolicyKind:
    rule = holiday_rules()[SUFFOLK_DAYS]
    return PolicyKind(
        key=SUFFOLK_DAYS,
        title=rule["title"],
        why=rule["why"],
        defaults={"": rule["default"]},
        options=rule["words"],
        citation=rule["citation"],
    )


def _more_kinds() -> Iterator[PolicyKind]:
    """What is chosen besides the readings of the law, and counted in no calendar."""
    yield PolicyKind(
        key=CARRIER_DAY,
        title="Date of service of what a carrier brings",
        why="Medicare takes the day of shipping or the day of delivery; everybody else the latter.",
        defaults={"medicare": "delivered"},
        options={"shipped": "the day of shipping", "delivered": "the day of delivery"},
        citation="Medicare, proof of delivery by a shipping service (method 2)",
    )
    yield PolicyKind(
        key=IDLE_MINUTES,
        title="Minutes without a key until the desk locks",
        why="A screen that nobody watches shows members' data. Typing and tabs are kept.",
        defaults={"": "10"},
        options={},
        least=1,
        most=_MOST_MINUTES,
    )
    yield PolicyKind(
        key=ATTACHMENT_MEGABYTES,
        title="Megabytes that one attached file may have",
        why="Photos and papers are kept in the shop's file; very large ones make it slow to copy.",
        defaults={"": str(LARGEST_MEGABYTES)},
        options={},
        least=1,
        most=_MOST_MEGABYTES,
    )
    yield _ask_before_kind()
    yield from _kinds_of_units()
    yield from _kinds_of_recalls()


def _kinds_of_units() -> Iterator[PolicyKind]:
    """What is chosen about units."""
    yield PolicyKind(
        key=OVERDUE_MAINTENANCE,
        title="A unit whose maintenance is overdue",
        why="The maker asks for the work. Whoever hands a unit out is told that it is overdue.",
        defaults={"": OVERDUE_WARNS},
        options={
            OVERDUE_WARNS: "may go out, and it is said",
            OVERDUE_REFUSES: "stays in the house until the work is written down",
        },
    )
    yield PolicyKind(
        key=UNSEEN_MONTHS,
        title="Months after which a unit counts as unseen",
        why="Nothing was heard of it so long: no move, check, scan in a count, or maintenance.",
        defaults={"": "12"},
        options={},
        least=1,
        most=_MOST_UNSEEN_MONTHS,
    )
    yield PolicyKind(
        key=SUBSTITUTE_DAYS,
        title="Days after which a substitute is out too long",
        why="It is charged once, however long it stays (101 CMR 322.03(14)): then somebody asks.",
        defaults={"": "30"},
        options={},
        least=1,
        most=_MOST_SUBSTITUTE_DAYS,
    )


def _kinds_of_recalls() -> Iterator[PolicyKind]:
    """What the clause on recalls leaves open, and when a recall counts as urgent."""
    clause = "101 CMR 322.03(15)"
    yield PolicyKind(
        key=RECALL_RECEIPT,
        title="A recall notice that came on a day that is no business day",
        why="The clause counts from the provider’s receipt and does not say what that is.",
        defaults={"": "that_day"},
        options={
            "that_day": "is received on that day",
            "next_business_day": "is received on the next business day",
        },
        citation=clause,
    )
    yield PolicyKind(
        key=RECALL_CLOSED_DAYS,
        title="Days on which only this shop is closed, for the recall clock",
        why="The clause counts business days and does not say whose.",
        defaults={"": "counted"},
        options={"counted": "are business days", "left_out": "are left out"},
        citation=clause,
    )
    yield from _kinds_of_recall_clocks(clause)


def _kinds_of_recall_clocks(clause: str) -> Iterator[PolicyKind]:
    """Which recalls the clock runs for, and when it warns."""
    yield PolicyKind(
        key=RECALL_UNCLASSIFIED,
        title="A recall that FDA has not classified yet",
        why="The clause names no class: it asks whether serious harm or death is foreseeable.",
        defaults={"": "five_days"},
        options={
            "five_days": "runs on the five-day clock, as class I does",
            "maker": "follows the manufacturer’s day until somebody judges it",
        },
        citation=clause,
    )
    yield PolicyKind(
        key=RECALL_AMBER,
        title="Business days before its end from which a recall’s clock is amber",
        why="The last day is red; so many days before it the clock begins to warn.",
        defaults={"": "3"},
        options={},
        least=1,
        most=_MOST_AMBER_DAYS,
    )


def _ask_before_kind() -> PolicyKind:
    return PolicyKind(
        key=ASK_BEFORE_DAYS,
        title="Days before a paper’s end to ask for the next one",
        why="Papers of what is out stand among those outstanding from then on.",
        defaults={"": "30"},
        options={},
        least=1,
        most=_MOST_ASK_BEFORE_DAYS,
    )


def policy_findings(
    key: str, value: str, *, regime: str, payer_code: str, why: str
) -> Iterator[Finding]:
    """Everything that is wrong with a policy before it is said."""
    kind = policy_kinds().get(key)
    if kind is None:
        yield _finding("unknown_policy", f"There is no policy {key}.", "key", "Choose one listed.")
        return
    if not kind.accepts(value):
        allowed = ", ".join(kind.options) or f"a whole number of {kind.least} to {kind.most}"
        yield _finding(
            "bad_choice", f"{value!r} is not allowed here.", "value", f"Allowed: {allowed}."
        )
    of_law = "" not in kind.defaults
    if of_law and regime not in kind.defaults:
        yield _finding(
            "regime_missing", "Whose text is read so is not said.", "regime", "Choose the rules."
        )
    if not of_law and (regime or payer_code):
        yield _finding(
            "regime_too_many", "This policy holds for the whole shop.", "regime", "Leave it empty."
        )
    if not why.strip():
        yield _finding(
            "why_missing", "Nobody could say later why.", "why", "Write a few words: who said so?"
        )


def _finding(code: str, message: str, field: str, remedy: str) -> Finding:
    return Finding(Severity.STOP, code, message, remedy=remedy, field=field)


def in_force(said: Iterable[Said], *, on: date) -> Said | None:
    """The one of these (of one key, regime and payer) that holds on a day; None for none."""
    begun = [one for one in said if one.from_on <= on]
    return max(begun, key=lambda one: (one.from_on, one.id), default=None)


class Policies:
    """All policies of a shop, for the questions of a month."""

    def __init__(self, said: Iterable[Said]) -> None:
        self._said: dict[tuple[str, str, str], list[Said]] = {}
        self._readings: dict[tuple[str, str, date], Mapping[str, str]] = {}
        for one in said:
            self._said.setdefault((one.key, one.regime, one.payer_code), []).append(one)

    def value(self, key: str, *, on: date, regime: str = "", payer_code: str = "") -> str:
        """What holds on a day: the payer's own, else everybody's, else the default."""
        return (
            self.chosen(key, on=on, regime=regime, payer_code=payer_code)
            or (policy_kinds()[key].defaults[regime])
        )

    def chosen(self, key: str, *, on: date, regime: str = "", payer_code: str = "") -> str:
        """As ``value``, but empty where nobody chose."""
        for payer in dict.fromkeys((payer_code, "")):
            found = in_force(self._said.get((key, regime, payer), ()), on=on)
            if found is not None and found.value:
                return found.value
        return ""

    def readings(self, regime: str, payer_code: str, on: date) -> Mapping[str, str]:
        """The readings that were chosen for a payer's service of a day; all else is default."""
        if not self._said:
            return NONE_CHOSEN
        asked = (regime, payer_code, on)
        if asked not in self._readings:
            self._readings[asked] = dict(self._chosen_readings(*asked))
        return self._readings[asked]

    def _chosen_readings(self, regime: str, payer_code: str, on: date) -> Iterator[tuple[str, str]]:
        for key in policy_kinds():
            if key.startswith(READING):
                value = self.chosen(key, on=on, regime=regime, payer_code=payer_code)
                if value:
                    yield key.removeprefix(READING), value


def keeps_suffolk_days(policies: Policies, *, on: date) -> bool:
    """Whether Suffolk County's two days are legal holidays for this shop, as it says of a day."""
    return policies.value(SUFFOLK_DAYS, on=on) == HOLIDAYS


def counts_as_business_day(policies: Policies, day: date) -> bool:
    """Whether a deadline counts the day (M.G.L. c.4 s.7 cl.18): the calendar of this shop."""
    return is_business_day(day, suffolk_county=keeps_suffolk_days(policies, on=day))


def no_readings(_regime: str, _payer_code: str, _on: date) -> Mapping[str, str]:
    """The readings of a shop that chose none: the engine's own."""
    return NONE_CHOSEN
