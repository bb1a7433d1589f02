"""The scrub: what should be looked at before a line counts, judged from facts handed over.

Each judge is one function on facts, and says what it found under a rule of ``scrub_law``; grades,
clauses and remedies are data. Nothing found here keeps a line out by itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from dmedesk.kit.calendar import last_day
from dmedesk.members.rules import npi_is_valid
from dmedesk.papers.rules.holds import AuthorizationFact, PrescriptionFact
from dmedesk.papers.rules.limits import Verdict
from dmedesk.papers.rules.scrub_law import (
    Grade,
    facility_share,
    included,
    keep_until,
    misplaced_modifiers,
    narrated_modifiers,
    sides,
    tell_days,
)
from dmedesk.rates.ma_101_cmr_322.s13_modifiers import check_modifiers
from dmedesk.rates.money import format_dollars
from dmedesk.rates.question import Regime

RENTAL = "rental"
"""The kind of a line that is a month of rent; of any other it is what is charged once."""

BOUGHT = frozenset({"purchase", "purchase_option"})
"""The kinds of charges after which the member owns the thing."""

_CHECKED: dict[str, Regime] = {"masshealth": "masshealth", "medicare": "medicare"}


class Found(NamedTuple):
    """What a rule found: in words, and its clause where the rule has none of its own.

    ``other`` is the line that it is about as well, by kind and number (``rental``, ``R1``);
    ``grade`` and ``field`` stand where they are not the rule's own.
    """

    rule: str
    detail: str
    citation: str = ""
    other: tuple[str, str] = ("", "")
    grade: Grade | None = None
    field: str = ""


class LineFact(NamedTuple):
    """One line: a month of rent, or what is charged once, with its days up to ``until_on``.

    ``kind`` is ``rental`` or that of the charge; ``received_on`` the day of the proof where the
    day of service has to be that day (a first month; what was handed over).
    """

    kind: str
    number: str
    member_id: int
    regime: str
    hcpcs: str
    from_on: date
    until_on: date
    family: str = ""
    modifiers: tuple[str, ...] = ()
    serial: str = ""
    received_on: date | None = None

    @property
    def name(self) -> tuple[str, str]:
        """``rental`` or ``charge``, and its number."""
        return (RENTAL if self.kind == RENTAL else "charge", self.number)


class RunningFact(NamedTuple):
    """A rental from its first day up to, and without, the day of pick-up, with its unit."""

    number: str
    hcpcs: str
    family: str
    serial: str
    started_on: date
    ended_on: date | None = None

    def runs_on(self, day: date) -> bool:
        """Whether it runs on a day."""
        return self.started_on <= day and (self.ended_on is None or day < self.ended_on)


class BoughtFact(NamedTuple):
    """A purchase of a code by a member, and its day."""

    number: str
    hcpcs: str
    bought_on: date


def company_found(npi: str) -> Found | None:
    """The company's own NPI is missing, or fails its check digit."""
    if not npi:
        return Found("company_npi", "the letterhead has no NPI")
    return None if npi_is_valid(npi) else Found("company_npi", f"not a valid NPI: {npi}")


def day_found(line: LineFact) -> Iterator[Found]:
    """The day of service lies after the day received; before it the line is held anyway."""
    if line.received_on is not None and line.received_on < line.from_on:
        detail = f"received on {line.received_on}, the day of service is {line.from_on}"
        yield Found("day_of_service", detail)


def death_found(line: LineFact, deceased_on: date | None) -> Iterator[Found]:
    """The member died within the line's days."""
    if deceased_on is not None and line.from_on <= deceased_on < line.until_on:
        yield Found("member_died", f"died on {deceased_on}")


def papers_found(line: LineFact, prescriptions: Iterable[PrescriptionFact]) -> Iterator[Found]:
    """The last prescription in force ends within the days in which it is told."""
    good = [one for one in prescriptions if one.is_good_on(line.from_on)]
    ends = [one.expires_on for one in good if one.expires_on is not None]
    if good and len(ends) == len(good) and max(ends) < _told_until(line):
        yield Found("paper_ends", f"its last good day is {max(ends)}")


def authorization_found(
    line: LineFact, authorizations: Iterable[AuthorizationFact], months_left: int | None
) -> Iterator[Found]:
    """The authorization that a line uses has no month left after it, or ends soon.

    ``authorizations`` are all of the member for the code: a later one is one asked for in time.
    """
    covering = [one for one in authorizations if one.covers(line.from_on)]
    if not covering:
        return
    after = [one for one in authorizations if one.covers(_told_until(line))]
    numbers = ", ".join(sorted(one.pa_number for one in covering))
    if months_left == 0 and len(covering) == 1:
        words = f"this is the last month of {numbers}"
        yield Found("authorization_ends", words, field="months")
    elif not after:
        ends = max(one.until_on for one in covering if one.until_on is not None)
        yield Found("authorization_ends", f"{numbers} ends with {last_day(ends)}")


def _told_until(line: LineFact) -> date:
    """The day up to which an end is told: so many days after the line's last."""
    return line.until_on + timedelta(days=tell_days(line.from_on))


def duplicates_found(line: LineFact, others: Iterable[LineFact]) -> Iterator[Found]:
    """Another line of this member's has the same code and a day in common."""
    for other in others:
        if other.name == line.name or (other.member_id, other.hcpcs) != (
            line.member_id,
            line.hcpcs,
        ):
            continue
        has_a_day = other.from_on < line.until_on and line.from_on < other.until_on
        if has_a_day and not _two_sides(line, other):
            kind, number = other.name
            detail = f"{kind} {number} has {line.hcpcs} from {other.from_on} as well"
            yield Found("duplicate", detail, other=other.name)
            return


def _two_sides(line: LineFact, other: LineFact) -> bool:
    mine, its = sides() & set(line.modifiers), sides() & set(other.modifiers)
    return bool(mine and its and mine != its)


def bought_found(
    line: LineFact, bought: Iterable[BoughtFact], running: Iterable[RunningFact]
) -> Iterator[Found]:
    """Rent of a code that was bought by then; or a purchase while the rent of its code runs on."""
    if line.kind == RENTAL:
        for one in bought:
            if one.hcpcs == line.hcpcs and one.bought_on <= line.from_on:
                detail = f"bought by {one.number} on {one.bought_on}"
                yield Found("bought_and_rented", detail, other=("charge", one.number))
                return
    elif line.kind in BOUGHT:
        for rent in running:
            if rent.hcpcs == line.hcpcs and rent.runs_on(line.from_on):
                detail = f"rental {rent.number} of {rent.hcpcs} runs on"
                yield Found("bought_and_rented", detail, other=(RENTAL, rent.number))
                return


def included_found(line: LineFact, running: Sequence[RunningFact]) -> Iterator[Found]:
    """A charge for what the rent of a unit has in it already; each rule once."""
    if line.kind == RENTAL:
        return
    told = set()
    for part in included():
        if part.rule in told or not part.means(
            regime=line.regime,
            kind=line.kind,
            hcpcs=line.hcpcs,
            modifiers=line.modifiers,
            day=line.from_on,
        ):
            continue
        if part.always:
            told.add(part.rule)
            yield Found(part.rule, f"{line.hcpcs}: {part.unit}", part.citation)
            continue
        for rent in running:
            is_meant = rent.serial == line.serial if part.of_unit else rent.family in part.families
            if is_meant and rent.runs_on(line.from_on):
                told.add(part.rule)
                detail = f"rental {rent.number} of {rent.hcpcs} has {part.unit}"
                yield Found(part.rule, detail, part.citation, other=(RENTAL, rent.number))
                break


def modifiers_found(line: LineFact) -> Iterator[Found]:
    """Modifiers that the payer would reject, or that want a narrative."""
    regime = _CHECKED.get(line.regime)
    if regime is None or not line.modifiers:
        return
    for note in check_modifiers(regime, line.hcpcs, line.modifiers):
        yield Found(note.code, note.message, note.citation)
    for one in misplaced_modifiers():
        is_meant = one["regime"] == regime and line.kind in one["kinds"]
        if is_meant and one["modifier"] in line.modifiers:
            yield Found("modifier_not_for_this", one["why"], one["citation"])
    for one in narrated_modifiers():
        if one["regime"] == regime and one["modifier"] in line.modifiers:
            yield Found("modifier_narrative", f"{one['modifier']}: {one['why']}", one["citation"])


def limits_found(verdicts: Iterable[Verdict]) -> Iterator[Found]:
    """Limits that are passed and only warn, and those that a reason lets pass, told with it."""
    for one in verdicts:
        if one.stops:
            continue
        words = f"{one.said}. {one.remedy}".rstrip(". ")
        if one.is_passed:
            yield Found("limit_passed", words, one.limit.citation)
        elif one.excused_by is not None:
            yield Found("limit_excused", words, one.limit.citation)


def retention_found(line: LineFact, on: date) -> Iterator[Found]:
    """The span is over for which the line's papers had to be kept."""
    kept = keep_until(line.regime, line.family, last_day(line.until_on))
    if kept is not None and kept[0] <= on:
        yield Found("retention", f"they had to be kept up to {last_day(kept[0])}", kept[1])


def share_found(line: LineFact, *, lives_in_facility: bool) -> Iterator[Found]:
    """A purchase for a resident of a nursing facility, toward which the facility owes its share."""
    if not lives_in_facility:
        return
    share = share_owed(
        regime=line.regime, kind=line.kind, family=line.family, day=line.from_on, price_cents=None
    )
    if share is not None:
        words = f"the facility owes ${format_dollars(share.facility_cents)} toward it"
        yield Found("facility_share", words, share.citation)


SHARE_EXCUSED = "unless a written discharge plan or its own base for custom seating excuses it"
"""What no record says of a resident's purchase, and what would excuse the facility."""


class ShareFact(NamedTuple):
    """Who pays what of a purchase for a resident; ``rest_cents`` is left to MassHealth."""

    facility_cents: int
    rest_cents: int
    citation: str


def share_owed(
    *,
    regime: str,
    kind: str,
    family: str,
    day: date,
    price_cents: int | None,
    has_discharge_plan: bool = False,
    is_base_from_facility: bool = False,
) -> ShareFact | None:
    """What a facility owes toward a purchase of its resident, 130 CMR 409.415(A)(1)(a).

    Never more than the price (None: not known yet). None where the clause asks for no share:
    another payer, another family of items, a written discharge plan, a facility that supplies the
    base for custom seating.
    """
    share = facility_share(day)
    excused = has_discharge_plan or is_base_from_facility
    if share is None or excused or regime != "masshealth" or kind != "purchase":
        return None
    if family not in share.families:
        return None
    owed = share.cents if price_cents is None else min(share.cents, price_cents)
    return ShareFact(owed, (price_cents or owed) - owed, share.citation)
