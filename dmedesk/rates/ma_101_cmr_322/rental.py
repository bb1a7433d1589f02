"""Rent under 322.03: which paragraph a month belongs to, and in which order its limits fall.

The month's schedule side comes from (18) for capped items, (6)(c) and (d) for inexpensive and used
ones, and the ``RR`` row or (19) for all else. In a nursing facility (3)(c) and (4)(b)3 take 90% of
it for oxygen and respiratory devices. Then the usual charge is compared, units are multiplied, and
the total is kept below the new fee where (6)(a) limits it.
"""

from dmedesk.rates.answer import Candidate, Unpriced
from dmedesk.rates.capped import schedule_of
from dmedesk.rates.comparing import lower_of, missing_charge, times_units
from dmedesk.rates.derivation import OXYGEN_AND_RESPIRATORY, RESPIRATORY, Derivation, missing_fee
from dmedesk.rates.law import MassHealthLaw
from dmedesk.rates.ma_101_cmr_322 import (
    s01_purchase,
    s03_oxygen_rental,
    s04_respiratory,
    s17_acquisition_cost,
    s18_capped_rental,
)
from dmedesk.rates.ma_101_cmr_322 import s06_option_to_purchase as s06
from dmedesk.rates.ma_101_cmr_322 import s19_individual_consideration as s19

CAPPED = ("capped", "capped_power_wheelchair")
_CHARGE = {
    "oxygen": "101 CMR 322.03(3)(b)1",
    "respiratory": "101 CMR 322.03(4)(b)2.a",
    "ventilator": "101 CMR 322.03(4)(b)2.a",
}


def is_used_share(derivation: Derivation[MassHealthLaw]) -> bool:
    """Whether a used capped item is read under (6)(d) and not under (18)."""
    return (
        derivation.request.condition == "used"
        and derivation.payment_class in CAPPED
        and derivation.reading("used_capped_rental") == "used_share"
    )


def schedule_month(derivation: Derivation[MassHealthLaw], month: int) -> Candidate:
    """The schedule side of a month where the member lives, before the charge and any ceiling."""
    payment_class = derivation.payment_class
    if payment_class == "inexpensive":
        return where_lived(derivation, s06.inexpensive_month(derivation))
    if payment_class == "monthly":
        return where_lived(derivation, ordinary_month(derivation))
    if is_used_share(derivation):
        return where_lived(derivation, s06.used_share_month(derivation))
    capped = schedule_of(derivation)
    rent = s18_capped_rental.month_rent(derivation, capped, capped.months[month - 1])
    return where_lived(derivation, rent)


def where_lived(derivation: Derivation[MassHealthLaw], schedule: Candidate) -> Candidate:
    """In a nursing facility 90% of oxygen and respiratory rent, and of nothing else."""
    if derivation.request.setting == "home":
        return schedule
    if derivation.family == "oxygen":
        return s03_oxygen_rental.in_facility(derivation, schedule)
    if derivation.family in RESPIRATORY:
        return s04_respiratory.in_facility(derivation, schedule)
    return schedule


def against_charge(derivation: Derivation[MassHealthLaw], schedule: Candidate) -> Candidate:
    """The month for all units, below the usual charge, before any ceiling."""
    if schedule.basis == "individual_consideration":
        code = "s19.lower"
    elif derivation.family in OXYGEN_AND_RESPIRATORY:
        code = _paragraph(derivation, schedule)
    else:
        code = "s05.lower" if derivation.family == "infusion" else "s01.lower"
    each = lower_of(derivation, schedule, code)
    return each if derivation.request.units == 1 else times_units(derivation, each, "s01.units")


def missing_rental_charge(derivation: Derivation[MassHealthLaw]) -> Unpriced:
    """The refusal of a payable month without the usual charge."""
    return missing_charge(_CHARGE.get(derivation.family, s01_purchase.CHARGE))


def ordinary_month(derivation: Derivation[MassHealthLaw]) -> Candidate:
    """The ``RR`` row, or individual consideration; there is no formula for such rent."""
    fee = derivation.fee("RR")
    if fee is not None and not isinstance(fee, str):
        return s01_purchase.row(derivation, ("RR",), fee)
    if fee is None and not s17_acquisition_cost.is_cost_given(derivation.request):
        raise missing_fee(derivation, "RR", _CHARGE.get(derivation.family, s01_purchase.SCHEDULE))
    return s19.rent(derivation, asked=fee is not None)


def _paragraph(derivation: Derivation[MassHealthLaw], schedule: Candidate) -> str:
    """The comparison of (3) or (4) where the member lives, which also pays the published row."""
    at_home = derivation.request.setting == "home"
    if derivation.family == "oxygen":
        row = s03_oxygen_rental.HOME if at_home else s03_oxygen_rental.FACILITY
        code = "s03.lower_at_home" if at_home else "s03.lower_in_facility"
    else:
        row = s04_respiratory.HOME if at_home else s04_respiratory.FACILITY
        code = "s04.lower_at_home" if at_home else "s04.lower_in_facility"
    if schedule.basis == "schedule_row":
        schedule.citations = (row,)
    return code
