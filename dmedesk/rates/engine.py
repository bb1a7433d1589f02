"""``price``: one question in, one answer out. The shared rate engine of DMEDesk.

The order of refusals is part of the public format: a bad request first, then the day of service,
then whether any rule applies, then what the rule needs.
"""

from collections.abc import Callable

from dmedesk.rates import law as laws
from dmedesk.rates.answer import Candidate, Priced, Quote, Refusal, Unpriced
from dmedesk.rates.checks import faults
from dmedesk.rates.comparing import require_charge, times_units
from dmedesk.rates.derivation import Derivation
from dmedesk.rates.law import Editions, Law, MassHealthLaw, MedicareLaw
from dmedesk.rates.ma_101_cmr_322 import (
    rental_limits,
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
from dmedesk.rates.wording import citation_of

_NO_ROWS: Rows = {}


def price(
    request: Request, book: RateBook | None = None, calendar: Calendar | None = None
) -> Quote | Refusal:
    """The amount that the rules of the request's regime allow, with its derivation.

    ``book`` is asked for the fee rows, class and family of ``request.hcpcs`` that the request does
    not bring itself. ``calendar`` tells business days; only a substitute that is paid by the day
    needs it, and raises ``ValueError`` without one.
    """
    rows, payment_class, family = request.rows, request.payment_class, request.family or "dme"
    if book is not None and request.hcpcs is not None:
        rows, payment_class, family = _looked_up(request, book, request.hcpcs)
    try:
        found = faults(request, payment_class, family)
        if found:
            raise Unpriced("bad_request", "; ".join(found))
        if request.regime == "medicare":
            return _medicare(request, rows or _NO_ROWS, payment_class, family)
        law = laws.masshealth().on(request.on)
        if law is None:
            raise _outside(laws.masshealth(), request)
        derivation = Derivation(request, law, rows or _NO_ROWS, payment_class, family, calendar)
        if request.new_code:
            _turn_new_code(derivation)
        if request.service == "rental" and payment_class is not None:
            candidate, modifiers = rental_limits.RENT[payment_class](derivation)
        else:
            candidate, modifiers = _MASSHEALTH[request.service](derivation)
    except Unpriced as unpriced:
        return unpriced.refusal
    citations = candidate.citations
    if derivation.new_code is not None and candidate.basis in ("schedule_row", "formula"):
        citations = (citation_of(derivation.new_code.wording), *citations)
    return Quote(
        candidate.cents,
        modifiers,
        candidate.basis,
        citations,
        derivation.readings,
        derivation.steps,
        derivation.findings,
    )


def _looked_up(
    request: Request, book: RateBook, hcpcs: str
) -> tuple[Rows | None, PaymentClass | None, Family]:
    """The rows, class and family of the question: its own, else the rate book's."""
    rows, payment_class, family = request.rows, request.payment_class, request.family
    fees = book.fees(request.regime, hcpcs, request.on)
    if fees is not None:
        rows = fees.rows if rows is None else rows
        payment_class = payment_class or fees.payment_class
        family = family or fees.family
    return rows, payment_class, family or "dme"


def _outside(editions: Editions[Law], request: Request) -> Unpriced:
    return Unpriced(
        "outside_effective_dates",
        f"{request.on} is before the first edition in hand ({editions.name}). Bill that day by the "
        "rules of its time.",
        editions.citation,
    )


def _turn_new_code(derivation: Derivation[MassHealthLaw]) -> None:
    """322.03(16): a new code's rows are made of Medicare's."""
    request = derivation.request
    month = request.rental_month if request.service == "rental" else None
    derivation.rows, derivation.new_code = s16_new_codes.turn_rows(
        request.medicare_rows or _NO_ROWS, derivation.law, derivation.family, month
    )


def _medicare(
    request: Request, rows: Rows, payment_class: PaymentClass | None, family: Family
) -> Quote:
    """The answer under 42 U.S.C. 1395m(a)."""
    law = laws.medicare().on(request.on)
    if law is None:
        raise _outside(laws.medicare(), request)
    rule = _MEDICARE.get(request.service)
    if rule is None:
        raise Unpriced(
            "no_rule_applies",
            f"Medicare is priced here for purchase and rental, and not for {request.service}. "
            "Ask for one of the two, or for masshealth.",
            "42 USC 1395m(a)",
        )
    derivation = Derivation(request, law, rows, payment_class, family, None)
    candidate, modifiers = rule(derivation)
    return Quote(
        candidate.cents,
        modifiers,
        candidate.basis,
        candidate.citations,
        derivation.readings,
        derivation.steps,
    )


def _purchase(derivation: Derivation[MassHealthLaw]) -> Priced:
    require_charge(derivation, s01_purchase.CHARGE)
    each, modifiers = s01_purchase.purchase(derivation)
    return times_units(derivation, each, "s01.units"), modifiers


def _unit_item(
    rule: Callable[[Derivation[MassHealthLaw]], Candidate],
) -> Callable[[Derivation[MassHealthLaw]], Priced]:
    """A rule for one unit without modifiers, made a rule for all units."""

    def priced(derivation: Derivation[MassHealthLaw]) -> Priced:
        return times_units(derivation, rule(derivation), "s01.units"), ()

    return priced


_MASSHEALTH: dict[str, Callable[[Derivation[MassHealthLaw]], Priced]] = {
    "purchase": _purchase,
    "purchase_option": s06_purchase_option.purchase_option,
    "substitute": s14_substitute.substitute,
    "direct_service": s02_direct_service.direct_service,
    "infusion_day": _unit_item(s05_infusion.day),
    "pharmacy_item": _unit_item(s20_pharmacy.pharmacy_item),
    "acquisition_cost": _unit_item(s17_acquisition_cost.acquisition_cost),
}
_MEDICARE: dict[str, Callable[[Derivation[MedicareLaw]], Priced]] = {
    "purchase": medicare_purchase.purchase,
    "rental": medicare_rental.rental,
}
