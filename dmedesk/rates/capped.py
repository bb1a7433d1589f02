"""Capped rent, as 322.03(18) and 42 U.S.C. 1395m(a)(7) both build it.

A percentage of the new purchase fee for the first months, a percentage of that amount for the
rest, nothing after the last.
"""

from dataclasses import dataclass

from dmedesk.rates.derivation import HUNDRED, Derivation
from dmedesk.rates.law import CappedSchedule, Law
from dmedesk.rates.money import ExactCents, share


@dataclass(frozen=True, slots=True)
class MonthRow:
    """The fee row of a capped rental month: how it is keyed, and its modifiers as billed."""

    key: str
    modifiers: tuple[str, str]


INITIAL = MonthRow("KH RR", ("RR", "KH"))
SECOND_AND_THIRD = MonthRow("KI RR", ("RR", "KI"))
LATER = MonthRow("KJ RR", ("RR", "KJ"))


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
    law = derivation.law
    if derivation.payment_class == "capped_power_wheelchair":
        return law.capped_power_wheelchair
    return law.capped


def month_row(schedule: CappedSchedule, month: int) -> MonthRow:
    """The row of a rental month: KH the first, KI to the end of the first months, KJ after."""
    if month > schedule.first_months:
        return LATER
    return SECOND_AND_THIRD if month > 1 else INITIAL


def month_of_new_fee(
    derivation: Derivation[Law],
    new_fee: ExactCents,
    month: int,
    schedule: CappedSchedule,
    wording: CappedWording,
) -> int:
    """The month's rent from the fee if new, in whole cents, by the rounding that was chosen."""
    first = schedule.first_percentage
    if month <= schedule.first_months:
        return derivation.percent(wording.first, first, new_fee)
    later = schedule.later_percentage
    if derivation.reading("months_4_to_13_rounding") == "each_step":
        return derivation.percent(
            wording.later, later, derivation.percent(wording.first, first, new_fee)
        )
    cents = share(new_fee, first * later, HUNDRED * HUNDRED)
    derivation.step(wording.later_at_once, cents, later, first, new_fee)
    return cents


def month_citation(schedule: CappedSchedule, month: int, wording: CappedWording) -> str:
    """The clause that a month's formula stands in."""
    return wording.first_citation if month <= schedule.first_months else wording.later_citation
