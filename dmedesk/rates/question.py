"""The question put to the rate engine: what is priced, for whom, on which day, by which fees.

A question is plain values. Money is exact cents, percentages are exact numbers, text values are
the stable lower-case words of the public format (``docs/formats/price.md``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final, Literal, Protocol, TypeAlias

from dmedesk.rates.money import ExactCents

Regime = Literal["masshealth", "medicare"]
Service = Literal[
    "purchase",
    "rental",
    "purchase_option",
    "substitute",
    "direct_service",
    "infusion_day",
    "pharmacy_item",
    "acquisition_cost",
]
PaymentClass = Literal[
    "capped", "capped_power_wheelchair", "inexpensive", "monthly", "purchase_only"
]
Family = Literal[
    "dme",
    "supply",
    "oxygen",
    "respiratory",
    "infusion",
    "enteral",
    "wheeled_mobility",
    "patient_lift",
    "tracheostomy_custom",
    "diabetic",
    "drug",
    "ventilator",
    "safety_bed",
    "speech_device",
    "elevating_leg_rest",
]
Condition = Literal["new", "used"]
Setting = Literal["home", "nursing_facility"]
DirectServiceOf = Literal["mobility", "patient_lift", "safety_bed"]

Percentage: TypeAlias = int | Fraction
"""A percentage as written: 20 is twenty percent."""

IC: Final = "I.C."
"""The fee of a row that is priced by individual consideration, 322.03(19)."""

Fee: TypeAlias = ExactCents | Literal["I.C."] | None
"""A published fee: exact cents, individual consideration, or ``None`` for a blank."""

Rows: TypeAlias = Mapping[str, Fee]
"""Fee rows of one code on one day, by ``rows_key`` of their modifiers."""


def rows_key(modifiers: Iterable[str]) -> str:
    """The key of a fee row: its modifiers as a set in one spelling, ``"KJ RR"``; none is ``""``."""
    return " ".join(sorted(set(modifiers)))


@dataclass(frozen=True, slots=True)
class Bulletin:
    """What an administrative bulletin publishes for a code, 322.03(1)(b) and (c)."""

    preferred_rate: ExactCents | None = None
    handling_percentage: Percentage | None = None
    rebate_rate: ExactCents | None = None


@dataclass(frozen=True, slots=True)
class Discount:
    """One discount off a list price: either a percentage or an amount."""

    percentage: Percentage | None = None
    amount: ExactCents | None = None


@dataclass(frozen=True, slots=True)
class Acquisition:
    """What the supplier paid its vendor, without shipping, handling, tax and insurance (322.02)."""

    catalogue_price: ExactCents | None = None
    list_price: ExactCents | None = None
    invoice_price: ExactCents | None = None
    quote_price: ExactCents | None = None
    discounts: tuple[Discount, ...] = ()
    timely_payment_percentage: Percentage | None = None


@dataclass(slots=True, kw_only=True)
class Request:
    """One question. Every key of the public format stands here under the same name.

    ``on`` is the date of service; ``usual_charge`` is for one unit (rent: one month, direct
    service: one hour); ``paid_to_date`` is for all units together. ``family`` and
    ``payment_class`` left out come from the rate book, ``family`` else is ``dme``.
    """

    on: date
    service: Service
    regime: Regime = "masshealth"
    id: str | None = None
    hcpcs: str | None = None
    payment_class: PaymentClass | None = None
    family: Family | None = None
    condition: Condition = "new"
    setting: Setting = "home"
    rental_month: int | None = None
    paid_to_date: ExactCents | None = None
    months_paid: int | None = None
    units: int = 1
    usual_charge: ExactCents | None = None
    rows: Rows | None = None
    bulletin: Bulletin | None = None
    medicare_rows: Rows | None = None
    new_code: bool = False
    adjusted_acquisition_cost: ExactCents | None = None
    markup_percentage: Percentage | None = None
    acquisition: Acquisition | None = None
    hours: int | None = None
    direct_service_of: DirectServiceOf = "mobility"
    owned_by_member: bool | None = None
    removed_on: date | None = None
    returned_on: date | None = None
    substitute_already_paid: bool = False
    wholesale_acquisition_cost: ExactCents | None = None
    readings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fees:
    """What a rate book knows of one code on one day."""

    rows: Rows
    payment_class: PaymentClass | None = None
    family: Family | None = None


class RateBook(Protocol):
    """Where fee rows are looked up that a question does not bring itself."""

    def fees(self, regime: Regime, hcpcs: str, on: date) -> Fees | None:
        """The rows of a code in force on a day, or ``None`` where the book has none."""
        ...


class Calendar(Protocol):
    """The calendar of business days, which the law of Massachusetts decides and not this engine."""

    def __call__(self, day: date, /) -> bool:
        """Whether the day is a business day."""
        ...
