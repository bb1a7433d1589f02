"""322.03(19): individual consideration, where the schedule says I.C. or has no row.

The lower of (a) the usual and customary charge and (b), as applicable:

1. to 4. for purchases, the adjusted acquisition cost plus the standard markup of the family. The
   text names a pair of percentages and leaves the choice to a definition that was not found, so
   the question has to bring one of the two;
5. for rent, one-tenth of the fee if purchased new;
6. for capped rent, the method of (18) over the fee if new (see ``s18_capped_rental``);
7. for used items, 75% of the fee if new (used rent one-tenth of that, (6)(d));
8. for covered drugs, the adjusted acquisition cost;
9. for home infusion, the cost of the day plus 20% plus $8.00, as in (5)(b).

The fee if new is the ``NU`` row where it has an amount, else the cost plus the markup.
"""

from typing import TypeAlias

from dmedesk.rates.answer import Candidate, Unpriced
from dmedesk.rates.derivation import HUNDRED, Derivation, missing_fee
from dmedesk.rates.law import Markup, MassHealthLaw
from dmedesk.rates.ma_101_cmr_322 import s17_acquisition_cost
from dmedesk.rates.money import ExactCents, round_half_up, share

CONSIDERATION = "101 CMR 322.03(19)"
DRUG = "101 CMR 322.03(19)(b)8"
RENT = "101 CMR 322.03(19)(b)5"
CAPPED_RENT = "101 CMR 322.03(19)(b)6"
USED = "101 CMR 322.03(19)(b)7"
INFUSION = ("101 CMR 322.03(5)(b)", "101 CMR 322.03(19)(b)9")


NewFee: TypeAlias = tuple[ExactCents, tuple[str, ...]]
"""The fee if purchased new, and the clauses of the cost plus markup; no clauses for a row."""

NO_COST: tuple[str, ...] = ()


def fee_if_new(derivation: Derivation[MassHealthLaw], *, asked: bool = False) -> NewFee:
    """The ``NU`` row where it has an amount, else cost plus markup.

    ``asked`` says that an I.C. row already asked for individual consideration: a missing cost is
    then what is missing, and not the row.
    """
    fee = derivation.rows.get("NU")
    if type(fee) is int and fee > 0 and derivation.new_code is None:
        # Nearly every fee: the rest of this function would come to the same.
        return fee, NO_COST
    fee, _ = derivation.new_fee_row()
    if fee is not None and not isinstance(fee, str):
        return fee, NO_COST
    return cost_plus_markup(derivation, asked=asked or fee is not None)


def cost_plus_markup(derivation: Derivation[MassHealthLaw], *, asked: bool) -> NewFee:
    """(b)1 to 4, 8 and 9: the adjusted acquisition cost plus the markup of the family."""
    cost = _cost(derivation, asked=asked)
    if derivation.family == "infusion":
        return _infusion(derivation, cost), INFUSION
    if derivation.family == "drug":
        cents = round_half_up(cost)
        derivation.step_once("s19.drug", cents, cost)
        return cents, (DRUG,)
    markups = derivation.law.markups
    markup = markups.get(derivation.family, markups["others"])
    percentage = _chosen(derivation, markup)
    cents = share(cost, HUNDRED + percentage, HUNDRED)
    code = f"s19.{derivation.family}" if derivation.family in markups else "s19.others"
    derivation.step_once(code, cents, percentage, cost)
    return cents, (markup.citation,)


def rent(derivation: Derivation[MassHealthLaw], *, asked: bool) -> Candidate:
    """(b)5 and 7: a month's rent, one-tenth of the fee if new, used a tenth of 75% of it."""
    return rent_of(derivation, fee_if_new(derivation, asked=asked)[0])


def rent_of(derivation: Derivation[MassHealthLaw], new_fee: ExactCents) -> Candidate:
    """One-tenth of the fee if new; of a used item a tenth of 75% of it, in one rounding."""
    law = derivation.law
    tenth = law.consideration_rent_percentage
    if derivation.request.condition == "used":
        cents = share(new_fee, law.used_percentage * tenth, HUNDRED * HUNDRED)
        derivation.step("s19.used_rent", cents, tenth, law.used_percentage, new_fee)
        return Candidate(cents, "individual_consideration", (USED, RENT))
    cents = derivation.percent("s19.rent", tenth, new_fee)
    return Candidate(cents, "individual_consideration", (RENT,))


def purchase(derivation: Derivation[MassHealthLaw], *, asked: bool) -> Candidate:
    """(b)1 to 4, 8 and 9: a purchase as new, by cost plus markup."""
    new_fee, citations = cost_plus_markup(derivation, asked=asked)
    clauses = (*citations, *s17_acquisition_cost.binding_clauses(derivation))
    return Candidate(round_half_up(new_fee), "individual_consideration", clauses)


def used_purchase(derivation: Derivation[MassHealthLaw], new_fee: ExactCents) -> Candidate:
    """(b)7: a used item, 75% of the fee if new."""
    cents = derivation.percent("s19.used", derivation.law.used_percentage, new_fee)
    return Candidate(cents, "individual_consideration", (USED,))


def infusion_day(derivation: Derivation[MassHealthLaw], *, asked: bool) -> Candidate:
    """(b)9: the day of home infusion, whatever family the code is of."""
    cents = _infusion(derivation, _cost(derivation, asked=asked))
    return Candidate(cents, "individual_consideration", INFUSION)


def _infusion(derivation: Derivation[MassHealthLaw], cost: ExactCents) -> int:
    """The cost of the day plus the markup plus the professional service, rounded once."""
    law = derivation.law
    service = law.infusion_professional_service_cents
    marked_up = cost * (HUNDRED + law.infusion_markup_percentage) + HUNDRED * service
    cents = share(marked_up, 1, HUNDRED)
    derivation.step_once("s05.cost", cents, cost, law.infusion_markup_percentage, service)
    return cents


def _cost(derivation: Derivation[MassHealthLaw], *, asked: bool) -> ExactCents:
    """The cost given; else what is missing is the cost where an I.C. row asked, or the row."""
    cost = s17_acquisition_cost.cost_given(derivation)
    if cost is None:
        raise _missing_cost(derivation) if asked else missing_fee(derivation, "NU", CONSIDERATION)
    return cost


def _chosen(derivation: Derivation[MassHealthLaw], markup: Markup) -> int:
    """The percentage that the question chose of the pair that the family allows."""
    percentage = derivation.request.markup_percentage
    pair = " or ".join(f"{allowed}%" for allowed in markup.percentages)
    if percentage is None:
        raise Unpriced(
            "missing_markup",
            f"individual consideration takes a standard markup of {pair} here. Enter "
            "markup_percentage; which of the two applies is defined in 101 CMR 322.02.",
            markup.citation,
        )
    if percentage not in markup.percentages:
        raise Unpriced(
            "bad_markup",
            f"the standard markup is {pair} for the family {derivation.family}. Enter one of them "
            "as markup_percentage.",
            markup.citation,
        )
    return int(percentage)


def _missing_cost(derivation: Derivation[MassHealthLaw]) -> Unpriced:
    return Unpriced(
        "missing_acquisition_cost",
        f"{derivation.request.hcpcs or 'this code'} is priced by individual consideration, which "
        "starts from the adjusted acquisition cost. Enter adjusted_acquisition_cost, or the "
        "invoice, quote or list price and discounts as acquisition.",
        CONSIDERATION,
    )
