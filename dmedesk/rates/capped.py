"""Capped rent, as 322.03(18) and 42 U.S.C. 1395m(a)(7) both build it.

A percentage of the new purchase fee for the first months, a percentage of that amount for the
rest, nothing after the last.
"""

from dataclasses import dataclass

from dmedesk.rates.derivation import HALF, HUNDRED, Derivation
from dmedesk.rates.law import CappedMonth, CappedSchedule, Law
from dmedesk.rates.money import ExactCents, share


@dataclass(frozen=True, slots=True)
class CappedWording:
    """The wordings of the steps of one capped class, and the clauses of its months."""

    first: str
    later: str
    later_at_once: str
    past_last: str
    first_citation: str
    later_citation: str


def schedule_of(derivation: Derivation[Law]) -> CappedSchedule:
    """The schedule of the derivation's capped class."""
    if derivation.payment_class == "capped":
        return derivation.law.capped
    return derivation.law.capped_power_wheelchair


def month_of_new_fee(
    derivation: Derivation[Law],
    new_fee: ExactCents,
    month: CappedMonth,
    schedule: CappedSchedule,
    wording: CappedWording,
) -> tuple[int, str]:
    """The month's rent from the fee if new, by the rounding that was chosen, and its clause."""
    first = schedule.first_percentage
    if month.is_first:
        return derivation.percent(wording.first, first, new_fee), wording.first_citation
    later = schedule.later_percentage
    if derivation.reading("months_4_to_13_rounding") == "each_step":
        # ``percent`` twice, written out: nearly every month of a shop comes this way.
        amount = (new_fee * first + HALF) // HUNDRED
        cents = (amount * later + HALF) // HUNDRED
        derivation.steps += (
            (wording.first, amount, first, new_fee),
            (wording.later, cents, later, amount),
        )
        return cents, wording.later_citation
    cents = share(new_fee, first * later, HUNDRED * HUNDRED)
    derivation.step(wording.later_at_once, cents, later, first, new_fee)
    return cents, wording.later_citation
