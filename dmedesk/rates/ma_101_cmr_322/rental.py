"""Rent under 322.03: which paragraph a month belongs to, and in which order its limits fall.

The month's schedule side comes from (18) for capped items, (6)(c) and (d) for inexpensive and used
ones, and the ``RR`` row or (19) for all else. In a nursing facility (3)(c) and (4)(b)3 take 90% of
it for oxygen and respiratory devices. Then the usual charge is compared, units are multiplied, and
the total is kept below the new fee where (6)(a) limits it.
"""

from collections.abc import Iterator

from dmedesk.rates.answer import Candidate, Unpriced
from dmedesk.rates.capped import month_row, schedule_of
from dmedesk.rates.ceiling import Span, keep_below, paid_over
from dmedesk.rates.comparing import lower_of, past_last_month, require_charge, times_units
from dmedesk.rates.derivation import OXYGEN_AND_RESPIRATORY, RESPIRATORY, Derivation, missing_fee
from dmedesk.rates.law import MassHealthLaw
from dmedesk.rates.ma_101_cmr_322 import (
    s01_purchase,
    s03_oxygen_rental,
    s04_respiratory,
    s16_new_codes,
    s17_acquisition_cost,
    s18_capped_rental,
)
from dmedesk.rates.ma_101_cmr_322 import s06_option_to_purchase as s06
from dmedesk.rates.ma_101_cmr_322 import s19_individual_consideration as s19
from dmedesk.rates.money import ExactCents

CAPPED = ("capped", "capped_power_wheelchair")
_CHARGE = {
    "oxygen": "101 CMR 322.03(3)(b)1",
    "respiratory": "101 CMR 322.03(4)(b)2.a",
    "ventilator": "101 CMR 322.03(4)(b)2.a",
}
_NO_MODIFIERS: tuple[str, ...] = ()
_RENTAL = ("RR",)


def rental(derivation: Derivation[MassHealthLaw]) -> tuple[Candidate, tuple[str, ...]]:
    """The month's amount for all units, and the modifiers of the line."""
    request = derivation.request
    refuse_purchase_only(derivation)
    month = request.rental_month
    if month is None and _needs_month(derivation):
        raise Unpriced(
            "missing_rental_month",
            "the rent depends on the number of the rental month. Enter rental_month, counted "
            "from the first month paid.",
            "101 CMR 322.03(18)" if derivation.payment_class in CAPPED else s06.INEXPENSIVE,
        )
    ended = _past_last_month(derivation, month)
    if ended is not None:
        return ended, _NO_MODIFIERS
    require_charge(derivation, _CHARGE.get(derivation.family, s01_purchase.CHARGE))
    total = _month_total(derivation, month)
    if derivation.payment_class == "inexpensive" or _is_used_share(derivation):
        total = _below_new_fee(derivation, total)
    if total.basis == "not_payable":
        return total, _NO_MODIFIERS
    return total, _modifiers(derivation, month)


def refuse_purchase_only(derivation: Derivation[MassHealthLaw]) -> None:
    """An item that is only ever purchased has no rent and no option."""
    if derivation.payment_class == "purchase_only":
        raise Unpriced(
            "no_rule_applies",
            f"{derivation.request.hcpcs or 'this code'} is paid by purchase only: it has no rent. "
            "Correct the payment class if the fee schedule does list rent.",
            "101 CMR 322.03(6)",
        )


def schedule_month(derivation: Derivation[MassHealthLaw], month: int | None) -> Candidate:
    """The schedule side of a month where the member lives, before the charge and any ceiling."""
    payment_class = derivation.payment_class
    if payment_class == "inexpensive":
        schedule = s06.inexpensive_month(derivation)
    elif payment_class == "monthly":
        schedule = ordinary_month(derivation)
    elif _is_used_share(derivation):
        schedule = s06.used_share_month(derivation)
    else:
        assert month is not None
        schedule = s18_capped_rental.month(derivation, month)
    if derivation.request.setting == "nursing_facility":
        return _in_facility(derivation, schedule)
    return schedule


def ordinary_month(derivation: Derivation[MassHealthLaw]) -> Candidate:
    """The ``RR`` row, or individual consideration; there is no formula for such rent."""
    fee = derivation.fee("RR")
    if fee is not None and not isinstance(fee, str):
        return s01_purchase.row(derivation, _RENTAL, fee)
    if fee is None and s17_acquisition_cost.cost_given(derivation.aside()) is None:
        raise missing_fee(derivation, "RR", _CHARGE.get(derivation.family, s01_purchase.SCHEDULE))
    return s19.rent(derivation, asked=fee is not None)


def _needs_month(derivation: Derivation[MassHealthLaw]) -> bool:
    return derivation.payment_class != "monthly" or s16_new_codes.is_monthly_priced(
        derivation.request.new_code, derivation.family
    )


def _is_used_share(derivation: Derivation[MassHealthLaw]) -> bool:
    """Whether a used capped item is read under (6)(d) and not under (18)."""
    return (
        derivation.request.condition == "used"
        and derivation.payment_class in CAPPED
        and derivation.reading("used_capped_rental") == "used_share"
    )


def _past_last_month(derivation: Derivation[MassHealthLaw], month: int | None) -> Candidate | None:
    """(6)(c), (18)(a)3, (b)3: the month is past the last payable one."""
    if month is None or derivation.payment_class == "monthly":
        return None
    if derivation.payment_class == "inexpensive":
        last, code = derivation.law.inexpensive_last_month, "s06.past_last"
    elif _is_used_share(derivation):
        return None
    else:
        last = schedule_of(derivation).last_month
        code = s18_capped_rental.wording_of(derivation).past_last
    return past_last_month(derivation, month, last, code) if month > last else None


def _in_facility(derivation: Derivation[MassHealthLaw], schedule: Candidate) -> Candidate:
    """90% of the schedule side for oxygen and respiratory rent, and for nothing else."""
    if derivation.family in RESPIRATORY:
        return s04_respiratory.in_facility(derivation, schedule)
    if derivation.family in OXYGEN_AND_RESPIRATORY:
        return s03_oxygen_rental.in_facility(derivation, schedule)
    return schedule


def _month_total(derivation: Derivation[MassHealthLaw], month: int | None) -> Candidate:
    """The month for all units, below the charge, before any ceiling."""
    schedule = schedule_month(derivation, month)
    if derivation.family in OXYGEN_AND_RESPIRATORY and schedule.basis == "schedule_row":
        schedule.citations = (_paragraph(derivation),)
    each = lower_of(derivation, schedule, _comparison(derivation, schedule))
    return times_units(derivation, each, "s01.units")


def _paragraph(derivation: Derivation[MassHealthLaw]) -> str:
    """The clause that pays an oxygen or respiratory row where the member lives."""
    in_facility = derivation.request.setting == "nursing_facility"
    if derivation.family == "oxygen":
        return s03_oxygen_rental.FACILITY if in_facility else s03_oxygen_rental.HOME
    return s04_respiratory.FACILITY if in_facility else s04_respiratory.HOME


def _comparison(derivation: Derivation[MassHealthLaw], schedule: Candidate) -> str:
    """The paragraph under which the charge is compared."""
    family = derivation.family
    if schedule.basis == "individual_consideration":
        return "s19.lower"
    if family in OXYGEN_AND_RESPIRATORY:
        paragraph = "s03" if family == "oxygen" else "s04"
        in_facility = derivation.request.setting == "nursing_facility"
        return f"{paragraph}.lower_in_facility" if in_facility else f"{paragraph}.lower_at_home"
    return "s05.lower" if family == "infusion" else "s01.lower"


def ranges_of(derivation: Derivation[MassHealthLaw], months: int) -> list[tuple[int, int]]:
    """Months 1 to ``months`` cut where the price of a month may change, up to the last payable."""
    law = derivation.law
    cuts: set[int] = set()
    if derivation.payment_class == "inexpensive":
        months = min(months, law.inexpensive_last_month)
    elif derivation.payment_class in CAPPED and not _is_used_share(derivation):
        schedule = schedule_of(derivation)
        months = min(months, schedule.last_month)
        cuts |= {1, schedule.first_months}
    if s16_new_codes.is_monthly_priced(derivation.request.new_code, derivation.family):
        cuts.add(s16_new_codes.full_months(law))
    ends = sorted(cut for cut in cuts | {months} if 0 < cut <= months)
    return list(zip([1, *(end + 1 for end in ends)], ends, strict=False))


def schedule_spans(derivation: Derivation[MassHealthLaw], months: int) -> Iterator[Span]:
    """The schedule amounts of months 1 to ``months``, without the charge, limits kept."""
    limited = derivation.payment_class == "inexpensive" or _is_used_share(derivation)
    for first, last in ranges_of(derivation, months):
        aside = s16_new_codes.in_month(derivation, first)
        each = schedule_month(aside, first)
        ceiling = s19.fee_if_new(aside).cents if limited else None
        _take_steps(derivation, aside)
        yield Span(first, last, each.cents, ceiling)


def _below_new_fee(derivation: Derivation[MassHealthLaw], total: Candidate) -> Candidate:
    """(6)(a): the rent so far and this month together, not above the fee as new."""
    request = derivation.request
    ceiling = s19.fee_if_new(derivation).cents * request.units
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
    """What the engine itself would have paid for the months before this one of the same question."""
    month = derivation.request.rental_month
    assert month is not None
    for first, last in ranges_of(derivation, month - 1):
        if derivation.new_code is None:
            yield Span(first, last, total.cents, ceiling)
            continue
        aside = s16_new_codes.in_month(derivation, first)
        earlier = _month_total(aside, first)
        units = derivation.request.units
        earlier_ceiling = s19.fee_if_new(aside).cents * units
        _take_steps(derivation, aside)
        yield Span(first, last, earlier.cents, earlier_ceiling)


def _take_steps(derivation: Derivation[MassHealthLaw], aside: Derivation[MassHealthLaw]) -> None:
    for code, amount, *figures in aside.steps:
        derivation.step_once(code, amount, *figures)


def _modifiers(derivation: Derivation[MassHealthLaw], month: int | None) -> tuple[str, ...]:
    """``RR``, and for capped rent the month's own: KH, KI or KJ."""
    if derivation.payment_class not in CAPPED or _is_used_share(derivation):
        return _RENTAL
    assert month is not None
    return month_row(schedule_of(derivation), month).modifiers
