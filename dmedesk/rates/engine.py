"""``price``: one question in, one answer out. The shared rate engine of DMEDesk.

The order of refusals is part of the public format: a bad request first, then the day of service,
then whether any rule applies, then what the rule needs.
"""

from collections.abc import Callable

from dmedesk.rates import law as laws
from dmedesk.rates.answer import Candidate, Note, Quote, Refusal, Unpriced
from dmedesk.rates.checks import faults
from dmedesk.rates.comparing import require_charge, times_units
from dmedesk.rates.derivation import Derivation
from dmedesk.rates.law import Editions, Law, MassHealthLaw, MedicareLaw
from dmedesk.rates.ma_101_cmr_322 import (
    rental,
    s01_purchase,
    s02_direct_service,
    s05_infusion,
    s06_purchase_option,
    s14_substitute,
    s16_new_codes,
    s17_acquisition_cost,
    s20_pharmacy,
)
from dmedesk.rates.medicare import purchase as medicare_purchase
from dmedesk.rates.medicare import rental as medicare_rental
from dmedesk.rates.question import Calendar, Family, PaymentClass, RateBook, Request, Rows

_NO_ROWS: Rows = {}


def price(
    request: Request, book: RateBook | None = None, calendar: Calendar | None = None
) -> Quote | Refusal:
    """The amount that the rules of the request's regime allow, with its derivation.

    ``book`` is asked for the fee rows, class and family of ``request.hcpcs`` that the request does
    not bring itself. ``calendar`` tells business days; only a substitute that is paid by the day
    needs it, and raises ``ValueError`` without one.
    """
    try:
        if request.regime == "masshealth":
            return _masshealth(request, book, calendar)
        return _medicare(request, book, calendar)
    except Unpriced as unpriced:
        return unpriced.refusal


def _masshealth(request: Request, book: RateBook | None, calendar: Calendar | None) -> Quote:
    rows, payment_class, family = _looked_up(request, book)
    _refuse_faults(request, payment_class, family)
    law = _law_on(laws.masshealth(), request)
    derivation = Derivation(request, law, rows, payment_class, family, calendar)
    if request.new_code:
        month = request.rental_month if request.service == "rental" else None
        derivation.rows, derivation.new_code = s16_new_codes.turn_rows(
            request.medicare_rows or _NO_ROWS, law, family, month
        )
    return _MASSHEALTH[request.service](derivation)


def _medicare(request: Request, book: RateBook | None, calendar: Calendar | None) -> Quote:
    rows, payment_class, family = _looked_up(request, book)
    _refuse_faults(request, payment_class, family)
    law = _law_on(laws.medicare(), request)
    derivation = Derivation(request, law, rows, payment_class, family, calendar)
    rule = _MEDICARE.get(request.service)
    if rule is None:
        raise Unpriced(
            "no_rule_applies",
            f"Medicare is priced here for purchase and rental, and not for {request.service}.",
            "42 USC 1395m(a)",
        )
    return rule(derivation)


def _looked_up(request: Request, book: RateBook | None) -> tuple[Rows, PaymentClass | None, Family]:
    """The rows, class and family of the question: its own, else the rate book's."""
    rows, payment_class, family = request.rows, request.payment_class, request.family
    if book is not None and request.hcpcs is not None:
        fees = book.fees(request.regime, request.hcpcs, request.on)
        if fees is not None:
            rows = fees.rows if rows is None else rows
            payment_class = payment_class or fees.payment_class
            family = family or fees.family
    return (_NO_ROWS if rows is None else rows), payment_class, family or "dme"


def _refuse_faults(request: Request, payment_class: PaymentClass | None, family: Family) -> None:
    found = faults(request, payment_class, family)
    if found:
        raise Unpriced("bad_request", "; ".join(found))


def _law_on(editions: Editions[Law], request: Request) -> Law:
    law = editions.on(request.on)
    if law is None:
        raise Unpriced(
            "outside_effective_dates",
            f"{request.on} is before the first edition in hand ({editions.name}). Bill that day by "
            "the rules of its time.",
            editions.citation,
        )
    return law


def _quote(
    derivation: Derivation[Law],
    candidate: Candidate,
    modifiers: tuple[str, ...] = (),
    findings: tuple[Note, ...] = (),
) -> Quote:
    return Quote(
        candidate.cents,
        modifiers,
        candidate.basis,
        candidate.citations,
        derivation.readings,
        derivation.steps,
        findings,
    )


def _with_modifiers(
    rule: Callable[[Derivation[Law]], tuple[Candidate, tuple[str, ...]]],
) -> Callable[[Derivation[Law]], Quote]:
    """A rule that knows its modifiers, made to answer a quote."""

    def priced(derivation: Derivation[Law]) -> Quote:
        return _quote(derivation, *rule(derivation))

    return priced


def _purchase(derivation: Derivation[MassHealthLaw]) -> Quote:
    require_charge(derivation, s01_purchase.CHARGE)
    each, modifiers = s01_purchase.purchase(derivation)
    return _quote(derivation, times_units(derivation, each, "s01.units"), modifiers)


def _infusion_day(derivation: Derivation[MassHealthLaw]) -> Quote:
    return _quote(derivation, times_units(derivation, s05_infusion.day(derivation), "s01.units"))


def _pharmacy_item(derivation: Derivation[MassHealthLaw]) -> Quote:
    each = s20_pharmacy.pharmacy_item(derivation)
    return _quote(derivation, times_units(derivation, each, "s01.units"))


def _acquisition_cost(derivation: Derivation[MassHealthLaw]) -> Quote:
    each = s17_acquisition_cost.acquisition_cost(derivation)
    return _quote(derivation, times_units(derivation, each, "s01.units"))


def _substitute(derivation: Derivation[MassHealthLaw]) -> Quote:
    answer = s14_substitute.substitute(derivation)
    return _quote(derivation, answer.candidate, answer.modifiers, answer.findings)


_MASSHEALTH: dict[str, Callable[[Derivation[MassHealthLaw]], Quote]] = {
    "purchase": _purchase,
    "rental": _with_modifiers(rental.rental),
    "purchase_option": _with_modifiers(s06_purchase_option.purchase_option),
    "substitute": _substitute,
    "direct_service": _with_modifiers(s02_direct_service.direct_service),
    "infusion_day": _infusion_day,
    "pharmacy_item": _pharmacy_item,
    "acquisition_cost": _acquisition_cost,
}
_MEDICARE: dict[str, Callable[[Derivation[MedicareLaw]], Quote]] = {
    "purchase": _with_modifiers(medicare_purchase.purchase),
    "rental": _with_modifiers(medicare_rental.rental),
}
