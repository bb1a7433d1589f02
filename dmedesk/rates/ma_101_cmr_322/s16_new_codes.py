"""322.03(16): pricing of new codes from Medicare's fees.

(a) Where Medicare fees are available: 1. 100% of Medicare for specialized wheeled mobility and
accessories, the first six months' rental of volume ventilators, certain diabetic items, certain
patient lifts, and elevating leg rests; 2. 85% for all else, speech devices and certain oxygen
included.
(b) Where they are not: individual consideration by (19).

Medicare's rows are turned into rows of our own, each fee times its percentage and rounded; they
then price as published rows do. Blank and I.C. stay what they are. A ventilator from its seventh
rental month on is "all other items" (nothing in the text says otherwise).
"""

from typing import Final

from dmedesk.rates.derivation import HUNDRED, Derivation, NewCode
from dmedesk.rates.law import MassHealthLaw
from dmedesk.rates.money import share
from dmedesk.rates.question import Family, Fee, Rows

FULL: Final = "s16.full"
VENTILATOR: Final = "s16.ventilator"
REDUCED: Final = "s16.reduced"


def is_monthly_priced(derivation: Derivation[MassHealthLaw]) -> bool:
    """Whether the fee itself depends on the rental month: a new code's ventilator."""
    return derivation.request.new_code and derivation.family == "ventilator"


def full_months(law: MassHealthLaw) -> int:
    """The rental months of a ventilator that are paid at 100% of Medicare."""
    return law.new_code_ventilator_full_months


def turn_rows(
    medicare_rows: Rows, law: MassHealthLaw, family: Family, rental_month: int | None
) -> tuple[Rows, NewCode]:
    """Medicare's rows turned into rows of 322.06, and how that was done.

    ``rental_month`` is ``None`` for everything but rent.
    """
    wording, percentage = REDUCED, law.new_code_percentage
    if family in law.new_code_full_families:
        wording, percentage = FULL, law.new_code_full_percentage
    elif family == "ventilator" and rental_month is not None and rental_month <= full_months(law):
        wording, percentage = VENTILATOR, law.new_code_full_percentage
    rows = {key: _turned(fee, percentage) for key, fee in medicare_rows.items()}
    return rows, NewCode(wording, percentage, medicare_rows)


def in_month(derivation: Derivation[MassHealthLaw], month: int) -> Derivation[MassHealthLaw]:
    """The same question in another rental month, worked out beside the main line."""
    aside = derivation.aside()
    if aside.new_code is not None:
        aside.rows, aside.new_code = turn_rows(
            aside.new_code.medicare_rows, aside.law, aside.family, month
        )
    return aside


def _turned(fee: Fee, percentage: int) -> Fee:
    if fee is None or isinstance(fee, str):
        return fee
    return share(fee, percentage, HUNDRED)
