"""What an order still needs: a checklist with ticks and reasons, from facts that are handed over.

The first questions are those that hold any month (``holds``); the further ones are what the payer's
turned-on requirements ask for. An order is ready when every tick is set.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from dmedesk.kit.findings import Severity
from dmedesk.papers.rules.holds import Hold, HoldCode, prescription_hold
from dmedesk.papers.rules.limits import (
    NOTHING_RECEIVED,
    Asked,
    LimitFact,
    Received,
    Verdict,
    judge_limits,
)
from dmedesk.papers.rules.refills import ContactFact, refill_findings, supply_of
from dmedesk.papers.rules.requirements import (
    Occasion,
    PapersFact,
    RequirementFact,
    asking,
    hold_of,
)
from dmedesk.papers.rules.scrub import SHARE_EXCUSED, share_owed
from dmedesk.papers.rules.words import (
    REQUIREMENT_WORDS,
    OrderTerms,
    RequirementKind,
    Service,
)
from dmedesk.rates.money import format_dollars


class Need(StrEnum):
    """What would have to be entered."""

    PAYER = "payer"
    PRACTITIONER = "practitioner"
    LINES = "lines"
    MEMBER = "member"
    PRESCRIPTION = "prescription"
    LETTER = "letter"
    WRITTEN_ORDER = "written_order"
    ENCOUNTER = "encounter"
    AUTHORIZATION = "authorization"
    TRIAL = "trial"
    EARLY_REASON = "early_reason"
    REFILL = "refill"
    SHARE = "share"


class LineFact(NamedTuple):
    """One line of an order with all that the member has for its code.

    ``received`` is what they received of it, ``contacts`` how they were asked for a refill.
    """

    place: int
    hcpcs: str
    family: str
    terms: OrderTerms
    needs_pa: bool
    papers: PapersFact
    quantity: int = 1
    days: int | None = None
    received: Received = NOTHING_RECEIVED
    contacts: Sequence[ContactFact] = ()


@dataclass(frozen=True, slots=True)
class OrderFact:
    """An order as it is judged. ``gone`` says why the member gets nothing more (empty: they do).

    ``is_resident`` tells that the member lives in a nursing facility.
    """

    gone: str
    has_payer: bool
    has_practitioner: bool
    lines: tuple[LineFact, ...]
    required: Sequence[RequirementFact] = ()
    limits: Sequence[LimitFact] = ()
    regime: str = ""
    is_resident: bool = False


class Check(NamedTuple):
    """One tick: what is asked for, of which code (empty: the order), and why it is not there.

    One that ``warns`` is set, and is to be looked at all the same.
    """

    what: str
    hcpcs: str
    is_met: bool
    reason: str
    need: Need
    warns: bool = False


_NEEDS = {
    RequirementKind.NECESSITY_PAPERS: Need.LETTER,
    RequirementKind.ELEMENTS: Need.PRESCRIPTION,
    RequirementKind.PRESCRIPTION_AGE: Need.PRESCRIPTION,
    RequirementKind.PRESCRIPTION_IN_TIME: Need.PRESCRIPTION,
    RequirementKind.WRITTEN_ORDER: Need.WRITTEN_ORDER,
    RequirementKind.ORDER_BEFORE_DELIVERY: Need.WRITTEN_ORDER,
    RequirementKind.ENCOUNTER: Need.ENCOUNTER,
    RequirementKind.AUTHORIZATION: Need.AUTHORIZATION,
    RequirementKind.REQUEST_IN_TIME: Need.AUTHORIZATION,
    RequirementKind.SECOND_AUTHORIZATION: Need.AUTHORIZATION,
}
PAPERS_ASKED = frozenset(
    {
        Need.PRESCRIPTION,
        Need.LETTER,
        Need.WRITTEN_ORDER,
        Need.ENCOUNTER,
    }
)
"""What a practitioner is asked for; an authorization is the payer's."""


def checklist(order: OrderFact, on: date) -> list[Check]:
    """Every tick of an order, as it would begin on a day; those of a line in the lines' order."""
    found = list(_heads(order))
    seen = set()
    for line in order.lines:
        for check in (
            *_of_line(line, order.required, on),
            *_in_time(line, order, on),
            *_shared(line, order, on),
        ):
            if check not in seen:
                seen.add(check)
                found.append(check)
    return found


def is_ready(checks: Sequence[Check]) -> bool:
    """Whether nothing is missing."""
    return all(check.is_met for check in checks)


def _heads(order: OrderFact) -> Iterator[Check]:
    yield Check("Member", "", not order.gone, order.gone or "is ours", Need.MEMBER)
    said = "named" if order.has_payer else "nobody is named who pays"
    yield Check("Payer", "", order.has_payer, said, Need.PAYER)
    said = "named" if order.has_practitioner else "nobody is named who orders"
    yield Check("Practitioner", "", order.has_practitioner, said, Need.PRACTITIONER)
    if not order.lines:
        yield Check("Lines", "", is_met=False, reason="nothing is asked for", need=Need.LINES)


def _of_line(line: LineFact, required: Sequence[RequirementFact], on: date) -> Iterator[Check]:
    hold = prescription_hold(line.papers.prescriptions, on)
    what = "Prescription"
    if hold is not None and hold.code is HoldCode.PRACTITIONER_NPI_INVALID:
        what = "Practitioner’s NPI"
    need = Need.PRESCRIPTION if what == "Prescription" else Need.PRACTITIONER
    yield _check(what, line.hcpcs, hold, need, _until(line, on))
    service = Service.RENTAL if line.terms is OrderTerms.RENT else Service.PURCHASE
    asked = [
        one
        for one in asking(required, hcpcs=line.hcpcs, family=line.family, service=service, day=on)
        if one.kind is not RequirementKind.SCRUB
    ]
    if line.needs_pa and not any(one.kind is RequirementKind.AUTHORIZATION for one in asked):
        asked.append(RequirementFact(RequirementKind.AUTHORIZATION, on))
    occasion = Occasion(on, on)
    for one in sorted(asked, key=lambda one: list(RequirementKind).index(one.kind)):
        hold = hold_of(one, line.papers, occasion)
        yield _check(REQUIREMENT_WORDS[one.kind], line.hcpcs, hold, _need_of(one), one.citation)


def _in_time(line: LineFact, order: OrderFact, on: date) -> Iterator[Check]:
    """Whether it comes too early, or is too much: by the payer's limits, and as a refill."""
    asked = Asked(line.hcpcs, on, line.quantity, line.days, has_come=True)
    for verdict in judge_limits(order.limits, line.received, asked, regime=order.regime):
        yield _of_limit(verdict, line.hcpcs)
    supply = supply_of(line.received.receipts)
    if line.terms is OrderTerms.RENT or supply is None or supply.through_on is None:
        return
    found = list(
        refill_findings(supply, line.contacts, on=on, regime=order.regime, subject=line.hcpcs)
    )
    for one in found:
        is_met = one.severity is not Severity.STOP
        said = f"{one.message} {one.remedy}"
        yield Check("Refill", line.hcpcs, is_met, said, Need.REFILL, warns=is_met)
    if not found:
        said = f"asked for; the supply lasts through {supply.through_on}"
        yield Check("Refill", line.hcpcs, is_met=True, reason=said, need=Need.REFILL)


def _shared(line: LineFact, order: OrderFact, on: date) -> Iterator[Check]:
    """What the facility of a resident owes toward what is bought; an order knows no price yet."""
    if not order.is_resident or line.terms is OrderTerms.RENT:
        return
    share = share_owed(
        regime=order.regime, kind="purchase", family=line.family, day=on, price_cents=None
    )
    if share is not None:
        much = f"${format_dollars(share.facility_cents)}"
        said = f"the nursing facility owes {much} of the price, {SHARE_EXCUSED} ({share.citation})"
        yield Check(
            "Facility’s share", line.hcpcs, is_met=True, reason=said, need=Need.SHARE, warns=True
        )


def _of_limit(verdict: Verdict, hcpcs: str) -> Check:
    said = f"{verdict.said}. {verdict.remedy}" if verdict.remedy else verdict.said
    return Check(
        "Frequency limit",
        hcpcs,
        not verdict.stops,
        said,
        Need.EARLY_REASON,
        warns=verdict.is_passed and not verdict.stops,
    )


def _need_of(requirement: RequirementFact) -> Need:
    if requirement.kind is RequirementKind.ELEMENTS and requirement.text == "medicare":
        return Need.WRITTEN_ORDER
    return _NEEDS[requirement.kind]


def _check(what: str, hcpcs: str, hold: Hold | None, need: Need, met: str) -> Check:
    return Check(what, hcpcs, hold is None, met if hold is None else hold.detail, need)


def _until(line: LineFact, on: date) -> str:
    """Until when the prescription in force counts."""
    good = [one for one in line.papers.prescriptions if one.is_good_on(on)]
    if not good:
        return ""
    if any(one.expires_on is None for one in good):
        return "in force"
    last = max(one.expires_on for one in good if one.expires_on is not None)
    return f"in force until {last}"
