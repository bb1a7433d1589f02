"""42 U.S.C. 1395m(a)(1)(B): a purchase, the lesser of the actual charge and the fee.

The fee is the ``NU`` row, of a used item the ``UE`` row; there is no formula.
"""

from dmedesk.rates.answer import Candidate, Priced
from dmedesk.rates.comparing import lower_of, require_charge, times_units
from dmedesk.rates.derivation import Derivation, missing_fee
from dmedesk.rates.law import MedicareLaw
from dmedesk.rates.medicare.rental import LESSER, published
from dmedesk.rates.money import round_half_up


def purchase(derivation: Derivation[MedicareLaw]) -> Priced:
    """The allowed amount for all units, and the modifiers of the row."""
    require_charge(derivation, LESSER)
    modifiers: tuple[str, ...] = ("UE",) if derivation.request.condition == "used" else ("NU",)
    fee = published(derivation, modifiers[0])
    if fee is None and modifiers == ("NU",):
        fee, modifiers = published(derivation, ""), ()
    if fee is None:
        raise missing_fee(derivation, modifiers[0] if modifiers else "NU", LESSER)
    cents = round_half_up(fee)
    derivation.step("medicare.row", cents, " ".join(modifiers) or "without modifiers", fee)
    offered = lower_of(derivation, Candidate(cents, "schedule_row", (LESSER,)), "medicare.lesser")
    return times_units(derivation, offered, "medicare.units"), modifiers
