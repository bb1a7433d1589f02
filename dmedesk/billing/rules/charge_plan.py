"""The charges of a run: which are invoiced, and which wait, each with every reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from dmedesk.billing.rules.charge_pricing import quote_of
from dmedesk.billing.rules.charges import (
    HANDED_OVER,
    PRESCRIBED,
    ChargeFact,
    ChargeFacts,
    ChargeKind,
)
from dmedesk.billing.rules.paying import CLAUSE, CoverFact, bills_the_member, others_first
from dmedesk.billing.rules.pricing import FeesOf, Price
from dmedesk.papers.rules import (
    AuthorizationFact,
    Hold,
    HoldCode,
    authorization_for_units,
    prescription_hold,
    proof_hold,
)
from dmedesk.papers.rules.holds import UNUSED
from dmedesk.papers.rules.limits import Asked
from dmedesk.papers.rules.requirements import (
    Occasion,
    PapersFact,
    RequirementFact,
    in_order,
    requirement_holds,
)
from dmedesk.papers.rules.words import RequirementKind
from dmedesk.rates.answer import Quote, Refusal

ChargeKey: TypeAlias = tuple[str, str, date, str]


_INSULIN = {"KX": True, "KS": False}
"""What a claim's modifier says of treatment with insulin, 101 CMR 322.03(13)."""


class ChargeHoldCode(StrEnum):
    """Why a charge waits, beside what holds rent; these stand after those."""

    NOT_PAYABLE = "not_payable"
    DIED_BEFORE = "died_before"
    OTHER_PAYER_FIRST = "other_payer_first"
    MEMBER_NOT_BILLED = "member_not_billed"


@dataclass(frozen=True, slots=True)
class ChargeHold:
    """One reason, and what exactly is missing in plain words (a refused price: its reason)."""

    code: HoldCode | ChargeHoldCode
    detail: str


class PlannedCharge(NamedTuple):
    """A charge to be invoiced. ``authorization_id`` is the PA of which it takes its units."""

    charge: ChargeFact
    quote: Quote
    authorization_id: int | None = None

    @property
    def sort_key(self) -> ChargeKey:
        """The order of charges: member, payer, day of service, number, compared as text."""
        return _sort_key(self.charge)


@dataclass(frozen=True, slots=True)
class HeldCharge:
    """A charge that waits, with every reason; ``quote`` is what it then comes to, if anything.

    ``refusal`` says why it has no price.
    """

    charge: ChargeFact
    holds: tuple[ChargeHold, ...]
    quote: Quote | None = None
    refusal: Refusal | None = None

    @property
    def sort_key(self) -> ChargeKey:
        """The order of held charges: that of charges."""
        return _sort_key(self.charge)


def judge_charges(
    facts: ChargeFacts, *, price: Price, fees: FeesOf
) -> list[PlannedCharge | HeldCharge]:
    """Each charge's fate, in their order.

    By day of service, then number, they take units of authorizations: what one takes is not left
    for the next.
    """
    run = _Run(facts, price, fees)
    in_order = sorted(facts.charges, key=lambda one: (one.service_on, one.charge_no))
    return sorted((run.judge(one) for one in in_order), key=lambda one: one.sort_key)


class _Run:
    """What the charges taken so far have used of authorizations."""

    __slots__ = ("drawn", "facts", "fees", "price")

    def __init__(self, facts: ChargeFacts, price: Price, fees: FeesOf) -> None:
        self.facts = facts
        self.price = price
        self.fees = fees
        self.drawn = dict(facts.drawn)

    def judge(self, charge: ChargeFact) -> PlannedCharge | HeldCharge:
        """A line where nothing stands against it."""
        facts = self.facts
        quote = quote_of(charge, price=self.price, fees=self.fees, readings=facts.readings)
        papers, required = facts.papers_of(charge), facts.asked_of(charge)
        answer = self._authorization(charge, quote, papers, required)
        held = answer if isinstance(answer, Hold) else None
        holds = _papers(charge, papers, held if charge.pa_required else None)
        if isinstance(quote, Refusal):
            holds.append(Hold(HoldCode.PRICE_REFUSED, quote.reason))
        further = requirement_holds(required, papers, _occasion(charge))
        if held is not None and not charge.pa_required:
            further.append(Hold(HoldCode.AUTHORIZATION_REQUIRED, held.detail))
        found = [ChargeHold(one.code, one.detail) for one in (*holds, *in_order(further))]
        if isinstance(quote, Quote) and quote.basis == "not_payable":
            found.append(ChargeHold(ChargeHoldCode.NOT_PAYABLE, ", ".join(quote.citations)))
        found += _limits(charge, facts)
        found += payer_holds(charge, facts.covers.get(charge.member.member_id, ()))
        stops = facts.stopped.get(charge.charge_no, ())
        found += [ChargeHold(one.code, one.detail) for one in stops]
        if isinstance(quote, Refusal):
            return HeldCharge(charge, tuple(found), refusal=quote)
        if found:
            return HeldCharge(charge, tuple(found), quote)
        return self._taken(charge, quote, answer)

    def _authorization(
        self,
        charge: ChargeFact,
        quote: Quote | Refusal,
        papers: PapersFact,
        required: Sequence[RequirementFact],
    ) -> AuthorizationFact | Hold | None:
        """The authorization of which it takes its units, or its hold; None where none is wanted."""
        wants = any(one.kind is RequirementKind.AUTHORIZATION for one in required)
        if not (charge.pa_required or wants):
            return None
        return authorization_for_units(
            papers.authorizations,
            self.drawn,
            charge.service_on,
            units=charge.units,
            cents=quote.amount_cents if isinstance(quote, Quote) else 0,
        )

    def _taken(
        self, charge: ChargeFact, quote: Quote, answer: AuthorizationFact | Hold | None
    ) -> PlannedCharge:
        if not isinstance(answer, AuthorizationFact):
            return PlannedCharge(charge, quote)
        key = answer.authorization_id
        drawn = self.drawn.get(key, UNUSED)
        self.drawn[key] = drawn.plus(charge.units, quote.amount_cents)
        return PlannedCharge(charge, quote, key)


def _occasion(charge: ChargeFact) -> Occasion:
    begun_on = charge.begun_on or charge.service_on
    return Occasion(charge.service_on, begun_on, charge.proven_on)


def _papers(charge: ChargeFact, papers: PapersFact, authorization: Hold | None) -> list[Hold]:
    """What keeps a charge as it keeps rent, by the same rules, in the same order."""
    day = charge.service_on
    found: list[Hold | None] = []
    if charge.kind in HANDED_OVER:
        found.append(proof_hold(charge.proven_on, day))
    if charge.kind in PRESCRIBED:
        found.append(prescription_hold(papers.prescriptions, day))
    found.append(authorization)
    return [hold for hold in found if hold is not None]


def _limits(charge: ChargeFact, facts: ChargeFacts) -> list[ChargeHold]:
    """What a limit holds of a thing or supply that was handed over."""
    asked = charge_asked(charge)
    if asked is None:
        return []
    found = facts.limits.holds(
        payer_id=charge.payer.payer_id,
        regime=charge.payer.regime.value,
        member_id=charge.member.member_id,
        asked=asked,
    )
    return [ChargeHold(hold.code, hold.detail) for hold in found]


def charge_asked(charge: ChargeFact) -> Asked | None:
    """What a charge asks of its payer's limits, on the day of its receipt.

    None of what is not handed over.
    """
    if charge.kind not in HANDED_OVER - {ChargeKind.SUBSTITUTE}:
        return None
    on_insulin = next((is_so for mark, is_so in _INSULIN.items() if mark in charge.modifiers), None)
    day = charge.proven_on or charge.service_on
    return Asked(charge.hcpcs, day, charge.units, on_insulin=on_insulin)


def payer_holds(charge: ChargeFact, covers: Sequence[CoverFact]) -> list[ChargeHold]:
    """What keeps a charge because of its member's life and payers."""
    day, found = charge.service_on, []
    if charge.deceased_on is not None and charge.deceased_on < day:
        died = f"the member died on {charge.deceased_on}"
        found.append(ChargeHold(ChargeHoldCode.DIED_BEFORE, died))
    if charge.why_payer:
        return found
    others = others_first(covers, charge.payer.regime, day)
    if others:
        named = ", ".join(one.payer_code for one in others)
        detail = f"{named} pays first ({CLAUSE})"
        found.append(ChargeHold(ChargeHoldCode.OTHER_PAYER_FIRST, detail))
    if bills_the_member(covers, charge.payer.payer_id, charge.payer.regime, day):
        detail = f"MassHealth covers the member on {day} ({CLAUSE})"
        found.append(ChargeHold(ChargeHoldCode.MEMBER_NOT_BILLED, detail))
    return found


def _sort_key(charge: ChargeFact) -> ChargeKey:
    return (charge.member.member_no, charge.payer.code, charge.service_on, charge.charge_no)
