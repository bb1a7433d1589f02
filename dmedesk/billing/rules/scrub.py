"""The scrub of a month: every line that a run would take or hold, with what should be looked at.

Holds are among it as they are. Further rules (``papers.rules.scrub``) find, and hold nothing: only
where the owner turned a rule on for a payer does what it finds keep the line out, and not where
somebody went on over it, with a reason.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias

from dmedesk.billing.rules.charge_plan import HeldCharge, PlannedCharge, charge_asked
from dmedesk.billing.rules.charge_words import HOLDS
from dmedesk.billing.rules.clocks import LineOnClock
from dmedesk.billing.rules.facts import MonthFacts
from dmedesk.billing.rules.plan import MonthPlan, PlannedHold, PlannedLine, rent_asked
from dmedesk.billing.rules.pricing import setting_of
from dmedesk.billing.rules.scrub_clocks import clocks_found
from dmedesk.billing.rules.scrub_lines import CHARGE, Beside, Planned, ScrubFacts, line_of
from dmedesk.kit.calendar import ONE_DAY
from dmedesk.papers.rules import Hold, HoldCode
from dmedesk.papers.rules.requirements import RequirementFact
from dmedesk.papers.rules.scrub import (
    RENTAL,
    Found,
    LineFact,
    authorization_found,
    bought_found,
    company_found,
    day_found,
    death_found,
    duplicates_found,
    included_found,
    limits_found,
    modifiers_found,
    papers_found,
    retention_found,
    share_found,
)
from dmedesk.papers.rules.scrub_law import Grade, HoldClause, Mends, hold_clauses, scrub_rules
from dmedesk.papers.rules.scrub_trials import trial_found
from dmedesk.papers.rules.words import RequirementKind, Service
from dmedesk.rentals.rules import MemberFact, PayerFact


@dataclass(frozen=True, slots=True)
class ScrubFinding:
    """One thing to look at before the month counts.

    ``kind`` is ``rental`` or ``charge``, with its ``number`` and ``line_id``; empty where it is
    about the letterhead. ``is_hold``: the line waits for it, and nobody can go on over it.
    ``other`` is the line that it is about as well, by kind and number. ``why`` is the reason for
    which somebody went on over it, ``by`` who; empty where nobody did.
    """

    rule: str
    title: str
    grade: Grade
    detail: str
    citation: str
    remedy: str
    mends: Mends
    kind: str = ""
    number: str = ""
    line_id: int = 0
    from_on: date | None = None
    member: MemberFact | None = None
    payer: PayerFact | None = None
    hcpcs: str = ""
    family: str = ""
    cents: int = 0
    is_hold: bool = False
    other: tuple[str, str] = ("", "")
    field: str = ""
    why: str = ""
    by: str = ""


Scrubbed: TypeAlias = Sequence[ScrubFinding]
"""What a scrub found, the gravest first."""


def scrub(plan: MonthPlan, facts: ScrubFacts, on: date | None) -> Scrubbed:
    """Everything to look at, the gravest first; then in the order of the month's lines.

    ``on`` is the day by which clocks and spans are judged; None leaves them out.
    """
    planned: tuple[Planned, ...] = (
        *plan.lines,
        *plan.charges,
        *plan.held,
        *plan.held_charges,
        *plan.late,
    )
    lines = [line_of(one, facts) for one in planned]
    judge = _Judge(facts, lines, plan, on)
    found = list(_company(facts))
    for one, line in zip(planned, lines, strict=True):
        found += judge.findings(one, line)
    grades = list(Grade)
    return sorted(found, key=lambda one: grades.index(one.grade))


def _company(facts: ScrubFacts) -> Iterator[ScrubFinding]:
    found = None if facts.company_npi is None else company_found(facts.company_npi)
    if found is not None:
        rule = scrub_rules()[found.rule]
        yield ScrubFinding(
            rule.key,
            rule.title,
            rule.grade,
            found.detail,
            rule.citation(""),
            rule.remedy,
            rule.mends,
        )


_NO_ANSWERS: Sequence[tuple[int, date]] = ()


class _Judge:
    """Judges line after line by the facts of all of them."""

    def __init__(
        self, facts: ScrubFacts, lines: Sequence[LineFact], plan: MonthPlan, on: date | None
    ) -> None:
        self._facts = facts
        self._on = on
        self._beside = Beside(facts, lines)
        taken = (line.authorization_id for line in plan.lines if line.authorization_id is not None)
        self._used = Counter(facts.used) + Counter(taken)
        self._clocks: dict[LineOnClock, tuple[Found, ...]] = {}

    def findings(self, planned: Planned, line: LineFact) -> Iterator[ScrubFinding]:
        """What holds the line, then what else there is to look at."""
        if isinstance(planned, PlannedHold | HeldCharge):
            yield from _holds(planned, line)
        for found in self._found(planned, line):
            rule = scrub_rules()[found.rule]
            key = (found.rule, *line.name, line.from_on)
            gone_on = self._facts.overrides.get(key)
            yield ScrubFinding(
                rule.key,
                rule.title,
                found.grade or rule.grade,
                found.detail,
                found.citation or rule.citation(line.regime),
                rule.remedy,
                rule.mends,
                **_about(planned, line),
                field=found.field or rule.field,
                other=found.other,
                why=gone_on.why if gone_on else "",
                by=f"{gone_on.by}, {gone_on.on}" if gone_on else "",
            )

    def _found(self, planned: Planned, line: LineFact) -> Iterator[Found]:
        beside, key = self._beside, (line.member_id, line.hcpcs)
        yield from day_found(line)
        yield from duplicates_found(line, beside.alike(line))
        if line.kind == RENTAL:
            yield from bought_found(line, beside.bought(line.member_id), ())
        else:
            running = beside.running(line)
            yield from bought_found(line, beside.bought(line.member_id), running)
            yield from included_found(line, running)
        yield from modifiers_found(line)
        yield from papers_found(line, self._facts.prescriptions.get(key, ()))
        if isinstance(planned, PlannedLine | PlannedHold):
            yield from death_found(line, planned.rental.terms.deceased_on)
        if isinstance(planned, PlannedLine) and planned.authorization_id is not None:
            yield from self._authorization(planned, line)
        if isinstance(planned, PlannedCharge | HeldCharge):
            charge = planned.charge
            setting = setting_of(charge.member.stays, charge.service_on)
            yield from share_found(line, lives_in_facility=setting == "nursing_facility")
        yield from self._limits(planned, line)
        yield from trial_found(line, self._facts.trials, _payer(planned).payer_id)
        if self._on is not None:
            yield from self._timely(planned, line, self._on)

    def _limits(self, planned: Planned, line: LineFact) -> Iterator[Found]:
        asked = (
            charge_asked(planned.charge)
            if isinstance(planned, PlannedCharge | HeldCharge)
            else rent_asked(planned.rental, line.hcpcs)
        )
        if asked is not None:
            payer = _payer(planned)
            judged = self._facts.limits.verdicts(
                payer_id=payer.payer_id,
                regime=payer.regime.value,
                member_id=line.member_id,
                asked=asked,
            )
            yield from limits_found(judged)

    def _authorization(self, planned: PlannedLine, line: LineFact) -> Iterator[Found]:
        known = self._facts.authorizations.get((line.member_id, line.hcpcs), ())
        own = next((one for one in known if one.authorization_id == planned.authorization_id), None)
        left = None
        if own is not None and own.months is not None:
            left = own.months - self._used[own.authorization_id]
        yield from authorization_found(line, known, left)

    def _timely(self, planned: Planned, line: LineFact, on: date) -> Iterator[Found]:
        payer, thing = _payer(planned), _thing(planned, line)
        answers = self._facts.other_answers.get(thing, _NO_ANSWERS)
        clock = LineOnClock(
            line.regime,
            line.until_on - ONE_DAY,
            other_answer_on=max(
                (day for payer_id, day in answers if payer_id != payer.payer_id), default=None
            ),
            filing_days=self._facts.filing_days.get(payer.payer_id),
        )
        found = self._clocks.get(clock)
        if found is None:
            found = self._clocks[clock] = tuple(clocks_found(clock, on))
        yield from found
        yield from retention_found(line, on)


def _thing(planned: Planned, line: LineFact) -> tuple[object, object]:
    """What a line is of, as ``ScrubFacts.other_answers`` has it."""
    if isinstance(planned, PlannedLine | PlannedHold):
        return planned.rental.rental_id, line.from_on
    return CHARGE, planned.charge.charge_id


_ANYWHERE = HoldClause(Mends.MEMBER, "", {})


def _holds(planned: PlannedHold | HeldCharge, line: LineFact) -> Iterator[ScrubFinding]:
    for hold in planned.holds:
        law = hold_clauses().get(hold.code.value, _ANYWHERE)
        title, remedy = HOLDS[hold.code]
        yield ScrubFinding(
            hold.code.value,
            title,
            Grade.STOP,
            hold.detail.replace("_", " "),
            law.citation(line.regime),
            remedy,
            law.mends,
            **_about(planned, line),
            is_hold=True,
            field=law.field,
        )


def _about(planned: Planned, line: LineFact) -> dict[str, Any]:
    """Whose line it is, and the money in it."""
    kind, number = line.name
    quote = planned.quote
    if isinstance(planned, PlannedCharge | HeldCharge):
        line_id, member = planned.charge.charge_id, planned.charge.member
    else:
        line_id, member = planned.rental.rental_id, planned.rental.member
    return {
        "kind": kind,
        "number": number,
        "line_id": line_id,
        "from_on": line.from_on,
        "member": member,
        "payer": _payer(planned),
        "hcpcs": line.hcpcs,
        "family": line.family,
        "cents": 0 if quote is None else quote.amount_cents,
    }


def _payer(planned: Planned) -> PayerFact:
    if isinstance(planned, PlannedCharge | HeldCharge):
        return planned.charge.payer
    return planned.rental.payer


Required: TypeAlias = Mapping[int, Sequence[RequirementFact]]
"""What the owner turned on, by payer."""


def has_rules_on(required: Required) -> bool:
    """Whether any rule of the scrub is turned on."""
    return any(one.kind is RequirementKind.SCRUB for own in required.values() for one in own)


def with_stops(facts: MonthFacts, findings: Iterable[ScrubFinding]) -> MonthFacts:
    """The facts of a month with what its scrub found that keeps lines out."""
    words: dict[tuple[str, str, date | None], list[str]] = defaultdict(list)
    for one in stopping(findings, facts.required):
        said = f"{one.title}: {one.detail} ({one.citation})"
        words[one.kind, one.number, one.from_on].append(said)
    rents: dict[tuple[str, date], Sequence[Hold]] = {}
    charges: dict[str, Sequence[Hold]] = {}
    for (kind, number, from_on), said_of in words.items():
        held = [Hold(HoldCode.SCRUB_STOP, "; ".join(said_of))]
        if kind == RENTAL and from_on is not None:
            rents[number, from_on] = held
        else:
            charges[number] = held
    return replace(facts, stopped=rents, charges=replace(facts.charges, stopped=charges))


def stopping(findings: Iterable[ScrubFinding], required: Required) -> Iterator[ScrubFinding]:
    """What keeps its line out: found by a rule that the owner turned on, and nobody went on."""
    for one in findings:
        if one.is_hold or one.why or one.payer is None or one.from_on is None:
            continue
        service = Service.RENTAL if one.kind == RENTAL else Service.PURCHASE
        asked = required.get(one.payer.payer_id, ())
        if any(
            rule.kind is RequirementKind.SCRUB
            and rule.text == one.rule
            and rule.asks(hcpcs=one.hcpcs, family=one.family, service=service, day=one.from_on)
            for rule in asked
        ):
            yield one
