"""A month's rent under 322.03 with its limits, and the rent of many months for a ceiling.

(6)(a) keeps inexpensive and used rent below the fee as new. What was paid before is what the
question says, or what the engine itself would have paid; the months before are taken in ranges of
one price, so that the four hundredth month costs no more than the second.
"""

from collections.abc import Callable, Iterator

from dmedesk.rates.answer import Candidate, Priced, Unpriced
from dmedesk.rates.capped import schedule_of
from dmedesk.rates.ceiling import Span, for_all_units, keep_below, paid_over
from dmedesk.rates.comparing import past_last_month
from dmedesk.rates.derivation import Derivation
from dmedesk.rates.law import MassHealthLaw
from dmedesk.rates.ma_101_cmr_322 import s06_option_to_purchase as s06
from dmedesk.rates.ma_101_cmr_322 import s16_new_codes, s18_capped_rental
from dmedesk.rates.ma_101_cmr_322 import s19_individual_consideration as s19
from dmedesk.rates.ma_101_cmr_322.rental import (
    CAPPED,
    against_charge,
    is_used_share,
    missing_rental_charge,
    ordinary_month,
    schedule_month,
    where_lived,
)
from dmedesk.rates.money import ExactCents
from dmedesk.rates.question import PaymentClass

_RENTAL = ("RR",)
# The clause that counts the months, where it is not (18).
_MONTH_CLAUSES: dict[PaymentClass | None, str] = {
    "inexpensive": s06.INEXPENSIVE,
    "monthly": "101 CMR 322.03(16)(a)1b",
}


def refuse_purchase_only(derivation: Derivation[MassHealthLaw]) -> None:
    """An item that is only ever purchased has no rent and no option."""
    if derivation.payment_class == "purchase_only":
        _purchase_only(derivation)


def _purchase_only(derivation: Derivation[MassHealthLaw]) -> Priced:
    raise Unpriced(
        "no_rule_applies",
        f"{derivation.request.hcpcs or 'this code'} is paid by purchase only: it has no rent. "
        "Correct the payment class if the fee schedule does list rent.",
        "101 CMR 322.03(6)",
    )


def _capped(derivation: Derivation[MassHealthLaw]) -> Priced:
    """(18), or (6)(d) for a used item whose payer reads it so."""
    if derivation.request.condition == "used" and is_used_share(derivation):
        return _limited(derivation)
    number, schedule = derivation.request.rental_month, schedule_of(derivation)
    if number is None:
        raise _missing_month(derivation)
    if number > schedule.last_month:
        code = s18_capped_rental.WORDINGS[derivation.payment_class].past_last
        return past_last_month(derivation, number, schedule.last_month, code), ()
    if derivation.request.usual_charge is None:
        raise missing_rental_charge(derivation)
    month = schedule.months[number - 1]
    rent = s18_capped_rental.month_rent(derivation, schedule, month)
    if derivation.request.setting != "home":
        rent = where_lived(derivation, rent)
    return against_charge(derivation, rent), month.modifiers


def _inexpensive(derivation: Derivation[MassHealthLaw]) -> Priced:
    """(6)(c): at most ten months, and not above the fee as new."""
    month, last = _month(derivation), derivation.law.inexpensive_last_month
    if month > last:
        return past_last_month(derivation, month, last, "s06.past_last"), ()
    return _limited(derivation)


def _limited(derivation: Derivation[MassHealthLaw]) -> Priced:
    """Rent whose total stops at the fee as new, (6)(a)."""
    month = _month(derivation)
    if derivation.request.usual_charge is None:
        raise missing_rental_charge(derivation)
    total = against_charge(derivation, schedule_month(derivation, month))
    total = _below_new_fee(derivation, total)
    return total, () if total.basis == "not_payable" else _RENTAL


def _monthly(derivation: Derivation[MassHealthLaw]) -> Priced:
    """Month for month without a last one."""
    if s16_new_codes.is_monthly_priced(derivation):
        _month(derivation)
    if derivation.request.usual_charge is None:
        raise missing_rental_charge(derivation)
    rent = where_lived(derivation, ordinary_month(derivation))
    return against_charge(derivation, rent), _RENTAL


RENT: dict[PaymentClass, Callable[[Derivation[MassHealthLaw]], Priced]] = {
    "capped": _capped,
    "capped_power_wheelchair": _capped,
    "inexpensive": _inexpensive,
    "monthly": _monthly,
    "purchase_only": _purchase_only,
}
"""The rule of a month by payment class: the amount for all units, and the line's modifiers."""


def _month(derivation: Derivation[MassHealthLaw]) -> int:
    """The number of the rental month, which the rent depends on."""
    month = derivation.request.rental_month
    if month is None:
        raise _missing_month(derivation)
    return month


def _missing_month(derivation: Derivation[MassHealthLaw]) -> Unpriced:
    return Unpriced(
        "missing_rental_month",
        "the rent depends on the number of the rental month. Enter rental_month, counted "
        "from the first month paid.",
        _MONTH_CLAUSES.get(derivation.payment_class, "101 CMR 322.03(18)"),
    )


def is_limited(derivation: Derivation[MassHealthLaw]) -> bool:
    """Whether the total of the rent stops at the fee as new."""
    return derivation.payment_class == "inexpensive" or is_used_share(derivation)


def schedule_spans(derivation: Derivation[MassHealthLaw], months: int) -> Iterator[Span]:
    """The schedule amounts of months 1 to ``months``, without the charge, limits kept."""
    limited = is_limited(derivation)
    for first, last in ranges_of(derivation, months):
        aside = s16_new_codes.in_month(derivation, first)
        each = schedule_month(aside, first)
        ceiling = s19.fee_if_new(aside)[0] if limited else None
        derivation.take_steps(aside)
        yield Span(first, last, each.cents, ceiling)


def ranges_of(derivation: Derivation[MassHealthLaw], months: int) -> list[tuple[int, int]]:
    """Months 1 to ``months`` cut where the price of a month may change, up to the last payable."""
    cuts: set[int] = set()
    if derivation.payment_class == "inexpensive":
        months = min(months, derivation.law.inexpensive_last_month)
    elif derivation.payment_class in CAPPED and not is_used_share(derivation):
        schedule = schedule_of(derivation)
        months = min(months, schedule.last_month)
        cuts |= {1, schedule.first_months}
    if s16_new_codes.is_monthly_priced(derivation):
        cuts.add(s16_new_codes.full_months(derivation.law))
    ends = sorted(cut for cut in cuts | {months} if 0 < cut <= months)
    return list(zip([1, *(end + 1 for end in ends)], ends, strict=False))


def _below_new_fee(derivation: Derivation[MassHealthLaw], total: Candidate) -> Candidate:
    """(6)(a): the rent so far and this month together, not above the fee as new."""
    request = derivation.request
    ceiling = for_all_units(derivation, s19.fee_if_new(derivation)[0], "s06.ceiling_units")
    paid: ExactCents
    if request.paid_to_date is None:
        paid = paid_over(derivation, _earlier_spans(derivation, total, ceiling), "s06.paid_months")
    else:
        paid = request.paid_to_date
        derivation.step("s06.paid_given", paid)
    return keep_below(derivation, total, ceiling, paid, "s06.ceiling")


def _earlier_spans(
    derivation: Derivation[MassHealthLaw], total: Candidate, ceiling: ExactCents
) -> Iterator[Span]:
    """What the engine itself would have paid for the months before, of the same question."""
    month = derivation.request.rental_month
    assert month is not None
    for first, last in ranges_of(derivation, month - 1):
        if derivation.new_code is None:
            yield Span(first, last, total.cents, ceiling)
            continue
        aside = s16_new_codes.in_month(derivation, first)
        earlier = against_charge(aside, schedule_month(aside, first))
        earlier_ceiling = for_all_units(aside, s19.fee_if_new(aside)[0], "s06.ceiling_units")
        derivation.take_steps(aside)
        yield Span(first, last, earlier.cents, earlier_ceiling)
