"""322.03(14): the substitute while equipment is in the shop; and 130 CMR 427.426(C) beside it.

(a) For the member's own equipment a comparable substitute is supplied on rent: one month's KJ fee
of the code under repair, once a repair.
(b) Never more than one month's fee for one repair.
(c) For rented equipment the substitute costs nothing extra; the rent goes on.

130 CMR 427.426(C), oxygen and respiratory equipment: 1/30 of the month a day, and no day after the
fifth business day from removal without prior authorization. Which of the two rules binds there is
a reading (``oxygen_substitute``); whether the day of removal is paid another (``removal_day``).

No usual charge, no used price and no nursing-facility factor enters. A code without a KJ month has
no fee that (14) names: the ordinary month is then a ceiling, to be confirmed by a person.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeAlias

from dmedesk.rates.answer import Candidate, Note, Unpriced
from dmedesk.rates.capped import schedule_of
from dmedesk.rates.derivation import OXYGEN_AND_RESPIRATORY, Derivation
from dmedesk.rates.law import MassHealthLaw
from dmedesk.rates.ma_101_cmr_322 import s01_purchase, s18_capped_rental
from dmedesk.rates.ma_101_cmr_322 import s06_option_to_purchase as s06
from dmedesk.rates.ma_101_cmr_322 import s19_individual_consideration as s19
from dmedesk.rates.ma_101_cmr_322.rental import CAPPED, ordinary_month
from dmedesk.rates.ma_101_cmr_322.s15_recalls import business_days_after
from dmedesk.rates.money import ExactCents, share
from dmedesk.rates.question import Calendar, rows_key

OWNED = "101 CMR 322.03(14)(a)"
ONCE = "101 CMR 322.03(14)(b)"
RENTED = "101 CMR 322.03(14)(c)"
RENTED_PROGRAM = "130 CMR 409.420(C)"
BY_THE_DAY = "130 CMR 427.426(C)"
_KJ_MODIFIERS = ("RR", "KJ")
_KJ_ROW = rows_key(_KJ_MODIFIERS)


Substitute: TypeAlias = tuple[Candidate, tuple[str, ...], tuple[Note, ...]]
"""The answer for a substitute: amount, modifiers, and a note where it is only a ceiling."""


@dataclass(frozen=True, slots=True)
class _Month:
    """One month of the code under repair; ``is_kj`` where (14) names it."""

    cents: ExactCents
    candidate: Candidate
    is_kj: bool


def substitute(derivation: Derivation[MassHealthLaw]) -> Substitute:
    """What may be charged for the substitute of one repair."""
    request = derivation.request
    if not request.owned_by_member:
        derivation.step("s14.rented", 0)
        return Candidate(0, "not_payable", (RENTED, RENTED_PROGRAM)), (), ()
    if request.substitute_already_paid:
        derivation.step("s14.second", 0)
        return Candidate(0, "not_payable", (ONCE,)), (), ()
    _put_as_new_at_home(derivation)
    if is_paid_by_the_day(derivation):
        return _by_the_day(derivation)
    month = _month(derivation)
    derivation.step("s14.month", month.candidate.cents, month.candidate.cents)
    candidate = month.candidate
    candidate.citations = (OWNED, *candidate.citations)
    modifiers = _KJ_MODIFIERS if month.is_kj else ("RR",)
    return candidate, modifiers, () if month.is_kj else (_ceiling_note(OWNED),)


def is_paid_by_the_day(derivation: Derivation[MassHealthLaw]) -> bool:
    """Whether 427.426(C) pays the substitute: the member's own oxygen and respiratory items."""
    return (
        derivation.family in OXYGEN_AND_RESPIRATORY
        and derivation.reading("oxygen_substitute") == "daily_thirtieth"
    )


def _put_as_new_at_home(derivation: Derivation[MassHealthLaw]) -> None:
    """Neither a used price nor a nursing facility enters."""
    derivation.request = replace(derivation.request, condition="new", setting="home")


def _month(derivation: Derivation[MassHealthLaw]) -> _Month:
    """The KJ row, else the formula of a KJ month, else (no capped code) the ordinary month."""
    if derivation.payment_class in CAPPED:
        schedule = schedule_of(derivation)
        capped = s18_capped_rental.month_rent(derivation, schedule, schedule.months[-1])
        return _Month(capped.cents, capped, is_kj=True)
    fee = derivation.fee(_KJ_ROW)
    if fee is not None and not isinstance(fee, str):
        row = s01_purchase.row(derivation, _KJ_MODIFIERS, fee)
        return _Month(row.cents, row, is_kj=True)
    if fee is not None:
        considered = s19.rent(derivation, asked=True)
        return _Month(considered.cents, considered, is_kj=True)
    if derivation.payment_class == "inexpensive":
        ordinary = s06.inexpensive_month(derivation)
    else:
        ordinary = ordinary_month(derivation)
    return _Month(ordinary.cents, ordinary, is_kj=False)


def _by_the_day(derivation: Derivation[MassHealthLaw]) -> Substitute:
    """427.426(C): days times 1/30 of the month, rounded once."""
    days = _payable_days(derivation)
    if days == 0:
        derivation.step("s14.no_day", 0)
        return Candidate(0, "not_payable", (BY_THE_DAY,)), (), ()
    base, is_kj = _daily_base(derivation)
    parts = derivation.law.substitute_days_in_month
    cents = share(base, days, parts)
    derivation.step("s14.by_the_day", cents, days, parts, base)
    notes = () if is_kj else (_ceiling_note(BY_THE_DAY),)
    return Candidate(cents, "formula", (BY_THE_DAY,)), ("RR",), notes


def _daily_base(derivation: Derivation[MassHealthLaw]) -> tuple[ExactCents, bool]:
    """The ``RR`` row, without one the month of (14); and whether that is a KJ month."""
    fee = derivation.fee("RR")
    if fee is not None and not isinstance(fee, str):
        return fee, False
    month = _month(derivation)
    return month.cents, month.is_kj


def _payable_days(derivation: Derivation[MassHealthLaw]) -> int:
    """From the day after removal (by reading: the day itself) to the return or the fifth business
    day after removal, whichever is earlier."""
    request, calendar = derivation.request, derivation.calendar
    removed_on = request.removed_on
    assert removed_on is not None
    if calendar is None:
        raise ValueError("a substitute paid by the day needs the calendar of business days")
    business_days = derivation.law.substitute_last_business_day
    last_on = _business_day_after(removed_on, business_days, calendar)
    returned_on = request.returned_on
    if returned_on is not None and returned_on < last_on:
        last_on = returned_on
    first_on = removed_on
    if derivation.reading("removal_day") == "not_payable":
        first_on += timedelta(days=1)
    days = (last_on - first_on).days + 1
    derivation.step(
        "s14.days", None, days, str(first_on), str(last_on), business_days, str(removed_on)
    )
    return days


def _business_day_after(day: date, count: int, calendar: Calendar) -> date:
    try:
        return business_days_after(day, count, calendar)
    except OverflowError:
        raise Unpriced(
            "bad_request", f"removed_on {day} is at the end of all calendars", BY_THE_DAY
        ) from None


def _ceiling_note(citation: str) -> Note:
    return Note(
        "substitute_is_a_ceiling",
        "the code under repair has no KJ month, so this amount is a ceiling: a person confirms it "
        "before it is billed",
        citation,
    )
