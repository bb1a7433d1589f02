"""What a month is made from: plain facts, read once, about rentals, papers and what was posted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from dmedesk.members.rules import Regime, Stay
from dmedesk.papers.rules import AuthorizationFact, PrescriptionFact
from dmedesk.rates.question import Condition, Family, PaymentClass
from dmedesk.rentals.rules import LedgerMonth, Served, Terms, is_billed
from dmedesk.shop.rules.policies import ReadingsOf, no_readings

MemberCode: TypeAlias = tuple[int, str]
"""A member's id and a HCPCS code: what prescriptions and authorizations are looked up by."""

NO_MONTHS: Mapping[date, LedgerMonth] = MappingProxyType({})
"""The ledger of a rental that was never billed here."""


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


class MemberFact(NamedTuple):
    """Who has the rental, and where the member lives when."""

    member_id: int
    member_no: str
    zip: str | None = None
    stays: tuple[Stay, ...] = ()


class PayerFact(NamedTuple):
    """Who pays, and by whose rules."""

    payer_id: int
    code: str
    regime: Regime


class RentalFact(NamedTuple):
    """One rental, with its ledger.

    ``asset_id`` is the unit where ``served`` says nothing of a day. ``proven_on`` is the date of
    the proof of delivery, None where there is no proof. ``billed_cents`` is everything invoiced on
    the rental so far, credits off; ``ledger`` its months by their first days.
    """

    member: MemberFact
    payer: PayerFact
    rental_id: int
    rental_no: str
    asset_id: int
    terms: Terms
    served: tuple[Served, ...] = ()
    pa_required: bool = False
    proven_on: date | None = None
    paid_already_cents: int = 0
    billed_cents: int = 0
    ledger: Mapping[date, LedgerMonth] = NO_MONTHS

    def stands_billed(self, from_on: date) -> bool:
        """Whether the month that begins on this day has been billed and not credited."""
        month = self.ledger.get(from_on)
        return month is not None and is_billed(month.turn)

    def next_turn(self, from_on: date) -> int:
        """The turn in which the month that begins on this day is billed next."""
        month = self.ledger.get(from_on)
        return 1 if month is None else month.turn + 1

    def highest_number(self) -> int:
        """The highest number of a month billed, here or before the move; 0 where none was."""
        billed = (month.number for month in self.ledger.values() if is_billed(month.turn))
        return max(billed, default=self.terms.months_already_paid)


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """Everything that one run needs to know.

    ``held`` are the first days of the months that posted runs hold, by rental; ``used`` the months
    used by authorization; ``posted_months`` the first days of the calendar months already posted,
    where months that were entered late are asked for. ``readings`` are those that the shop chose.
    """

    rentals: Sequence[RentalFact]
    units: Mapping[int, UnitFact]
    prescriptions: Mapping[MemberCode, Sequence[PrescriptionFact]] = field(default_factory=dict)
    authorizations: Mapping[MemberCode, Sequence[AuthorizationFact]] = field(default_factory=dict)
    used: Mapping[int, int] = field(default_factory=dict)
    held: Mapping[int, Sequence[date]] = field(default_factory=dict)
    posted_months: Sequence[date] = ()
    readings: ReadingsOf = no_readings
