"""322.03(6)(a), (c), (d): inexpensive and used items on rent, and what they may come to.

(a) Total payments cannot exceed the fee for purchase as new.
(c) Items that are usually purchased (inexpensive and frequently purchased) rent for 10% of the
purchase price, for not more than ten months, and not beyond the fee for purchase as new.
(d) Used equipment rents at 10% of 75% of the fee for purchase as new.

Used rent outside (c) has no month limit in the text; its total stops at the new fee, (a). (b) and
(e), the purchase itself, stand in ``s01_purchase``; (f) in ``s06_purchase_option``.
"""

from dmedesk.rates.answer import Candidate
from dmedesk.rates.derivation import HUNDRED, Derivation
from dmedesk.rates.law import MassHealthLaw
from dmedesk.rates.ma_101_cmr_322 import s01_purchase
from dmedesk.rates.ma_101_cmr_322 import s19_individual_consideration as s19
from dmedesk.rates.money import ExactCents, share

INEXPENSIVE = "101 CMR 322.03(6)(c)"
USED = "101 CMR 322.03(6)(d)"


def inexpensive_month(derivation: Derivation[MassHealthLaw]) -> Candidate:
    """(c): the ``RR`` row, else 10% of the new fee; of a used item without a row 7.5%, (d)."""
    fee = derivation.fee("RR")
    if fee is not None and not isinstance(fee, str):
        return s01_purchase.row(derivation, ("RR",), fee)
    new_fee, from_cost = s19.fee_if_new(derivation, asked=fee is not None)
    if fee is not None or from_cost:
        return s19.rent_of(derivation, new_fee)
    if derivation.request.condition == "used":
        return used_month(derivation, new_fee)
    law = derivation.law
    cents = derivation.percent("s06.inexpensive", law.inexpensive_rent_percentage, new_fee)
    return Candidate(cents, "formula", (INEXPENSIVE,))


def used_share_month(derivation: Derivation[MassHealthLaw]) -> Candidate:
    """(d) for a capped code under the reading ``used_share``: looks at no ``RR`` row."""
    new_fee, from_cost = s19.fee_if_new(derivation)
    if from_cost:
        return s19.rent_of(derivation, new_fee)
    return used_month(derivation, new_fee)


def used_month(derivation: Derivation[MassHealthLaw], new_fee: ExactCents) -> Candidate:
    """(d): 10% of 75% of the new fee, in one rounding."""
    law = derivation.law
    rent, used = law.used_rent_percentage, law.used_percentage
    cents = share(new_fee, rent * used, HUNDRED * HUNDRED)
    derivation.step("s06.used_rent", cents, rent, used, new_fee)
    return Candidate(cents, "formula", (USED,))
