"""What a run takes or holds, and what stands beside it, as lines that the scrub judges."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from dmedesk.billing.rules.charge_plan import HeldCharge, PlannedCharge
from dmedesk.billing.rules.charges import HANDED_OVER, ChargeFact, ChargeKind, MemberCode
from dmedesk.billing.rules.facts import UnitFact
from dmedesk.billing.rules.plan import PlannedHold, PlannedLine
from dmedesk.billing.rules.pricing import RULED, FeesOf
from dmedesk.kit.calendar import ONE_DAY, months_after
from dmedesk.papers.rules import AuthorizationFact, PrescriptionFact
from dmedesk.papers.rules.limit_holds import NO_LIMITS, LimitsFact
from dmedesk.papers.rules.scrub import BOUGHT, RENTAL, BoughtFact, LineFact, RunningFact
from dmedesk.papers.rules.scrub_trials import NO_TRIALS, TrialsFact
from dmedesk.rentals.rules import RentalFact, is_billed, month_begun_on, unit_serving

CHARGE = "charge"
"""What is charged once, beside ``rental``."""

Planned: TypeAlias = PlannedLine | PlannedHold | PlannedCharge | HeldCharge
OverrideKey: TypeAlias = tuple[str, str, str, date]
"""A rule, ``rental`` or ``charge``, the line's number, its first day."""


@dataclass(frozen=True, slots=True)
class Overridden:
    """Somebody went on over a finding: why, who, and when."""

    why: str
    by: str
    on: date


def _no_fees(_regime: str, _hcpcs: str, _day: date, _zip: str | None) -> None:
    return None


@dataclass(frozen=True, slots=True)
class ScrubFacts:
    """What the scrub wants to know besides the plan.

    ``rentals`` are those with months beside the plan's; ``standing`` the live charges, invoiced or
    not. ``other_answers`` are who answered when: for a month by its rental (id) and first day, for
    what a charge is of by ``charge`` and its id. ``filing_days`` are those
    written down of payers. Without ``company_npi`` (None) the letterhead is not looked at.
    ``limits`` and ``trials`` are those that payers ask for.
    """

    rentals: Sequence[RentalFact] = ()
    units: Mapping[int, UnitFact] = field(default_factory=dict)
    prescriptions: Mapping[MemberCode, Sequence[PrescriptionFact]] = field(default_factory=dict)
    authorizations: Mapping[MemberCode, Sequence[AuthorizationFact]] = field(default_factory=dict)
    used: Mapping[int, int] = field(default_factory=dict)
    standing: Sequence[ChargeFact] = ()
    filing_days: Mapping[int, int] = field(default_factory=dict)
    other_answers: Mapping[Hashable, Sequence[tuple[int, date]]] = field(default_factory=dict)
    overrides: Mapping[OverrideKey, Overridden] = field(default_factory=dict)
    company_npi: str | None = None
    fees: FeesOf = _no_fees
    limits: LimitsFact = NO_LIMITS
    trials: TrialsFact = NO_TRIALS


def line_of(planned: Planned, facts: ScrubFacts) -> LineFact:
    """A line of the plan as the scrub sees it."""
    if isinstance(planned, PlannedCharge | HeldCharge):
        return charge_line(planned.charge, facts)
    rental, month, product = planned.rental, planned.month, planned.unit.product
    is_first = month.from_on == rental.terms.started_on
    return LineFact(
        RENTAL,
        rental.rental_no,
        rental.member.member_id,
        rental.payer.regime.value,
        product.hcpcs,
        month.from_on,
        month.until_on,
        product.family or "",
        () if planned.quote is None else tuple(planned.quote.modifiers),
        planned.unit.serial,
        rental.proven_on if is_first else None,
    )


def charge_line(charge: ChargeFact, facts: ScrubFacts) -> LineFact:
    """A charge as the scrub sees it: one day of service."""
    family = charge.family or _family(charge, facts)
    return LineFact(
        charge.kind.value,
        charge.charge_no,
        charge.member.member_id,
        charge.payer.regime.value,
        charge.hcpcs,
        charge.service_on,
        charge.service_on + ONE_DAY,
        family,
        charge.modifiers,
        charge.serial,
        charge.proven_on if charge.kind in HANDED_OVER else None,
    )


def _family(charge: ChargeFact, facts: ScrubFacts) -> str:
    regime = RULED.get(charge.payer.regime)
    if regime is None:
        return ""
    fees = facts.fees(regime, charge.hcpcs, charge.service_on, charge.member.zip)
    return (fees.family if fees else None) or ""


class Beside:
    """What stands beside the plan's lines, by member: rents, purchases, lines of the same code.

    A remainder stands beside nothing: it is of a line that was judged already.
    """

    def __init__(self, facts: ScrubFacts, lines: Sequence[LineFact]) -> None:
        self._facts = facts
        self._rentals: dict[int, list[RentalFact]] = defaultdict(list)
        for rental in facts.rentals:
            self._rentals[rental.member.member_id].append(rental)
        self._bought: dict[int, list[BoughtFact]] = defaultdict(list)
        self._lines: dict[tuple[int, str], list[LineFact]] = defaultdict(list)
        for charge in facts.standing:
            member_id = charge.member.member_id
            if charge.kind is ChargeKind.REMAINDER:
                continue
            if charge.kind in BOUGHT:
                bought = BoughtFact(charge.charge_no, charge.hcpcs, charge.service_on)
                self._bought[member_id].append(bought)
            self._lines[member_id, charge.hcpcs].append(charge_line(charge, facts))
        for line in lines:
            if line.kind == RENTAL:
                self._lines[line.member_id, line.hcpcs].append(line)

    def bought(self, member_id: int) -> Sequence[BoughtFact]:
        """What a member bought."""
        return self._bought.get(member_id, ())

    def alike(self, line: LineFact) -> Iterator[LineFact]:
        """The other lines of a member's code: of rent beside rent, of charges beside charges."""
        if line.kind == ChargeKind.REMAINDER:
            return
        is_rent = line.kind == RENTAL
        for other in self._lines.get((line.member_id, line.hcpcs), ()):
            if (other.kind == RENTAL) == is_rent:
                yield other
        rentals = self._rentals.get(line.member_id, ()) if is_rent else ()
        if len(rentals) > 1:
            for rental in rentals:
                if rental.rental_no != line.number:
                    yield from self._billed(rental, line)

    def _billed(self, rental: RentalFact, line: LineFact) -> Iterator[LineFact]:
        """The months of another rental that stand billed."""
        for from_on, turned in rental.ledger.items():
            hcpcs = self._unit(rental, from_on).product.hcpcs
            if is_billed(turned.turn) and hcpcs == line.hcpcs:
                month = month_begun_on(rental.terms, from_on)
                until_on = months_after(from_on, 1) if month is None else month.until_on
                yield LineFact(
                    RENTAL, rental.rental_no, line.member_id, "", hcpcs, from_on, until_on
                )

    def running(self, line: LineFact) -> list[RunningFact]:
        """The member's rentals with the units that served on the line's first day."""
        return [self._running(rental, line.from_on) for rental in self._rentals[line.member_id]]

    def _running(self, rental: RentalFact, day: date) -> RunningFact:
        unit, regime = self._unit(rental, day), RULED.get(rental.payer.regime)
        family = unit.product.family
        if family is None and regime is not None:
            fees = self._facts.fees(regime, unit.product.hcpcs, day, rental.member.zip)
            family = fees.family if fees else None
        terms = rental.terms
        return RunningFact(
            rental.rental_no,
            unit.product.hcpcs,
            family or "",
            unit.serial,
            terms.started_on,
            terms.ended_on,
        )

    def _unit(self, rental: RentalFact, day: date) -> UnitFact:
        asset_id = unit_serving(rental.served, day, otherwise=rental.asset_id)
        return self._facts.units[asset_id]
