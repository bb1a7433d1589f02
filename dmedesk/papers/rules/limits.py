"""Frequency limits: whether a thing comes before its time, or more of it than a payer pays for.

Pure: whoever asks hands over the limits of the payer that were turned on (``LimitFact``), what the
member received (``Received``), and what is asked for (``Asked``). The clock runs from the day on
which the member received the item, 42 U.S.C. 1395m(a)(7)(C).

A *replacement* counts what was received within the period before the day; what came back counts no
more, and on the day on which the period ends a thing may be had again. A *supply* is used up at
the rate of the limit: so many units last so many days, from the day of receipt or from where the
supply before it ended, whichever is later.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from dmedesk.kit.calendar import months_after
from dmedesk.papers.rules.limit_law import ahead_on, days_a_month, early_rule
from dmedesk.papers.rules.limit_words import (
    EARLY_WORDS,
    EarlyReason,
    LimitKind,
    PeriodUnit,
    Stance,
    Treatment,
    period_words,
)

_MONTHS_A_YEAR, _DAYS_A_YEAR = 12, 365


class Place(StrEnum):
    """Where what is asked for stands to a limit."""

    BELOW = "below"
    ON = "on"
    ABOVE = "above"


class LimitFact(NamedTuple):
    """One limit as it was turned on: at most ``quantity`` in every so many days, months or years.

    ``until_on`` is the day after its last, if it has one.
    """

    limit_no: str
    kind: LimitKind
    stance: Stance
    hcpcs: str
    quantity: int
    every: int
    unit: PeriodUnit
    from_on: date
    until_on: date | None = None
    treatment: Treatment = Treatment.ANY
    citation: str = ""

    def asks(self, *, hcpcs: str, day: date, on_insulin: bool | None) -> bool:
        """Whether it is about this code, day and member; one not known to have insulin has none."""
        for_whom = Treatment.INSULIN if on_insulin else Treatment.NO_INSULIN
        return (
            self.hcpcs == hcpcs
            and self.from_on <= day
            and (self.until_on is None or day < self.until_on)
            and self.treatment in (Treatment.ANY, for_whom)
        )

    @property
    def words(self) -> str:
        """What it says: ``1 in 5 years``."""
        return f"{self.quantity} in {period_words(self.every, self.unit)}"

    def again_on(self, day: date) -> date:
        """The first day after the period that begins on a day."""
        if self.unit is PeriodUnit.DAYS:
            return day + timedelta(days=self.every)
        a_year = _MONTHS_A_YEAR if self.unit is PeriodUnit.YEARS else 1
        return months_after(day, self.every * a_year)

    def days_in(self, on: date) -> int:
        """How many days a period of a supply has; a month has those of ``supplies.toml``."""
        if self.unit is PeriodUnit.DAYS:
            return self.every
        return self.every * (_DAYS_A_YEAR if self.unit is PeriodUnit.YEARS else days_a_month(on))


class ReceiptFact(NamedTuple):
    """Something that a member received; ``days`` is how long it lasts, where that is known.

    ``returned_on`` is the day on which it came back.
    """

    received_on: date
    quantity: int = 1
    days: int | None = None
    returned_on: date | None = None
    source_no: str = ""

    def is_with_member(self, day: date) -> bool:
        """Whether it did not come back by the day."""
        return self.returned_on is None or self.returned_on > day


class EarlyFact(NamedTuple):
    """Why a thing is wanted before its time; ``is_attached`` tells whether a file proves it."""

    happened_on: date
    reason: EarlyReason
    evidence: str = ""
    is_attached: bool = False
    reason_no: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """What a member received of one code, why they want it early, and whether they have insulin.

    ``insulin`` holds days from which on a member is treated with insulin, or is not.
    """

    receipts: Sequence[ReceiptFact] = ()
    reasons: Sequence[EarlyFact] = ()
    insulin: Sequence[tuple[date, bool]] = ()

    def on_insulin(self, day: date) -> bool | None:
        """Whether the member is treated with insulin on a day; None where nobody said so."""
        said = [is_treated for from_on, is_treated in sorted(self.insulin) if from_on <= day]
        return said[-1] if said else None


NOTHING_RECEIVED = Received()


@dataclass(frozen=True, slots=True)
class AllReceived:
    """What several members received, by member and code, and their statements about insulin."""

    by_code: Mapping[tuple[int, str], Received] = field(default_factory=dict)
    insulin: Mapping[int, Sequence[tuple[date, bool]]] = field(default_factory=dict)

    def of(self, member_id: int, hcpcs: str) -> Received:
        """What one member received of one code."""
        found = self.by_code.get((member_id, hcpcs), NOTHING_RECEIVED)
        return replace(found, insulin=self.insulin.get(member_id, ()))


class Asked(NamedTuple):
    """What is asked for on a day. ``days`` is how long it is to last, where that is known.

    What was received on the day itself is what is asked about, unless ``has_come`` (somebody asks
    for more on the day on which something came). ``on_insulin`` is what a claim's modifier says;
    None leaves it to what was said of the member.
    """

    hcpcs: str
    day: date
    quantity: int = 1
    days: int | None = None
    has_come: bool = False
    on_insulin: bool | None = None


class Verdict(NamedTuple):
    """How what is asked for stands to one limit.

    ``first_on`` is the first day on which it would not be above; None where it never is.
    ``excused_by`` is the reason that lets it pass, ``modifier`` what the payer wants on the claim
    then. ``said`` tells all of it, ``remedy`` what would put it right.
    """

    limit: LimitFact
    place: Place
    first_on: date | None
    excused_by: EarlyFact | None
    modifier: str
    said: str
    remedy: str

    @property
    def is_passed(self) -> bool:
        """Whether it is above and nothing excuses it."""
        return self.place is Place.ABOVE and self.excused_by is None

    @property
    def stops(self) -> bool:
        """Whether it forbids."""
        return self.is_passed and self.limit.stance is Stance.STOP


class _Found(NamedTuple):
    place: Place
    first_on: date | None
    said: str
    last_on: date | None


def judge_limits(
    limits: Iterable[LimitFact], received: Received, asked: Asked, *, regime: str
) -> list[Verdict]:
    """How what is asked for stands to every limit that is about it, in the limits' order.

    ``regime`` is the payer's: what excuses an early replacement differs (``early.toml``).
    """
    on_insulin = asked.on_insulin
    if on_insulin is None:
        on_insulin = received.on_insulin(asked.day)
    return [
        _verdict(limit, received, asked, regime, on_insulin=on_insulin)
        for limit in limits
        if limit.asks(hcpcs=asked.hcpcs, day=asked.day, on_insulin=on_insulin)
    ]


def passed(verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    """Those that are above their limit without an excuse."""
    return (one for one in verdicts if one.is_passed)


def _verdict(
    limit: LimitFact, received: Received, asked: Asked, regime: str, *, on_insulin: bool | None
) -> Verdict:
    counted = list(_counted(received.receipts, asked))
    judge = _supply if limit.kind is LimitKind.SUPPLY else _replacement
    found = judge(limit, counted, asked)
    said = f"{found.said} ({limit.words}, {limit.citation})" if limit.citation else found.said
    if limit.treatment is not Treatment.ANY and on_insulin is None:
        said += "; whether the member is treated with insulin is not said: judged as without"
    if found.place is not Place.ABOVE:
        return Verdict(limit, found.place, found.first_on, None, "", said, "")
    reason = _last_reason(received.reasons, limit.kind, found.last_on, asked.day)
    if reason is None:
        remedy = "Say why it is wanted early"
        remedy += f", or wait until {found.first_on}." if found.first_on else ", or ask for less."
        return Verdict(limit, found.place, found.first_on, None, "", said, remedy)
    return _with_reason(limit, found, said, reason, asked, regime)


def _with_reason(
    limit: LimitFact, found: _Found, said: str, reason: EarlyFact, asked: Asked, regime: str
) -> Verdict:
    rule = early_rule(reason.reason, regime)
    modifier = rule.modifier_of(asked.hcpcs)
    said += f"; {EARLY_WORDS[reason.reason].lower()} on {reason.happened_on}: {reason.evidence}"
    if not rule.lifts:
        return Verdict(limit, found.place, found.first_on, None, modifier, said, rule.said)
    if rule.needs_file and not reason.is_attached:
        remedy = f"Attach what proves it to {reason.reason_no}."
        return Verdict(limit, found.place, found.first_on, None, modifier, said, remedy)
    return Verdict(limit, found.place, found.first_on, reason, modifier, said, rule.said)


def _counted(receipts: Sequence[ReceiptFact], asked: Asked) -> Iterator[ReceiptFact]:
    """What was received before (or up to, where more is asked for on the same day), in order."""
    for one in sorted(receipts):
        is_before = one.received_on < asked.day
        if (is_before or (asked.has_come and one.received_on == asked.day)) and one.is_with_member(
            asked.day
        ):
            yield one


def _replacement(limit: LimitFact, counted: Sequence[ReceiptFact], asked: Asked) -> _Found:
    within = [one for one in counted if asked.day < limit.again_on(one.received_on)]
    total = sum(one.quantity for one in within) + asked.quantity
    last_on = within[-1].received_on if within else None
    if total <= limit.quantity:
        place = Place.ON if total == limit.quantity else Place.BELOW
        return _Found(place, asked.day, f"{total} of {limit.quantity}", last_on)
    first_on = None
    for one in within:
        total -= one.quantity
        first_on = limit.again_on(one.received_on)
        if total <= limit.quantity:
            break
    if total > limit.quantity:
        return _Found(Place.ABOVE, None, f"{asked.quantity} at once", last_on)
    return _Found(Place.ABOVE, first_on, f"received on {last_on}, again on {first_on}", last_on)


def _supply(limit: LimitFact, counted: Sequence[ReceiptFact], asked: Asked) -> _Found:
    used_up_on, period = None, limit.days_in(asked.day)
    for one in counted:
        begins_on = one.received_on if used_up_on is None else max(one.received_on, used_up_on)
        used_up_on = begins_on + timedelta(days=one.quantity * period // limit.quantity)
    last_on = counted[-1].received_on if counted else None
    allowed = None if asked.days is None else limit.quantity * asked.days // period
    if allowed is not None and asked.quantity > allowed:
        said = f"{asked.quantity} for {asked.days} days are more than {allowed}"
        return _Found(Place.ABOVE, None, said, last_on)
    place = Place.ON if asked.quantity == allowed else Place.BELOW
    if used_up_on is None:
        return _Found(place, asked.day, f"{asked.quantity} asked for", None)
    last_day_of = used_up_on - timedelta(days=1)
    first_on = last_day_of - timedelta(days=ahead_on("deliver_ahead", asked.day))
    said = f"what was received lasts through {last_day_of}, again from {first_on}"
    if asked.day < first_on:
        return _Found(Place.ABOVE, first_on, said, last_on)
    return _Found(Place.ON if asked.day == first_on else place, first_on, said, last_on)


def _last_reason(
    reasons: Sequence[EarlyFact], kind: LimitKind, last_on: date | None, day: date
) -> EarlyFact | None:
    """The last reason after the last receipt; of a supply, a changed need goes on."""
    found = None
    for one in sorted(reasons):
        goes_on = kind is LimitKind.SUPPLY and one.reason is EarlyReason.CHANGED_NEED
        is_after = last_on is None or last_on <= one.happened_on or goes_on
        if is_after and one.happened_on <= day:
            found = one
    return found
