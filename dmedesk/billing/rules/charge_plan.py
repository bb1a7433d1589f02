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
    Hold,
    HoldCode,
    authorization_for,
    prescription_hold,
    proof_hold,
)
from dmedesk.papers.rules.limits import Asked
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
    """A charge to be invoiced."""

    charge: ChargeFact
    quote: Quote

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
    """Each charge's fate, in their order. A charge uses up no month of an authorization."""
    judged = [_judged(one, facts, price, fees) for one in facts.charges]
    return sorted(judged, key=lambda one: one.sort_key)


def _judged(
    charge: ChargeFact, facts: ChargeFacts, price: Price, fees: FeesOf
) -> PlannedCharge | HeldCharge:
    quote = quote_of(charge, price=price, fees=fees, readings=facts.readings)
    holds = [*_papers(charge, facts)]
    if not isinstance(quote, Quote):
        holds.append(ChargeHold(HoldCode.PRICE_REFUSED, quote.reason))
    elif quote.basis == "not_payable":
        holds.append(ChargeHold(ChargeHoldCode.NOT_PAYABLE, ", ".join(quote.citations)))
    holds += _limits(charge, facts)
    holds += payer_holds(charge, facts.covers.get(charge.member.member_id, ()))
    stops = facts.stopped.get(charge.charge_no, ())
    holds += [ChargeHold(hold.code, hold.detail) for hold in stops]
    if isinstance(quote, Quote) and not holds:
        return PlannedCharge(charge, quote)
    if isinstance(quote, Quote):
        return HeldCharge(charge, tuple(holds), quote)
    return HeldCharge(charge, tuple(holds), refusal=quote)


def _papers(charge: ChargeFact, facts: ChargeFacts) -> list[ChargeHold]:
    """What keeps a charge as it keeps rent, by the same rules, in the same order."""
    day = charge.service_on
    member_code = (charge.member.member_id, charge.hcpcs)
    found: list[Hold | None] = []
    if charge.kind in HANDED_OVER:
        found.append(proof_hold(charge.proven_on, day))
    if charge.kind in PRESCRIBED:
        found.append(prescription_hold(facts.prescriptions.get(member_code, ()), day))
    if charge.pa_required:
        answer = authorization_for(facts.authorizations.get(member_code, ()), {}, day)
        found.append(answer if isinstance(answer, Hold) else None)
    return [ChargeHold(hold.code, hold.detail) for hold in found if hold is not None]


def _limits(charge: ChargeFact, facts: ChargeFacts) -> list[ChargeHold]:
    """What a limit holds of a thing or supply that was handed over, on the day of its receipt."""
    if charge.kind not in HANDED_OVER - {ChargeKind.SUBSTITUTE}:
        return []
    on_insulin = next((is_so for mark, is_so in _INSULIN.items() if mark in charge.modifiers), None)
    asked = Asked(
        charge.hcpcs,
        charge.proven_on or charge.service_on,
        charge.units,
        on_insulin=on_insulin,
    )
    found = facts.limits.holds(
        payer_id=charge.payer.payer_id,
        regime=charge.payer.regime.value,
        member_id=charge.member.member_id,
        asked=asked,
    )
    return [ChargeHold(hold.code, hold.detail) for hold in found]


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
