"""322.03(6)(a), (e), (f): buying what is on rent.

(a) Total payments cannot exceed the fee for purchase as new; (f) capped items bought before the
13-month period ends cost not more than 13 months of rental. The two pull apart, for thirteen
capped months come to 105% of the new fee (reading ``purchase_ceiling``). Both are silent on rent
already paid (reading ``rent_credit``): it is credited unless the payer reads otherwise.
(e) A used item is bought at 75% of the fee as new.
"""

from dataclasses import replace

from dmedesk.rates.answer import Candidate, Priced, Unpriced
from dmedesk.rates.capped import schedule_of
from dmedesk.rates.ceiling import paid_over
from dmedesk.rates.derivation import Derivation
from dmedesk.rates.law import MassHealthLaw
from dmedesk.rates.ma_101_cmr_322 import s01_purchase
from dmedesk.rates.ma_101_cmr_322 import s19_individual_consideration as s19
from dmedesk.rates.ma_101_cmr_322.rental import CAPPED
from dmedesk.rates.ma_101_cmr_322.rental_limits import (
    is_limited,
    refuse_purchase_only,
    schedule_spans,
)
from dmedesk.rates.money import ExactCents, round_half_up

TOTAL = "101 CMR 322.03(6)(a)"
THIRTEEN_MONTHS = "101 CMR 322.03(6)(f)"


def purchase_option(
    derivation: Derivation[MassHealthLaw],
) -> Priced:
    """What is left to pay to buy the item, never negative, never above a charge that is given."""
    request = derivation.request
    refuse_purchase_only(derivation)
    is_credited = derivation.reading("rent_credit") == "credited"
    if is_credited and request.months_paid is None and request.paid_to_date is None:
        raise Unpriced(
            "missing_rental_month",
            "rent already paid is credited. Enter months_paid, or the amount as paid_to_date.",
            THIRTEEN_MONTHS,
        )
    ceiling, citations = _ceiling(derivation)
    credit = _credit(derivation) if is_credited else 0
    cents = round_half_up(max(ceiling - credit, 0))
    derivation.step("s06.option" if is_credited else "s06.option_alone", cents, ceiling, credit)
    if cents == 0:
        return Candidate(0, "not_payable", citations), ()
    offered = _below_charge(derivation, Candidate(cents, "formula", citations))
    return offered, ("UE" if request.condition == "used" else "NU",)


def _ceiling(derivation: Derivation[MassHealthLaw]) -> tuple[ExactCents, tuple[str, ...]]:
    """What all payments together may come to, and by which clause."""
    if derivation.request.condition == "used":
        used = s01_purchase.used_schedule(derivation)
        fee = used.cents if used.unrounded is None else used.unrounded
        return fee, (s01_purchase.AS_USED,)
    if derivation.payment_class not in CAPPED:
        return s19.fee_if_new(derivation)[0], (TOTAL,)
    if derivation.reading("purchase_ceiling") == "new_fee":
        return s19.fee_if_new(derivation)[0], (TOTAL, THIRTEEN_MONTHS)
    return _thirteen_months(derivation), (THIRTEEN_MONTHS, "101 CMR 322.03(18)")


def _thirteen_months(derivation: Derivation[MassHealthLaw]) -> int:
    """(f): the sum of the thirteen months as new, at home."""
    aside = derivation.aside()
    aside.request = replace(derivation.request, condition="new", setting="home")
    months = schedule_of(derivation).last_month
    total = paid_over(aside, schedule_spans(aside, months), "s06.thirteen_months")
    derivation.steps.extend(aside.steps)
    return total


def _credit(derivation: Derivation[MassHealthLaw]) -> ExactCents:
    """Rent already paid: as given, else the schedule amounts of the months paid."""
    request = derivation.request
    if request.paid_to_date is not None:
        derivation.step("s06.credit_given", request.paid_to_date)
        return request.paid_to_date
    assert request.months_paid is not None
    if request.months_paid == 0:
        derivation.step("s06.credit_given", 0)
        return 0
    spans = schedule_spans(derivation, request.months_paid)
    code = "s06.credit_limited" if is_limited(derivation) else "s06.credit_months"
    return paid_over(derivation, spans, code)


def _below_charge(derivation: Derivation[MassHealthLaw], offered: Candidate) -> Candidate:
    charge = derivation.request.usual_charge
    if charge is None:
        return offered
    cents = round_half_up(charge)
    derivation.step("s06.option_charge", min(cents, offered.cents), offered.cents, charge)
    if cents < offered.cents:
        return Candidate(cents, "usual_charge", (s01_purchase.CHARGE,))
    return offered
