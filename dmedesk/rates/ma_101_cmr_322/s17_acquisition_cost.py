"""322.03(17) and 322.02: the adjusted acquisition cost, and how it is proved.

(a) All discounts count, in the order in which they were applied. The net is the invoice price, or
the list price less the discounts.
(b) The cost never exceeds the manufacturer's current catalogue price.
(c) Where a quote was authorised in a prior authorization and the actual price is lower, the lower
price is the cost; a dearer invoice does not raise an authorised quote.
322.02: a discount for timely payment may be kept, but not more than 5%; the rest is passed on.
Shipping, handling, tax and insurance are never part of the cost.

Each discount step is exact; the cost is rounded once, at the end.
"""

from fractions import Fraction

from dmedesk.rates.answer import Candidate, Unpriced
from dmedesk.rates.derivation import HUNDRED, Derivation
from dmedesk.rates.law import MassHealthLaw
from dmedesk.rates.money import ExactCents, exact, round_half_up
from dmedesk.rates.question import Acquisition, Discount, Percentage, Request
from dmedesk.rates.wording import citation_of, plain_number

_CEILINGS = ("s17.quote", "s17.catalogue")
METHOD = ("101 CMR 322.02, adjusted acquisition cost", "101 CMR 322.03(17)(a)")


def faults(acquisition: Acquisition) -> list[str]:
    """What is wrong with the figures of an acquisition themselves, in words."""
    percentages = (
        acquisition.timely_payment_percentage,
        *(discount.percentage for discount in acquisition.discounts),
    )
    found = [
        f"acquisition: a percentage of {plain_number(percentage)} is above {HUNDRED}"
        for percentage in percentages
        if percentage is not None and percentage > HUNDRED
    ]
    if not found and acquisition.list_price is not None:
        left = acquisition.list_price
        for discount in acquisition.discounts:
            left = _less(left, discount)
            if left < 0:
                return ["acquisition: a discount of more than is left of the list price"]
    return found


def is_cost_given(request: Request) -> bool:
    """Whether the question brings a cost; a catalogue price alone is none."""
    acquisition = request.acquisition
    if acquisition is None:
        return request.adjusted_acquisition_cost is not None
    prices = (acquisition.invoice_price, acquisition.list_price, acquisition.quote_price)
    return any(price is not None for price in prices)


def cost_given(derivation: Derivation[MassHealthLaw]) -> ExactCents | None:
    """The cost that the question brings, as it is or worked out; ``None`` where it brings none."""
    request = derivation.request
    if request.acquisition is None:
        return request.adjusted_acquisition_cost
    return cost_of(derivation, request.acquisition)


def acquisition_cost(derivation: Derivation[MassHealthLaw]) -> Candidate:
    """The cost of one unit as an answer of its own."""
    acquisition = derivation.request.acquisition
    cost = None if acquisition is None else cost_of(derivation, acquisition)
    if cost is None:
        raise Unpriced(
            "missing_acquisition_cost",
            "no invoice price, list price or quote is given, and a catalogue price alone is no "
            "cost. Enter one of them in acquisition.",
            METHOD[1],
        )
    return Candidate(cost, "individual_consideration", (*METHOD, *binding_clauses(derivation)))


def binding_clauses(derivation: Derivation[MassHealthLaw]) -> tuple[str, ...]:
    """The clauses of the quote or catalogue price that the cost was kept to, if it was."""
    return tuple(citation_of(step[0]) for step in derivation.steps if step[0] in _CEILINGS)


def cost_of(derivation: Derivation[MassHealthLaw], acquisition: Acquisition) -> int | None:
    """The adjusted acquisition cost in whole cents; ``None`` without a price that is one.

    A catalogue price alone is none.
    """
    aside = derivation.aside()
    net = _net(aside, acquisition)
    if net is None:
        return None
    cost = _pass_on_timely_payment(aside, net, acquisition.timely_payment_percentage)
    catalogue = acquisition.catalogue_price
    if catalogue is not None and catalogue < cost:
        cost = catalogue
        aside.step("s17.catalogue", round_half_up(cost), catalogue)
    elif type(cost) is not int:
        aside.step("s17.rounded", round_half_up(cost))
    derivation.take_steps(aside)
    return round_half_up(cost)


def _net(derivation: Derivation[MassHealthLaw], acquisition: Acquisition) -> ExactCents | None:
    """Invoice, or list less discounts; never above the quote that was authorised."""
    net = acquisition.invoice_price
    if net is not None:
        derivation.step("s17.invoice", net)
    elif acquisition.list_price is not None:
        net = acquisition.list_price
        derivation.step("s17.list", net)
        for discount in acquisition.discounts:
            net = _discounted(derivation, net, discount)
    quote = acquisition.quote_price
    if quote is not None and (net is None or quote < net):
        derivation.step("s17.quote", quote)
        return quote
    return net


def _discounted(
    derivation: Derivation[MassHealthLaw], net: ExactCents, discount: Discount
) -> ExactCents:
    left = _less(net, discount)
    if discount.percentage is not None:
        derivation.step("s17.percentage", left, discount.percentage, net)
        return left
    assert discount.amount is not None
    derivation.step("s17.amount", left, discount.amount, net)
    return left


def _less(net: ExactCents, discount: Discount) -> ExactCents:
    if discount.percentage is not None:
        return exact(Fraction(net * (HUNDRED - discount.percentage), HUNDRED))
    assert discount.amount is not None
    return exact(Fraction(net - discount.amount))


def _pass_on_timely_payment(
    derivation: Derivation[MassHealthLaw], net: ExactCents, percentage: Percentage | None
) -> ExactCents:
    """322.02: up to 5% of a timely-payment discount is kept, the rest lowers the cost.

    Under the reading ``net_before`` the 5% are of the net; under ``resulting_cost`` of the cost
    that results, so that the net less the discount is 95% of it.
    """
    kept = derivation.law.timely_payment_kept_percentage
    if percentage is None:
        return net
    if percentage <= kept:
        derivation.step("s17.timely_kept", None, percentage, kept)
        return net
    if derivation.reading("timely_payment_base") == "net_before":
        cost = exact(Fraction(net * (HUNDRED - (percentage - kept)), HUNDRED))
        derivation.step("s17.timely", cost, percentage, kept, net)
        return cost
    paid = exact(Fraction(net * (HUNDRED - percentage), HUNDRED))
    derivation.step("s17.timely_paid", paid, percentage, net)
    cost = exact(Fraction(paid * HUNDRED, HUNDRED - kept))
    derivation.step("s17.timely_resulting", round_half_up(cost), HUNDRED - kept, paid)
    return round_half_up(cost)
