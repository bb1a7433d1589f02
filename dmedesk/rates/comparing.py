"""What every paragraph ends with: charge beside schedule, units, and the last month."""

from dmedesk.rates.answer import Candidate, Unpriced
from dmedesk.rates.derivation import Derivation
from dmedesk.rates.law import Law
from dmedesk.rates.money import round_half_up
from dmedesk.rates.wording import citation_of


def missing_charge(citation: str) -> Unpriced:
    """The refusal of a question without the provider's usual and customary charge."""
    return Unpriced(
        "missing_usual_charge",
        "the usual and customary charge is missing, and the law pays no more than that. Enter "
        "it as usual_charge, or as the product's usual rental or purchase charge.",
        citation,
    )


def require_charge(derivation: Derivation[Law], citation: str) -> None:
    """Refuses a question without the usual charge."""
    if derivation.request.usual_charge is None:
        raise missing_charge(citation)


def lower_of(derivation: Derivation[Law], schedule: Candidate, code: str) -> Candidate:
    """The lower of the usual charge and the schedule side; the schedule on a tie."""
    charge = derivation.request.usual_charge
    assert charge is not None
    cents = charge if type(charge) is int else round_half_up(charge)
    if cents < schedule.cents:
        derivation.steps.append((code, cents, schedule.cents, charge))
        return Candidate(cents, "usual_charge", (citation_of(code),))
    derivation.steps.append((code, schedule.cents, schedule.cents, charge))
    return schedule


def times_units(derivation: Derivation[Law], each: Candidate, code: str) -> Candidate:
    """The amount for all units: compared for one, then multiplied."""
    units = derivation.request.units
    if units == 1:
        return each
    total = each.cents * units
    derivation.step(code, total, units, each.cents)
    return Candidate(total, each.basis, each.citations)


def past_last_month(derivation: Derivation[Law], month: int, last: int, code: str) -> Candidate:
    """Nothing is payable after the last month."""
    derivation.step(code, 0, month, last)
    return Candidate(0, "not_payable", (citation_of(code),))
