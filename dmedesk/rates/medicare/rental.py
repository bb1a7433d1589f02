"""42 U.S.C. 1395m(a): what Medicare allows for a month's rent.

(1)(B) The lesser of the actual charge and the fee.
(2) Inexpensive items: rent by the month; all payments together never above the purchase amount.
(3) Items that need frequent servicing: by the month while needed.
(5) Oxygen: by the month, for at most 36 months of continuous use.
(7) Capped items: 10% of the purchase price for each of the first three months, 7.5% for the rest;
power wheelchairs 15% and 6%; at most 13 months.

A published row wins: KH, KI and KJ rows, then ``RR``. A DMEPOS file has one ``RR`` row for a capped
item: months 1 to 3 pay it, months 4 to 13 pay 75% (power: 40%) of it. The answer is the allowed
amount, of which the program pays its share.
"""

from dmedesk.rates.answer import Candidate, Priced, Unpriced
from dmedesk.rates.capped import CappedWording, month_of_new_fee, schedule_of
from dmedesk.rates.ceiling import Span, for_all_units, keep_below, paid_over
from dmedesk.rates.comparing import lower_of, past_last_month, require_charge, times_units
from dmedesk.rates.derivation import Derivation, missing_fee
from dmedesk.rates.law import MedicareLaw
from dmedesk.rates.money import ExactCents, round_half_up

CAPPED = ("capped", "capped_power_wheelchair")
LESSER = "42 USC 1395m(a)(1)(B)"
INEXPENSIVE = "42 USC 1395m(a)(2)(A)"
SERVICED = "42 USC 1395m(a)(3)"
OXYGEN = "42 USC 1395m(a)(5)"
_ORDINARY_CLAUSE = "42 USC 1395m(a)(7)(A)(i)(II)"
_POWER_CLAUSE = "42 USC 1395m(a)(7)(A)(i)(III)"
_ORDINARY = CappedWording(
    "medicare.first",
    "medicare.later",
    "medicare.later_at_once",
    "medicare.past_last",
    _ORDINARY_CLAUSE,
    _ORDINARY_CLAUSE,
)
_POWER_WHEELCHAIR = CappedWording(
    "medicare.power_first",
    "medicare.power_later",
    "medicare.power_later_at_once",
    "medicare.past_last",
    _POWER_CLAUSE,
    _POWER_CLAUSE,
)


def rental(derivation: Derivation[MedicareLaw]) -> Priced:
    """The allowed amount of the month for all units, and the modifiers of the line."""
    payment_class, month = derivation.payment_class, derivation.request.rental_month
    if payment_class == "purchase_only":
        raise Unpriced(
            "no_rule_applies",
            f"{derivation.request.hcpcs or 'this code'} is paid by purchase only: it has no rent. "
            "Correct the payment class if the fee schedule does list rent.",
            LESSER,
        )
    if month is None and payment_class != "monthly":
        raise Unpriced(
            "missing_rental_month",
            "the rent depends on the number of the rental month. Enter rental_month.",
            "42 USC 1395m(a)(7)" if payment_class in CAPPED else INEXPENSIVE,
        )
    ended = _past_last_month(derivation, month)
    if ended is not None:
        return ended, ()
    require_charge(derivation, LESSER)
    total = _month_total(derivation, month)
    if payment_class == "inexpensive":
        total = _below_purchase_amount(derivation, total)
        if total.basis == "not_payable":
            return total, ()
    return total, _modifiers(derivation, month)


def _past_last_month(derivation: Derivation[MedicareLaw], month: int | None) -> Candidate | None:
    if month is None:
        return None
    if derivation.payment_class in CAPPED:
        last, code = schedule_of(derivation).last_month, "medicare.past_last"
    elif derivation.payment_class == "monthly" and derivation.family == "oxygen":
        last, code = derivation.law.oxygen_last_month, "medicare.past_oxygen"
    else:
        return None
    return past_last_month(derivation, month, last, code) if month > last else None


def _month_total(derivation: Derivation[MedicareLaw], month: int | None) -> Candidate:
    if derivation.payment_class in CAPPED:
        assert month is not None
        schedule = _capped_month(derivation, month)
    else:
        schedule = _rental_row(derivation)
    each = lower_of(derivation, schedule, "medicare.lesser")
    return times_units(derivation, each, "medicare.units")


def _capped_month(derivation: Derivation[MedicareLaw], number: int) -> Candidate:
    """(7): the month's row, else the ``RR`` row, else the formula over ``NU``."""
    schedule = schedule_of(derivation)
    month = schedule.months[number - 1]
    wording = _ORDINARY if derivation.payment_class == "capped" else _POWER_WHEELCHAIR
    citation = wording.first_citation if month.is_first else wording.later_citation
    fee = published(derivation, month.row)
    if fee is not None:
        return _row(derivation, month.modifiers, fee, citation)
    fee = published(derivation, "RR")
    if fee is not None and month.is_first:
        return _row(derivation, ("RR",), fee, citation)
    if fee is not None:
        cents = derivation.percent(wording.later, schedule.later_percentage, fee)
        return Candidate(cents, "formula", (citation,))
    new_fee = purchase_fee(derivation)
    if new_fee is None:
        raise missing_fee(derivation, f"{month.row}, RR or NU", citation)
    cents, citation = month_of_new_fee(derivation, new_fee, month, schedule, wording)
    return Candidate(cents, "formula", (citation,))


def _rental_row(derivation: Derivation[MedicareLaw]) -> Candidate:
    """(2), (3), (5): the ``RR`` row."""
    if derivation.payment_class == "inexpensive":
        citation = INEXPENSIVE
    else:
        citation = OXYGEN if derivation.family == "oxygen" else SERVICED
    fee = published(derivation, "RR")
    if fee is None:
        raise missing_fee(derivation, "RR", citation)
    return _row(derivation, ("RR",), fee, citation)


def _below_purchase_amount(derivation: Derivation[MedicareLaw], total: Candidate) -> Candidate:
    """(2): rent so far and this month together, not above the purchase amount."""
    request = derivation.request
    fee = purchase_fee(derivation)
    if fee is None:
        raise missing_fee(derivation, "NU, which limits the rent,", INEXPENSIVE)
    ceiling = for_all_units(derivation, fee, "medicare.ceiling_units")
    month = request.rental_month
    assert month is not None
    paid: ExactCents
    if request.paid_to_date is None:
        earlier = [Span(1, month - 1, total.cents, ceiling)] if month > 1 else []
        paid = paid_over(derivation, earlier, "medicare.paid_months")
    else:
        paid = request.paid_to_date
        derivation.step("medicare.paid_given", paid)
    return keep_below(derivation, total, ceiling, paid, "medicare.ceiling")


def published(derivation: Derivation[MedicareLaw], key: str) -> ExactCents | None:
    """The fee of a row; Medicare knows no individual consideration, so I.C. counts as missing."""
    fee = derivation.fee(key)
    return None if isinstance(fee, str) else fee


def purchase_fee(derivation: Derivation[MedicareLaw]) -> ExactCents | None:
    """The ``NU`` row, where that is missing the row without modifiers."""
    fee = published(derivation, "NU")
    return published(derivation, "") if fee is None else fee


def _row(
    derivation: Derivation[MedicareLaw],
    modifiers: tuple[str, ...],
    fee: ExactCents,
    citation: str,
) -> Candidate:
    cents = round_half_up(fee)
    derivation.step("medicare.row", cents, " ".join(modifiers), fee)
    return Candidate(cents, "schedule_row", (citation,))


def _modifiers(derivation: Derivation[MedicareLaw], month: int | None) -> tuple[str, ...]:
    if derivation.payment_class not in CAPPED:
        return ("RR",)
    assert month is not None
    return schedule_of(derivation).months[month - 1].modifiers
