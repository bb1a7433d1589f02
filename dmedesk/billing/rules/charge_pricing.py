"""The question that one charge puts to the rate engine, and the charge without a rule.

A charge is priced on its date of service, by the readings in force on that day. What is bought,
supplied or put in as a part is a purchase to the engine; individual consideration is what it makes
of a purchase without a fee, from the cost that is ``asked`` with the charge.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dmedesk.billing.rules.charges import ChargeFact, ChargeKind
from dmedesk.billing.rules.paying import CLAUSE
from dmedesk.billing.rules.pricing import RULED, FeesOf, Price, setting_of
from dmedesk.members.rules import Regime
from dmedesk.rates.answer import Quote, Refusal
from dmedesk.rates.question import Family, Fees, Request, Service
from dmedesk.rates.wire import parse_request
from dmedesk.shop.rules.policies import ReadingsOf, no_readings

ASKED_OF: Mapping[ChargeKind, tuple[str, ...]] = {
    ChargeKind.PURCHASE: ("family", "acquisition", "markup_percentage", "bulletin"),
    ChargeKind.SUPPLY: ("family", "acquisition", "markup_percentage", "bulletin"),
    ChargeKind.REPAIR: ("family", "acquisition", "markup_percentage", "bulletin"),
    ChargeKind.PURCHASE_OPTION: ("family", "payment_class", "months_paid", "paid_to_date"),
    ChargeKind.SUBSTITUTE: (
        "family",
        "payment_class",
        "owned_by_member",
        "removed_on",
        "returned_on",
        "substitute_already_paid",
        "acquisition",
        "markup_percentage",
    ),
    ChargeKind.DIRECT_SERVICE: ("direct_service_of",),
    ChargeKind.INFUSION_DAY: ("acquisition",),
    ChargeKind.PHARMACY_ITEM: ("wholesale_acquisition_cost",),
    ChargeKind.REMAINDER: (),
}
"""The keys of ``docs/formats/price.md`` that each kind of charge may bring."""

SERVICES: Mapping[ChargeKind, Service] = {
    ChargeKind.PURCHASE: "purchase",
    ChargeKind.SUPPLY: "purchase",
    ChargeKind.REPAIR: "purchase",
    ChargeKind.PURCHASE_OPTION: "purchase_option",
    ChargeKind.SUBSTITUTE: "substitute",
    ChargeKind.DIRECT_SERVICE: "direct_service",
    ChargeKind.INFUSION_DAY: "infusion_day",
    ChargeKind.PHARMACY_ITEM: "pharmacy_item",
}

_FAMILIES: Mapping[ChargeKind, Family] = {
    ChargeKind.SUPPLY: "supply",
    ChargeKind.INFUSION_DAY: "infusion",
    ChargeKind.PHARMACY_ITEM: "drug",
}
"""The family of a kind, where neither the product nor the fee row names one."""

_NO_FEES = Fees(rows={})


def quote_of(
    charge: ChargeFact, *, price: Price, fees: FeesOf, readings: ReadingsOf = no_readings
) -> Quote | Refusal:
    """The charge's price with its derivation, or why it has none; all its units together.

    A private payer pays the usual charge by no other rule. A remainder is what was passed on to it.
    """
    if charge.kind is ChargeKind.REMAINDER:
        return _remainder(charge)
    regime = RULED.get(charge.payer.regime)
    if regime is None:
        return _with_modifiers(charge, _usual_charge(charge))
    day = charge.service_on
    found = fees(regime, charge.hcpcs, day, charge.member.zip) or _NO_FEES
    service = SERVICES[charge.kind]
    try:
        asked = {"on": day.isoformat(), "service": service, **(charge.asked or {})}
        request = parse_request(asked)
    except ValueError as fault:
        return Refusal("bad_request", str(fault), "")
    request.regime = regime
    request.hcpcs = charge.hcpcs
    request.payment_class = charge.payment_class or request.payment_class or found.payment_class
    request.family = charge.family or request.family or found.family or _FAMILIES.get(charge.kind)
    request.condition = charge.condition
    request.setting = setting_of(charge.member.stays, day)
    request.usual_charge = charge.usual_charge_cents
    request.rows = found.rows
    request.readings = readings(regime, charge.payer.code, day)
    _count(request, charge)
    return _with_modifiers(charge, price(request))


def _count(request: Request, charge: ChargeFact) -> None:
    """Direct service is counted in hours; all else in units."""
    if charge.kind is ChargeKind.DIRECT_SERVICE:
        request.hours = charge.units
    else:
        request.units = charge.units


def _usual_charge(charge: ChargeFact) -> Quote | Refusal:
    cents = charge.usual_charge_cents
    if cents is None:
        message = f"{charge.hcpcs} has no usual charge. Enter it with the charge."
        return Refusal("missing_usual_charge", message, "")
    sold = charge.kind in (ChargeKind.PURCHASE, ChargeKind.PURCHASE_OPTION)
    used = "UE" if charge.condition == "used" else "NU"
    return Quote(
        amount_cents=cents * charge.units,
        modifiers=(used,) if sold else (),
        basis="usual_charge",
        citations=(),
        readings={},
        steps=[],
    )


def _remainder(charge: ChargeFact) -> Quote | Refusal:
    """What the payer before left: a sum of its answer, by no rule of the engine."""
    cents = charge.remains_cents
    if cents is None:
        message = "Nothing is passed on to it any more."
        return Refusal("no_rule_applies", message, CLAUSE)
    by_law = charge.payer.regime is Regime.MASSHEALTH
    return Quote(
        amount_cents=cents,
        modifiers=charge.modifiers,
        basis="remainder",
        citations=(CLAUSE,) if by_law else (),
        readings={},
        steps=[],
    )


def _with_modifiers(charge: ChargeFact, quote: Quote | Refusal) -> Quote | Refusal:
    """The engine's modifiers, then those that were typed."""
    if not isinstance(quote, Quote):
        return quote
    added = tuple(one for one in charge.modifiers if one not in quote.modifiers)
    return replace(quote, modifiers=(*quote.modifiers, *added)) if added else quote


def asked_faults(kind: ChargeKind, asked: Mapping[str, Any]) -> list[str]:
    """What is wrong with the further keys of a charge.

    Keys that its kind does not know, and values that the format does not have.
    """
    wrong = [f"{key} is not asked of this kind" for key in asked if key not in ASKED_OF[kind]]
    if kind not in SERVICES:
        return wrong
    try:
        parse_request({"on": "2024-01-01", "service": SERVICES[kind], **asked})
    except ValueError as fault:
        wrong.append(str(fault))
    return wrong
