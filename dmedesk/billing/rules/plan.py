"""The month: which rental months are billed, held or past their last, and the invoices they make.

``plan_month`` is the whole run as a pure function. Preview and post call it alike, so that what
was shown is what is posted.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from dmedesk.billing.rules.charge_plan import HeldCharge, PlannedCharge, judge_charges
from dmedesk.billing.rules.facts import MonthFacts, UnitFact
from dmedesk.billing.rules.pricing import FeesOf, Price, Pricing
from dmedesk.papers.rules import (
    Hold,
    HoldCode,
    authorization_for,
    prescription_hold,
    proof_hold,
)
from dmedesk.papers.rules.limits import Asked
from dmedesk.papers.rules.requirements import (
    Occasion,
    PapersFact,
    asking,
    in_order,
    requirement_holds,
)
from dmedesk.papers.rules.words import RequirementKind, Service
from dmedesk.rates.answer import Quote, Refusal
from dmedesk.rentals.rules import (
    MemberFact,
    PayerFact,
    RentalFact,
    RentalMonth,
    day_begun_in,
    month_begun_in,
    month_begun_on,
    unit_serving,
)

SortKey: TypeAlias = tuple[str, str, str, date]


class PlannedLine(NamedTuple):
    """A rental month to be invoiced.

    ``last_month`` is the last payable number where the law names one, ``authorization_id`` the PA
    of which the line uses a month.
    """

    rental: RentalFact
    month: RentalMonth
    unit: UnitFact
    usual_charge_cents: int
    quote: Quote
    last_month: int | None
    authorization_id: int | None

    @property
    def sort_key(self) -> SortKey:
        """The order of lines: member, payer, rental, first day, compared as text."""
        return _sort_key(self.rental, self.month)


@dataclass(frozen=True, slots=True)
class PlannedHold:
    """A rental month that waits, with every reason.

    ``quote`` is what it comes to as soon as nothing holds it; None where it has no price.
    """

    rental: RentalFact
    month: RentalMonth
    unit: UnitFact
    holds: tuple[Hold, ...]
    quote: Quote | None = None

    @property
    def sort_key(self) -> SortKey:
        """The order of held months: that of lines."""
        return _sort_key(self.rental, self.month)


@dataclass(frozen=True, slots=True)
class Finished:
    """A rental that would have had a month, of which nothing is payable any more."""

    rental: RentalFact
    month: RentalMonth
    last_month: int

    @property
    def sort_key(self) -> SortKey:
        """The order of finished rentals: that of lines."""
        return _sort_key(self.rental, self.month)


class PlannedInvoice(NamedTuple):
    """All lines of one member and payer, released older months among them; then the charges."""

    member: MemberFact
    payer: PayerFact
    lines: tuple[PlannedLine, ...]
    charges: tuple[PlannedCharge, ...] = ()

    @property
    def total_cents(self) -> int:
        """The sum of the lines and charges."""
        months = sum(line.quote.amount_cents for line in self.lines)
        return months + sum(charge.quote.amount_cents for charge in self.charges)


@dataclass(frozen=True, slots=True)
class MonthPlan:
    """What a run of a month takes, each list in the order in which it is answered.

    ``late`` are months of other, already posted runs that no run has billed or held: a run of
    their own month takes them. ``held_charges`` are the charges that wait.
    """

    month_on: date
    invoices: tuple[PlannedInvoice, ...]
    held: tuple[PlannedHold, ...]
    finished: tuple[Finished, ...]
    late: tuple[PlannedLine | PlannedHold, ...] = ()
    held_charges: tuple[HeldCharge, ...] = ()

    @property
    def lines(self) -> tuple[PlannedLine, ...]:
        """All lines, in the order of the invoices."""
        return tuple(line for invoice in self.invoices for line in invoice.lines)

    @property
    def charges(self) -> tuple[PlannedCharge, ...]:
        """All charges, in the order of the invoices."""
        return tuple(charge for invoice in self.invoices for charge in invoice.charges)

    @property
    def total_cents(self) -> int:
        """The sum of all lines and charges."""
        return sum(invoice.total_cents for invoice in self.invoices)


def plan_month(month_on: date, facts: MonthFacts, *, price: Price, fees: FeesOf) -> MonthPlan:
    """The run of the calendar month that begins on ``month_on``.

    It takes the rental months that begin in it and are not billed, and those of earlier months
    that a posted run held. It works by first day, then rental number: in this order months are
    paid toward a ceiling, and months of an authorization are used. Charges come after them.
    """
    pricing = Pricing(price, fees, facts.readings)
    judged = _judged(_months_of_run(month_on, facts), facts, pricing)
    lines = [month for month in judged if isinstance(month, PlannedLine)]
    held = [month for month in judged if isinstance(month, PlannedHold)]
    finished = {month.rental.rental_id: month for month in judged if isinstance(month, Finished)}
    late = [
        month
        for posted_on in facts.posted_months
        if posted_on < month_on
        for month in _late(posted_on, facts, pricing)
    ]
    charges = judge_charges(facts.charges, price=price, fees=fees)
    ready = [charge for charge in charges if isinstance(charge, PlannedCharge)]
    by_key = attrgetter("sort_key")
    return MonthPlan(
        month_on=month_on,
        invoices=tuple(invoices_of(sorted(lines, key=by_key), ready)),
        held=tuple(sorted(held, key=by_key)),
        finished=tuple(sorted(finished.values(), key=by_key)),
        late=tuple(sorted(late, key=by_key)),
        held_charges=tuple(charge for charge in charges if isinstance(charge, HeldCharge)),
    )


_Due: TypeAlias = tuple[RentalFact, RentalMonth]


def _months_of_run(month_on: date, facts: MonthFacts) -> Iterator[_Due]:
    for rental in facts.rentals:
        if not rental.stands_billed(day_begun_in(rental.terms, month_on)):
            month = month_begun_in(rental.terms, month_on)
            if month is not None:
                yield rental, month
        for from_on in facts.held.get(rental.rental_id, ()):
            if from_on >= month_on or rental.stands_billed(from_on):
                continue
            month = month_begun_on(rental.terms, from_on)
            if month is not None:
                yield rental, month


def _late(
    posted_on: date, facts: MonthFacts, pricing: Pricing
) -> Iterator[PlannedLine | PlannedHold]:
    """What a run of an already posted month would take now that no run has held."""
    for month in _judged(_months_of_run(posted_on, facts), facts, pricing):
        is_held = month.month.from_on in facts.held.get(month.rental.rental_id, ())
        if not is_held and not isinstance(month, Finished):
            yield month


def _judged(
    due: Iterable[_Due], facts: MonthFacts, pricing: Pricing
) -> list[PlannedLine | PlannedHold | Finished]:
    """Each month's fate, the line before it taken into account."""
    run = _Run(facts, pricing)
    in_order = sorted(due, key=lambda one: (one[1].from_on, one[0].rental_no))
    return [run.judge(rental, month) for rental, month in in_order]


_Taken: TypeAlias = tuple[int, int]
"""The cents of a rental's lines, and the number of the last: the highest, for they come by day."""

_NOTHING: _Taken = (0, 0)


class _Run:
    """What the lines taken so far have paid, and used of authorizations."""

    __slots__ = ("facts", "pricing", "taken", "used")

    def __init__(self, facts: MonthFacts, pricing: Pricing) -> None:
        self.facts = facts
        self.pricing = pricing
        self.taken: dict[int, _Taken] = {}
        self.used = dict(facts.used)

    def judge(self, rental: RentalFact, month: RentalMonth) -> PlannedLine | PlannedHold | Finished:
        """A line where nothing stands against it; a month that is not payable is never held."""
        asset_id = unit_serving(rental.served, month.from_on, otherwise=rental.asset_id)
        unit = self.facts.units[asset_id]
        taken_cents, taken_number = self.taken.get(rental.rental_id, _NOTHING)
        paid_cents = rental.paid_already_cents + rental.billed_cents + taken_cents
        quote, last_month = self.pricing.quote(rental, month, unit, paid_cents=paid_cents)
        if isinstance(quote, Quote) and quote.basis == "not_payable":
            if last_month is None or month.number <= last_month:
                last_month = max(rental.highest_number(), taken_number)
            return Finished(rental, month, last_month)
        authorization_id, holds = self._papers(rental, month, unit.product.hcpcs)
        charge_cents = unit.product.usual_rental_cents
        refused = _refused(quote, charge_cents)
        if refused is not None:
            holds.append(refused)
        if self.facts.required:
            authorization_id, more = self._required(rental, month, unit, authorization_id)
            holds += more
            holds += self.facts.stopped.get((rental.rental_no, month.from_on), ())
        holds += self._limits(rental, unit)
        if isinstance(quote, Refusal) or charge_cents is None:
            return PlannedHold(rental, month, unit, tuple(holds))
        if holds:
            return PlannedHold(rental, month, unit, tuple(holds), quote)
        self.taken[rental.rental_id] = (taken_cents + quote.amount_cents, month.number)
        if authorization_id is not None:
            self.used[authorization_id] = self.used.get(authorization_id, 0) + 1
        return PlannedLine(rental, month, unit, charge_cents, quote, last_month, authorization_id)

    def _papers(
        self, rental: RentalFact, month: RentalMonth, hcpcs: str
    ) -> tuple[int | None, list[Hold]]:
        """The authorization that the line would use, and the holds of its papers in their order."""
        day = month.from_on
        member_code = (rental.member.member_id, hcpcs)
        prescriptions = self.facts.prescriptions.get(member_code, ())
        holds = []
        if (hold := proof_hold(rental.proven_on, day)) is not None:
            holds.append(hold)
        if (hold := prescription_hold(prescriptions, day)) is not None:
            holds.append(hold)
        authorization_id = None
        if rental.pa_required:
            authorizations = self.facts.authorizations.get(member_code, ())
            answer = authorization_for(authorizations, self.used, day)
            if isinstance(answer, Hold):
                holds.append(answer)
            else:
                authorization_id = answer.authorization_id
        return authorization_id, holds

    def _limits(self, rental: RentalFact, unit: UnitFact) -> list[Hold]:
        """What a limit holds: every month of a rental that began too early."""
        return self.facts.limits.holds(
            payer_id=rental.payer.payer_id,
            regime=rental.payer.regime.value,
            member_id=rental.member.member_id,
            asked=rent_asked(rental, unit.product.hcpcs),
        )

    def _required(
        self,
        rental: RentalFact,
        month: RentalMonth,
        unit: UnitFact,
        authorization_id: int | None,
    ) -> tuple[int | None, list[Hold]]:
        """As ``_papers``, of what the owner turned on: its holds, and an authorization it wants."""
        hcpcs = unit.product.hcpcs
        asked = list(
            asking(
                self.facts.required.get(rental.payer.payer_id, ()),
                hcpcs=hcpcs,
                family=unit.product.family or "",
                service=Service.RENTAL,
                day=month.from_on,
            )
        )
        key = (rental.member.member_id, hcpcs)
        authorizations = self.facts.authorizations.get(key, ())
        papers = PapersFact(
            self.facts.prescriptions.get(key, ()), self.facts.supports.get(key, ()), authorizations
        )
        started_on = rental.terms.started_on
        begun = Occasion(month.from_on, started_on, rental.proven_on, month.number)
        found = requirement_holds(asked, papers, begun)
        wants = any(one.kind is RequirementKind.AUTHORIZATION for one in asked)
        if wants and not rental.pa_required:
            answer = authorization_for(authorizations, self.used, month.from_on)
            if isinstance(answer, Hold):
                found.append(Hold(HoldCode.AUTHORIZATION_REQUIRED, answer.detail))
            else:
                authorization_id = answer.authorization_id
        return authorization_id, in_order(found)


def rent_asked(rental: RentalFact, hcpcs: str) -> Asked:
    """What a month of a rental asks of its payer's limits: the thing, on the day it came."""
    return Asked(hcpcs, rental.proven_on or rental.terms.started_on)


def _refused(quote: Quote | Refusal, charge_cents: int | None) -> Hold | None:
    """The hold of a month without a price, or without a usual charge."""
    if isinstance(quote, Refusal):
        return Hold(HoldCode.PRICE_REFUSED, quote.reason)
    if charge_cents is not None:
        return None
    return Hold(HoldCode.PRICE_REFUSED, "missing_usual_charge")


def _sort_key(rental: RentalFact, month: RentalMonth) -> SortKey:
    return (rental.member.member_no, rental.payer.code, rental.rental_no, month.from_on)


def invoices_of(
    lines: Sequence[PlannedLine], charges: Sequence[PlannedCharge] = ()
) -> Iterator[PlannedInvoice]:
    """The invoices that lines and charges make, each kind in its order; by member and payer."""
    months: dict[_Parties, list[PlannedLine]] = defaultdict(list)
    once: dict[_Parties, list[PlannedCharge]] = defaultdict(list)
    parties: dict[_Parties, tuple[MemberFact, PayerFact]] = {}
    for line in lines:
        key = line.sort_key[:2]
        months[key].append(line)
        parties[key] = (line.rental.member, line.rental.payer)
    for planned in charges:
        key = planned.sort_key[:2]
        once[key].append(planned)
        parties[key] = (planned.charge.member, planned.charge.payer)
    for key in sorted(parties):
        yield PlannedInvoice(*parties[key], tuple(months[key]), tuple(once[key]))


def plan_of_charges(judged: Sequence[PlannedCharge | HeldCharge]) -> MonthPlan:
    """Charges alone as a plan, whatever month they are of."""
    ready = [one for one in judged if isinstance(one, PlannedCharge)]
    held = tuple(one for one in judged if isinstance(one, HeldCharge))
    return MonthPlan(date.min, tuple(invoices_of((), ready)), (), (), held_charges=held)


_Parties: TypeAlias = tuple[str, str]
"""The numbers of a member and a payer: lines of both stand on one invoice."""
