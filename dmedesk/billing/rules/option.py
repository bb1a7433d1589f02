"""The purchase option of a rental: every ceiling with its clause, which one bites, the price left.

322.03(6)(a), (e), (f). Every amount is the rate engine's own answer: a ceiling is what it would
ask if nothing had been paid, by the reading in question; the price is what its charge will bear.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, TypeAlias

from dmedesk.billing.rules.charge_pricing import quote_of
from dmedesk.billing.rules.charges import ChargeFact
from dmedesk.billing.rules.pricing import RULED, FeesOf, Price
from dmedesk.kit.findings import Finding, Severity
from dmedesk.rates.answer import Quote, Refusal
from dmedesk.rates.ma_101_cmr_322.s01_purchase import AS_USED, CHARGE
from dmedesk.rates.ma_101_cmr_322.s06_purchase_option import THIRTEEN_MONTHS, TOTAL
from dmedesk.rates.question import Condition
from dmedesk.rentals.rules import AfterNo, RentalFact, has_stopped
from dmedesk.shop.rules.policies import ReadingsOf

_CEILING = "purchase_ceiling"
_NEW_FEE, _THIRTEEN = "new_fee", "thirteen_months"


class OptionMonth(NamedTuple):
    """A month before the day of the offer: what was billed of it, or why nothing was.

    ``cents`` is None where the month was billed before the move, all of those in one sum.
    """

    number: int
    from_on: date
    until_on: date
    cents: int | None
    about: str
    is_paid: bool = True


class Ceiling(NamedTuple):
    """One limit of the price with its clause; ``bites`` marks the one that the price rests on."""

    words: str
    clause: str
    cents: int
    bites: bool


@dataclass(frozen=True, slots=True)
class OptionPrice:
    """What the engine says: the price left to pay, or why there is none, and every ceiling."""

    answer: Quote | Refusal
    ceilings: tuple[Ceiling, ...] = ()

    @property
    def cents(self) -> int | None:
        """The price left to pay; None where there is none."""
        return self.answer.amount_cents if isinstance(self.answer, Quote) else None


def option_price(
    charge: ChargeFact, *, price: Price, fees: FeesOf, readings: ReadingsOf
) -> OptionPrice:
    """The price of the charge that taking the option would make, with the ceilings beside it."""
    answer = quote_of(charge, price=price, fees=fees, readings=readings)
    if charge.payer.regime not in RULED or not isinstance(answer, Quote):
        return OptionPrice(answer)
    bites = _biting(answer, is_used=charge.condition == "used")

    def limit(option: str, condition: Condition) -> Quote | None:
        asked = replace(
            charge,
            condition=condition,
            asked={**(charge.asked or {}), "paid_to_date": "0.00"},
            usual_charge_cents=None,
        )
        found = quote_of(asked, price=price, fees=fees, readings=_with(readings, option))
        return found if isinstance(found, Quote) else None

    return OptionPrice(answer, tuple(_ceilings(charge, limit, bites)))


_Limit: TypeAlias = Callable[[str, Condition], Quote | None]
"""The ceiling alone, by a reading, of a new or a used item."""


def _ceilings(charge: ChargeFact, limit: _Limit, bites: str) -> Iterator[Ceiling]:
    new_fee = limit(_NEW_FEE, "new")
    if new_fee is not None:
        words = "All payments: the fee as new"
        yield Ceiling(words, TOTAL, new_fee.amount_cents, bites == TOTAL)
        thirteen = limit(_THIRTEEN, "new") if THIRTEEN_MONTHS in new_fee.citations else None
        if thirteen is not None:
            words = "The capped months of rent together"
            clause = _together(thirteen.citations)
            yield Ceiling(words, clause, thirteen.amount_cents, bites == THIRTEEN_MONTHS)
    used = limit(_NEW_FEE, "used") if charge.condition == "used" else None
    if used is not None:
        words = "A used item: its share of the fee as new"
        yield Ceiling(words, AS_USED, used.amount_cents, bites == AS_USED)
    if charge.usual_charge_cents is not None:
        words = "The usual charge of a purchase"
        yield Ceiling(words, CHARGE, charge.usual_charge_cents, bites == CHARGE)


def _together(citations: Sequence[str]) -> str:
    """Clauses of one regulation in short: ``101 CMR 322.03(6)(f), (18)``."""
    first, *others = citations
    regulation = first.partition("(")[0]
    return ", ".join([first, *(one.removeprefix(regulation) for one in others)])


def _biting(answer: Quote, *, is_used: bool) -> str:
    """The clause of the ceiling that the price rests on."""
    if answer.basis == "usual_charge":
        return CHARGE
    if is_used:
        return AS_USED
    return THIRTEEN_MONTHS if answer.readings.get(_CEILING) == _THIRTEEN else TOTAL


def _with(readings: ReadingsOf, option: str) -> ReadingsOf:
    """The shop's readings, but for the one of the ceiling."""

    def chosen(regime: str, payer_code: str, day: date) -> Mapping[str, str]:
        return {**readings(regime, payer_code, day), _CEILING: option}

    return chosen


def taking_findings(
    rental: RentalFact, price: OptionPrice, months: Sequence[OptionMonth], *, on: date, today: date
) -> Iterator[Finding]:
    """Everything that keeps the option from being taken on a day, each with what helps."""
    number, terms = rental.rental_no, rental.terms
    if on > today:
        yield _stop("day_to_come", "The day is still to come.", f"Enter a day up to {today}.")
    if terms.ended_on is not None:
        message = f"Rental {number} ended on {terms.ended_on}."
        yield _stop("rental_has_ended", message, "Nothing is left to be bought of it.")
    if on < terms.started_on:
        message = f"Rental {number} began on {terms.started_on} only."
        yield _stop("not_begun", message, "Enter a later day.")
    if has_stopped(terms.deceased_on, terms.left_on, on):
        message = "The member had died or left by that day."
        yield _stop("member_is_gone", message, "Fetch the unit; nothing is sold.")
    yield from _months(months, on)
    yield from _priced(price.answer)


_ANSWERABLE = frozenset({"day_to_come", "rental_has_ended", "not_begun", "member_is_gone"})


def declining_findings(
    rental: RentalFact, found: Sequence[Finding], then: AfterNo, *, on: date, today: date
) -> Iterator[Finding]:
    """Everything that keeps an offer from being declined on a day; ``found`` keeps it from being
    taken.

    No text that we have says what a declined offer does. So it is said each time: the rental ends
    on a day, up to which its months are due, or it goes on for a reason.
    """
    yield from (one for one in found if one.code in _ANSWERABLE)
    ends_on = then.ends_on
    if ends_on is None:
        if not then.goes_on_why:
            message = "It is not said what follows."
            remedy = "Enter the day on which the rental ends, or why it goes on."
            yield _stop("what_follows_missing", message, remedy, "ends_on")
        return
    if then.goes_on_why:
        message = "The rental cannot end and go on."
        yield _stop("ends_and_goes_on", message, "Leave one of the two empty.", "goes_on_why")
    if ends_on < on:
        message = f"The offer was declined on {on}, and the rental ends for it."
        yield _stop("ends_before_the_answer", message, f"Enter {on} or later.", "ends_on")
    if ends_on > today:
        remedy = f"Enter a day up to {today}; a later pickup is its slip's."
        yield _stop("end_to_come", "The day is still to come.", remedy, "ends_on")
    for from_on in sorted(rental.ledger):
        if from_on >= ends_on and rental.stands_billed(from_on):
            message = f"The month from {from_on} on is billed already."
            remedy = "Credit it first, or choose a later day."
            yield _stop("month_billed_beyond", message, remedy, "ends_on")


def _months(months: Sequence[OptionMonth], on: date) -> Iterator[Finding]:
    """Months that begin before the day are billed, and none that begins later."""
    for month in months:
        named = f"Month {month.number}, from {month.from_on} on,"
        if not month.is_paid and month.from_on < on:
            about = f": {month.about}" if month.about else ""
            remedy = "Post it, or release what holds it, first: the price counts what is paid."
            yield _stop("month_not_billed", f"{named} is not billed{about}.", remedy)
        elif month.is_paid and month.from_on >= on:
            remedy = "Credit it first, or choose a later day."
            yield _stop("month_billed_beyond", f"{named} is billed already.", remedy)


def _priced(answer: Quote | Refusal) -> Iterator[Finding]:
    if isinstance(answer, Refusal):
        clause = f" ({answer.citation})" if answer.citation else ""
        helps = _HELPS.get(answer.reason, "Enter the fee as new under Rates.")
        yield _stop(f"no_price_{answer.reason}", f"{_sentence(answer.message)}{clause}", helps)
    elif answer.basis == "not_payable":
        clauses = ", ".join(answer.citations)
        message = f"Nothing is left to pay: the ceiling is paid already ({clauses})."
        yield _stop("nothing_payable", message, "Nothing is charged for it any more.")


_HELPS: Mapping[str, str] = {
    "bad_request": "Enter the payment class with the product, or with its fee under Rates.",
    "missing_usual_charge": "Enter the usual charge of a purchase with the product.",
    "no_rule_applies": "Nothing is offered under these rules; the rental goes on.",
    "outside_effective_dates": "Choose a day that the rules in hand cover.",
}
"""What helps where the engine refuses, by its reason; else it is a fee that is missing."""


def _sentence(message: str) -> str:
    return f"{message[:1].upper()}{message[1:]}"


def _stop(code: str, message: str, remedy: str, field: str = "on") -> Finding:
    return Finding(Severity.STOP, code, message, field=field, remedy=remedy)
