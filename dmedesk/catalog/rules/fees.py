"""A fee and its three states: an amount of cents (0.00 is one), individual consideration, blank."""

from dataclasses import dataclass
from datetime import date

from dmedesk.catalog.rules.words import Family, FeeRegime, FeeState, PaymentClass, PricingArea
from dmedesk.rates.money import format_dollars
from dmedesk.rates.question import IC, Fee


@dataclass(frozen=True, slots=True)
class PublishedFee:
    """One fee of a file of CMS. ``modifiers`` is the set: sorted, a space between."""

    hcpcs: str
    modifiers: str
    area: PricingArea
    cba_name: str
    fee: Fee
    payment_class: PaymentClass | None
    family: Family | None


@dataclass(frozen=True, slots=True)
class PublishedZip:
    """One ZIP of a ZIP file of CMS: rural where ``cba_name`` is empty."""

    zip: str
    state: str
    cba_name: str


@dataclass(frozen=True, slots=True)
class OwnFee:
    """One row of ``fees.csv``; ``until_on`` is the day after its last, or None without an end."""

    regime: FeeRegime
    hcpcs: str
    modifiers: str
    from_on: date
    until_on: date | None
    fee: Fee
    payment_class: PaymentClass | None
    family: Family | None
    source: str | None

    @property
    def key(self) -> tuple[FeeRegime, str, str, date]:
        """What a row is known by (``billing.md``)."""
        return self.regime, self.hcpcs, self.modifiers, self.from_on


def state_of(fee: Fee) -> FeeState:
    """Which of the three states a fee has."""
    if fee is None:
        return FeeState.BLANK
    return FeeState.INDIVIDUAL_CONSIDERATION if fee == IC else FeeState.AMOUNT


def cents_of(fee: Fee) -> int | None:
    """The cents to store beside the state. A part of a cent is refused with a ValueError."""
    if fee is None or isinstance(fee, str):
        return None
    if not isinstance(fee, int):
        raise ValueError(f"a published fee has whole cents: {fee}")
    return fee


def fee_of(state: FeeState, cents: int | None) -> Fee:
    """The fee that was stored as a state and its cents."""
    return IC if state is FeeState.INDIVIDUAL_CONSIDERATION else cents


def written(fee: Fee) -> str:
    """The fee as ``fees.csv`` writes it: ``12.34``, ``I.C.`` or nothing."""
    if fee is None:
        return ""
    return fee if isinstance(fee, str) else format_dollars(fee)
