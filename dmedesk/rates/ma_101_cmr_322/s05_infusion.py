"""322.03(5): home infusion therapy.

(a) The lower of the usual and customary charge and the schedule, a day.
(b) Designated I.C.: the adjusted acquisition cost of the items consumed that day, plus 20%, plus
$8.00 for professional service, which is (19)(b)9.
(c) The per diem includes all supplies, equipment and administration; pharmacy, nursing and
formula are billed under other chapters and are not priced here.
"""

from dmedesk.rates.answer import Candidate
from dmedesk.rates.comparing import lower_of, require_charge
from dmedesk.rates.derivation import Derivation
from dmedesk.rates.law import MassHealthLaw
from dmedesk.rates.ma_101_cmr_322 import s19_individual_consideration as s19
from dmedesk.rates.money import ExactCents, round_half_up


def day(derivation: Derivation[MassHealthLaw]) -> Candidate:
    """The per diem, by the row without modifiers or ``NU``, else by individual consideration."""
    require_charge(derivation, "101 CMR 322.03(5)(a)1")
    fee, _ = derivation.new_fee_row()
    if fee is not None and not isinstance(fee, str):
        return lower_of(derivation, row(derivation, fee), "s05.lower")
    considered = s19.infusion_day(derivation, asked=fee is not None)
    return lower_of(derivation, considered, "s19.lower")


def row(derivation: Derivation[MassHealthLaw], fee: ExactCents) -> Candidate:
    """(a)2: the schedule's fee for the day."""
    cents = round_half_up(fee)
    derivation.step("s05.row", cents, fee)
    return Candidate(cents, "schedule_row", ("101 CMR 322.03(5)(a)2",))
