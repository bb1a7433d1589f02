"""322.03(1): purchase of durable medical equipment and of medical and surgical supplies.

The lowest of (a) the usual and customary charge, (b) the preferred supplier rate of an
administrative bulletin plus its handling percentage, (c) the rebate agreement rate of a bulletin,
and (d) the schedule of 322.06. What no bulletin published is no candidate, and never zero.

The paragraph is titled purchase or rental but speaks of purchase: ordinary rent is the lower of
the charge and the schedule. Oxygen, respiratory devices and infusion have paragraphs of their own
with these two candidates alone.
"""

from dmedesk.rates.answer import Candidate, Priced, Unpriced
from dmedesk.rates.comparing import lower_of
from dmedesk.rates.derivation import HUNDRED, OXYGEN_AND_RESPIRATORY, RESPIRATORY, Derivation
from dmedesk.rates.law import MassHealthLaw
from dmedesk.rates.ma_101_cmr_322 import s05_infusion
from dmedesk.rates.ma_101_cmr_322 import s19_individual_consideration as s19
from dmedesk.rates.money import ExactCents, round_half_up, share
from dmedesk.rates.question import Bulletin

CHARGE = "101 CMR 322.03(1)(a)"
SCHEDULE = "101 CMR 322.03(1)(d)"
AS_NEW = "101 CMR 322.03(6)(b)"
AS_USED = "101 CMR 322.03(6)(e)"


def row(
    derivation: Derivation[MassHealthLaw], modifiers: tuple[str, ...], fee: ExactCents
) -> Candidate:
    """(d): a published row of the schedule, which wins over any formula."""
    cents = fee if type(fee) is int else round_half_up(fee)
    derivation.steps.append(("s01.row", cents, " ".join(modifiers) or "without modifiers", fee))
    return Candidate(cents, "schedule_row", (SCHEDULE,), None if fee is cents else fee)


def purchase(derivation: Derivation[MassHealthLaw]) -> Priced:
    """The amount for one unit, and the modifiers of the row."""
    if derivation.request.condition == "used":
        return _compared(derivation, used_schedule(derivation)), ("UE",)
    schedule, modifiers = _new_schedule(derivation)
    return _compared(derivation, schedule), modifiers


def used_schedule(derivation: Derivation[MassHealthLaw]) -> Candidate:
    """(6)(e): the ``UE`` row, else 75% of ``NU``; by (19)(b)7 where I.C. or cost stands in."""
    fee = derivation.fee("UE")
    if fee is not None and not isinstance(fee, str):
        offered = row(derivation, ("UE",), fee)
        offered.citations = (SCHEDULE, AS_USED)
        return offered
    new_fee, from_cost = s19.fee_if_new(derivation, asked=fee is not None)
    if fee is not None or from_cost:
        return s19.used_purchase(derivation, new_fee)
    cents = derivation.percent("s06.used", derivation.law.used_percentage, new_fee)
    return Candidate(cents, "formula", (AS_USED,))


def _new_schedule(derivation: Derivation[MassHealthLaw]) -> Priced:
    fee, modifiers = derivation.new_fee_row()
    if fee is None or isinstance(fee, str):
        return s19.purchase(derivation, asked=fee is not None), modifiers
    if derivation.family == "infusion":
        return s05_infusion.row(derivation, fee), modifiers
    offered = row(derivation, modifiers, fee)
    if derivation.family in RESPIRATORY:
        offered.citations = ("101 CMR 322.03(4)(a)2",)
    elif derivation.payment_class not in (None, "purchase_only"):
        offered.citations = (SCHEDULE, AS_NEW)
    return offered, modifiers


def _compared(derivation: Derivation[MassHealthLaw], schedule: Candidate) -> Candidate:
    """Two candidates for oxygen, respiratory devices and infusion; four for all else."""
    bulletin, family = derivation.request.bulletin, derivation.family
    has_four = family != "infusion" and family not in OXYGEN_AND_RESPIRATORY
    if bulletin is not None and has_four:
        return _lowest(derivation, schedule, bulletin)
    if schedule.basis == "individual_consideration":
        return lower_of(derivation, schedule, "s19.lower")
    if family == "infusion":
        return lower_of(derivation, schedule, "s05.lower")
    if family in RESPIRATORY:
        return lower_of(derivation, schedule, "s04.purchase_lower")
    return lower_of(derivation, schedule, "s01.lower")


def _lowest(
    derivation: Derivation[MassHealthLaw], schedule: Candidate, bulletin: Bulletin
) -> Candidate:
    """The lowest of all candidates; on a tie the schedule, then (b), then (c), then the charge."""
    charge = derivation.request.usual_charge
    assert charge is not None
    preferred, rebate = _preferred(derivation, bulletin), _rebate(derivation, bulletin)
    usual = Candidate(round_half_up(charge), "usual_charge", (CHARGE,))
    offered = [candidate for candidate in (schedule, preferred, rebate, usual) if candidate]
    lowest = min(offered, key=lambda candidate: candidate.cents)
    derivation.step(
        "s01.lowest",
        lowest.cents,
        schedule.cents,
        preferred.cents if preferred else "none",
        rebate.cents if rebate else "none",
        charge,
    )
    return lowest


def _preferred(derivation: Derivation[MassHealthLaw], bulletin: Bulletin) -> Candidate | None:
    """(b): the preferred supplier rate plus its handling percentage, rounded once."""
    rate = bulletin.preferred_rate
    if rate is None:
        return None
    _refuse_zero(rate, "preferred_rate", "101 CMR 322.03(1)(b)")
    handling = bulletin.handling_percentage or 0
    cents = share(rate * (HUNDRED + handling), 1, HUNDRED)
    derivation.step("s01.preferred", cents, rate, handling)
    return Candidate(cents, "preferred_rate", ("101 CMR 322.03(1)(b)",))


def _rebate(derivation: Derivation[MassHealthLaw], bulletin: Bulletin) -> Candidate | None:
    """(c): the rebate agreement rate."""
    rate = bulletin.rebate_rate
    if rate is None:
        return None
    _refuse_zero(rate, "rebate_rate", "101 CMR 322.03(1)(c)")
    cents = round_half_up(rate)
    derivation.step("s01.rebate", cents, rate)
    return Candidate(cents, "rebate_rate", ("101 CMR 322.03(1)(c)",))


def _refuse_zero(rate: ExactCents, key: str, citation: str) -> None:
    if rate == 0:
        raise Unpriced(
            "zero_fee",
            f"the bulletin's {key} is 0.00. Leave it out where the bulletin publishes none, or "
            "enter the rate that it publishes.",
            citation,
        )
