"""What a month is made from: plain facts, read once, about units, papers and what was posted.

Those of the rentals themselves are of their own house: ``rentals.rules.RentalFact``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from dmedesk.billing.rules.charges import NO_CHARGES, ChargeFacts, MemberCode
from dmedesk.papers.rules import AuthorizationFact, Hold, PrescriptionFact
from dmedesk.papers.rules.limit_holds import NO_LIMITS, LimitsFact
from dmedesk.papers.rules.requirements import RequirementFact, SupportFact
from dmedesk.rates.question import Condition, Family, PaymentClass
from dmedesk.rentals.rules import RentalFact
from dmedesk.shop.rules.policies import ReadingsOf, no_readings


class ProductFact(NamedTuple):
    """What pricing wants to know of a product; its class and family win over the fee row's."""

    product_id: int
    hcpcs: str
    usual_rental_cents: int | None
    payment_class: PaymentClass | None = None
    family: Family | None = None


class UnitFact(NamedTuple):
    """One serialised unit."""

    asset_id: int
    serial: str
    condition: Condition
    product: ProductFact


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """Everything that one run needs to know.

    ``held`` are the first days of the months that posted runs hold, by rental; ``used`` the months
    used by authorization; ``posted_months`` the first days of the calendar months already posted,
    where months that were entered late are asked for. ``readings`` are those that the shop chose.
    ``required`` is what the owner turned on, by payer; without any of it ``supports`` (the papers
    beside prescriptions) decide nothing; ``limits`` are those that were turned on. ``charges`` is
    what is neither billed nor withdrawn of the charges up to the month's end. ``stopped`` is what
    rules of the scrub found that the owner turned on, by rental number and first day.
    """

    rentals: Sequence[RentalFact]
    units: Mapping[int, UnitFact]
    prescriptions: Mapping[MemberCode, Sequence[PrescriptionFact]] = field(default_factory=dict)
    authorizations: Mapping[MemberCode, Sequence[AuthorizationFact]] = field(default_factory=dict)
    used: Mapping[int, int] = field(default_factory=dict)
    held: Mapping[int, Sequence[date]] = field(default_factory=dict)
    posted_months: Sequence[date] = ()
    readings: ReadingsOf = no_readings
    required: Mapping[int, Sequence[RequirementFact]] = field(default_factory=dict)
    supports: Mapping[MemberCode, Sequence[SupportFact]] = field(default_factory=dict)
    limits: LimitsFact = NO_LIMITS
    charges: ChargeFacts = NO_CHARGES
    stopped: Mapping[tuple[str, date], Sequence[Hold]] = field(default_factory=dict)
