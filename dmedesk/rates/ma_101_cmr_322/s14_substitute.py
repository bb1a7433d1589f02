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

from dataclasses import replace
from datetime import date, timedelta

from dmedesk.rates.answer import Candidate, Note, Priced, Unpriced
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
_RENTAL = ("RR",)
_CEILING = Note(
    "substitute_is_a_ceiling",
    "no KJ fee is on file for the code under repair, so this amount is a ceiling: a person "
    "confirms it before it is billed",
    OWNED,
)


def substitute(derivation: Derivation[MassHealthLaw]) -> Priced:
    """What may be charged for the substitute of one repair."""
    request = derivation.request
    if not request.owned_by_member:
        derivation.step("s14.rented", 0)
        return Candidate(0, "not_payable", (RENTED, RENTED_PROGRAM)), ()
    if request.substitute_already_paid:
        derivation.step("s14.second", 0)
        return Candidate(0, "not_payable", (ONCE,)), ()
    _put_as_new_at_home(derivation)
    if is_paid_by_the_day(derivation):
        return _by_the_day(derivation)
    month, modifiers = _month(derivation)
    derivation.step("s14.month", month.cents, month.cents)
    paid = Candidate(month.cents, month.basis, (OWNED, *month.citations))
    derivation.findings = _notes(month, modifiers)
    return paid, modifiers


def is_paid_by_the_day(derivation: Derivation[MassHealthLaw]) -> bool:
    """Whether 427.426(C) pays the substitute: the member's own oxygen and respiratory items."""
    return (
        derivation.family in OXYGEN_AND_RESPIRATORY
        and derivation.reading("oxygen_substitute") == "daily_thirtieth"
    )


def _put_as_new_at_home(derivation: Derivation[MassHealthLaw]) -> None:
    """Neither a used price nor a nursing facility enters."""
    derivation.request = replace(derivation.request, condition="new", setting="home")


def _month(derivation: Derivation[MassHealthLaw]) -> Priced:
    """The KJ row, else the formula of a KJ month, else (no capped code) the ordinary month.

    With the modifiers of the month: RR and KJ where it is a KJ month.
    """
    if derivation.payment_class in CAPPED:
        schedule = schedule_of(derivation)
        month = schedule.months[-1]
        return s18_capped_rental.month_rent(derivation, schedule, month), month.modifiers
    fee = derivation.fee(_KJ_ROW)
    if fee is not None and not isinstance(fee, str):
        return s01_purchase.row(derivation, _KJ_MODIFIERS, fee), _KJ_MODIFIERS
    if fee is not None:
        return s19.rent(derivation, asked=True), _RENTAL
    if derivation.payment_class == "inexpensive":
        return s06.inexpensive_month(derivation), _RENTAL
    return ordinary_month(derivation), _RENTAL


def _by_the_day(derivation: Derivation[MassHealthLaw]) -> Priced:
    """427.426(C): days times 1/30 of the ``RR`` row, without one of the month of (14)."""
    days = _payable_days(derivation)
    if days == 0:
        derivation.step("s14.no_day", 0)
        return Candidate(0, "not_payable", (BY_THE_DAY,)), ()
    fee, derivation.findings = _daily_base(derivation)
    parts = derivation.law.substitute_days_in_month
    cents = share(fee, days, parts)
    derivation.step("s14.by_the_day", cents, days, parts, fee)
    return Candidate(cents, "formula", (BY_THE_DAY,)), _RENTAL


def _daily_base(derivation: Derivation[MassHealthLaw]) -> tuple[ExactCents, tuple[Note, ...]]:
    """The monthly rent that is paid by thirtieths."""
    fee = derivation.fee("RR")
    if fee is None:
        month, modifiers = _month(derivation)
        rent = month.cents if month.unrounded is None else month.unrounded
        return rent, _notes(month, modifiers)
    if not isinstance(fee, str):
        return fee, (_CEILING,)
    if derivation.payment_class in CAPPED:
        schedule = schedule_of(derivation)
        considered = s18_capped_rental.rent_by_formula(
            derivation, schedule, schedule.months[-1], fee
        )
    else:
        considered = s19.rent(derivation, asked=True)
    return considered.cents, (_CEILING,)


def _payable_days(derivation: Derivation[MassHealthLaw]) -> int:
    """From the day after removal (by reading: the day itself) to the last payable day.

    That is the day of return or the fifth business day after removal, whichever is earlier.
    """
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


def _notes(month: Candidate, modifiers: tuple[str, ...]) -> tuple[Note, ...]:
    """A note where the month rests on neither a KJ row nor the KJ formula."""
    rests_on_kj = modifiers == _KJ_MODIFIERS and month.basis != "individual_consideration"
    return () if rests_on_kj else (_CEILING,)
