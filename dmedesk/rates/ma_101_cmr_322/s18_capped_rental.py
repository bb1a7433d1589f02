"""322.03(18): capped rental.

Items designated with KH, KI and KJ, (a) other than power wheelchairs and (b) power wheelchairs:

1. months one through three, 10% (power: 15%) of the new purchase fee;
2. months four through 13, 75% (power: 40%) of the amount for months one through three;
3. no further payment after the 13th month.

The published KH, KI and KJ rows win; the formula stands in where the row is missing. (18) sends
the thirteen-month rule to (14), which is shop repair: the only link is that (14) pays by KJ.

The text words 2. as a share of an amount that is itself rounded (reading ``each_step``); Medicare
words the same as 7.5% of the price (``end_only``).
"""

from dmedesk.rates.answer import Candidate
from dmedesk.rates.capped import CappedWording, month_of_new_fee
from dmedesk.rates.derivation import Derivation
from dmedesk.rates.law import CappedMonth, CappedSchedule, MassHealthLaw
from dmedesk.rates.ma_101_cmr_322 import s01_purchase
from dmedesk.rates.ma_101_cmr_322.s19_individual_consideration import CAPPED_RENT, fee_if_new
from dmedesk.rates.money import ExactCents
from dmedesk.rates.question import Fee

ORDINARY = CappedWording(
    "s18a.first",
    "s18a.later",
    "s18a.later_at_once",
    "s18a.past_last",
    "101 CMR 322.03(18)(a)1",
    "101 CMR 322.03(18)(a)2",
)
POWER_WHEELCHAIR = CappedWording(
    "s18b.first",
    "s18b.later",
    "s18b.later_at_once",
    "s18b.past_last",
    "101 CMR 322.03(18)(b)1",
    "101 CMR 322.03(18)(b)2",
)


WORDINGS: dict[str | None, CappedWording] = {
    "capped": ORDINARY,
    "capped_power_wheelchair": POWER_WHEELCHAIR,
}


def month_rent(
    derivation: Derivation[MassHealthLaw], schedule: CappedSchedule, month: CappedMonth
) -> Candidate:
    """The schedule side of a month: its row, else the formula, else individual consideration."""
    fee = derivation.fee(month.row) if month.row in derivation.rows else None
    if fee is None and derivation.new_code is not None:
        fee = derivation.fee("RR")
        if fee is not None and not isinstance(fee, str):
            return _rent_of_rental_row(derivation, schedule, month, fee)
    if fee is None or isinstance(fee, str):
        return rent_by_formula(derivation, schedule, month, fee)
    return s01_purchase.row(derivation, month.modifiers, fee)


def rent_by_formula(
    derivation: Derivation[MassHealthLaw],
    schedule: CappedSchedule,
    month: CappedMonth,
    row_fee: Fee,
) -> Candidate:
    """1. and 2. over the fee if new; by individual consideration where I.C. or cost stands in."""
    new_fee, from_cost = fee_if_new(derivation, asked=row_fee is not None)
    wording = WORDINGS[derivation.payment_class]
    cents, citation = month_of_new_fee(derivation, new_fee, month, schedule, wording)
    if row_fee is not None or from_cost:
        return Candidate(cents, "individual_consideration", (CAPPED_RENT, citation))
    return Candidate(cents, "formula", (citation,))


def _rent_of_rental_row(
    derivation: Derivation[MassHealthLaw],
    schedule: CappedSchedule,
    month: CappedMonth,
    fee: ExactCents,
) -> Candidate:
    """A new code's ``RR`` row, made by (16) of Medicare's: months 1 to 3, and 2. from it after."""
    if month.is_first:
        return s01_purchase.row(derivation, ("RR",), fee)
    wording = WORDINGS[derivation.payment_class]
    cents = derivation.percent(wording.later, schedule.later_percentage, fee)
    return Candidate(cents, "formula", (wording.later_citation,))
