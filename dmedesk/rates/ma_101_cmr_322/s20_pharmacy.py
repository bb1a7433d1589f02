"""322.03(20): designated items that pharmacies bill through their online system.

The lower of the wholesale acquisition cost and the usual and customary charge, as 101 CMR 331.00
defines them.
"""

from dmedesk.rates.answer import Candidate, Unpriced
from dmedesk.rates.comparing import lower_of, require_charge
from dmedesk.rates.derivation import Derivation
from dmedesk.rates.law import MassHealthLaw
from dmedesk.rates.money import round_half_up

METHOD = "101 CMR 322.03(20)"


def pharmacy_item(derivation: Derivation[MassHealthLaw]) -> Candidate:
    """The amount for one unit."""
    require_charge(derivation, METHOD)
    wholesale = derivation.request.wholesale_acquisition_cost
    if wholesale is None:
        raise Unpriced(
            "missing_acquisition_cost",
            "the wholesale acquisition cost is missing. Enter wholesale_acquisition_cost.",
            METHOD,
        )
    cents = round_half_up(wholesale)
    derivation.step("s20.wholesale", cents, wholesale)
    return lower_of(
        derivation, Candidate(cents, "wholesale_acquisition_cost", (METHOD,)), "s20.lower"
    )
