"""One-off charges: what is charged once, beside the months of rent, and where each came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias

from dmedesk.billing.rules.paying import CoverFact
from dmedesk.papers.rules import AuthorizationFact, Drawn, Hold, PrescriptionFact
from dmedesk.papers.rules.limit_holds import NO_LIMITS, LimitsFact
from dmedesk.papers.rules.requirements import (
    PapersFact,
    RequirementFact,
    SupportFact,
    asking,
)
from dmedesk.papers.rules.words import RequirementKind, Service
from dmedesk.rates.question import Condition, Family, PaymentClass
from dmedesk.rentals.rules import MemberFact, PayerFact
from dmedesk.shop.rules.policies import ReadingsOf, no_readings

MemberCode: TypeAlias = tuple[int, str]
"""A member's id and a HCPCS code: what papers are looked up by."""


class ChargeKind(StrEnum):
    """What is charged. Each is one question of the rate engine (``docs/formats/price.md``).

    But for a remainder: what another payer left of a line that it answered (``rules.passing``).
    """

    PURCHASE = "purchase"
    PURCHASE_OPTION = "purchase_option"
    SUPPLY = "supply"
    REPAIR = "repair"
    SUBSTITUTE = "substitute"
    DIRECT_SERVICE = "direct_service"
    INFUSION_DAY = "infusion_day"
    PHARMACY_ITEM = "pharmacy_item"
    REMAINDER = "remainder"


class SourceKind(StrEnum):
    """Where a charge came from. The database keeps one live charge of each source.

    A charge that was entered by hand is its own source.
    """

    BY_HAND = "by_hand"
    SLIP_LINE = "slip_line"
    REPAIR_LINE = "repair_line"
    REPAIR_SUBSTITUTE = "repair_substitute"
    PURCHASE_OPTION = "purchase_option"
    ANSWERED_LINE = "answered_line"


class RunKind(StrEnum):
    """What was posted: a month, or charges at once on an invoice of their own."""

    MONTH = "month"
    CHARGES = "charges"


HANDED_OVER = frozenset(
    {
        ChargeKind.PURCHASE,
        ChargeKind.SUPPLY,
        ChargeKind.SUBSTITUTE,
        ChargeKind.INFUSION_DAY,
        ChargeKind.PHARMACY_ITEM,
    }
)
"""What somebody receives, and what so needs a proof of delivery, 101 CMR 322.03(10).

Work (a repair, direct service) is not handed over, and what is bought by its option is in the home.
"""

PRESCRIBED = HANDED_OVER - {ChargeKind.SUBSTITUTE} | {ChargeKind.PURCHASE_OPTION}
"""What needs an order of its code. An item found necessary needs no new one for its repair, nor for
what stands in meanwhile: 130 CMR 409.420(A) and (B)."""


@dataclass(frozen=True, slots=True)
class ChargeFact:
    """A charge as a run sees it: whose, who pays, what, on which day, and what proves it.

    ``usual_charge_cents`` is for one unit, ``asked`` are further keys of the engine's question.
    ``proven_on`` is the day of the last proof, ``turn`` the next of the charge's ledger.
    ``deceased_on`` is the member's. ``why_payer`` says why this payer, where the law asks.
    ``remains_cents`` is what another payer's line passed on to it, of a remainder only.
    ``begun_on`` is the day on which the whole began, where that is another: a rental's first day.
    """

    charge_id: int
    charge_no: str
    member: MemberFact
    payer: PayerFact
    kind: ChargeKind
    service_on: date
    hcpcs: str
    description: str = ""
    modifiers: tuple[str, ...] = ()
    serial: str = ""
    condition: Condition = "new"
    payment_class: PaymentClass | None = None
    family: Family | None = None
    units: int = 1
    usual_charge_cents: int | None = None
    asked: Mapping[str, Any] | None = None
    pa_required: bool = False
    why_payer: str = ""
    proven_on: date | None = None
    deceased_on: date | None = None
    remains_cents: int | None = None
    turn: int = 1
    begun_on: date | None = None


@dataclass(frozen=True, slots=True)
class ChargeFacts:
    """What charges are judged by: themselves, the members' papers, and who covers them when.

    ``drawn`` is what was used of each authorization, ``required`` what the owner turned on, by
    payer; without any of it ``supports`` (the papers beside prescriptions) decide nothing.
    ``stopped`` is what rules of the scrub found that the owner turned on, by charge number.
    """

    charges: Sequence[ChargeFact] = ()
    prescriptions: Mapping[tuple[int, str], Sequence[PrescriptionFact]] = field(
        default_factory=dict
    )
    authorizations: Mapping[tuple[int, str], Sequence[AuthorizationFact]] = field(
        default_factory=dict
    )
    covers: Mapping[int, Sequence[CoverFact]] = field(default_factory=dict)
    readings: ReadingsOf = no_readings
    drawn: Mapping[int, Drawn] = field(default_factory=dict)
    required: Mapping[int, Sequence[RequirementFact]] = field(default_factory=dict)
    supports: Mapping[tuple[int, str], Sequence[SupportFact]] = field(default_factory=dict)
    stopped: Mapping[str, Sequence[Hold]] = field(default_factory=dict)
    limits: LimitsFact = NO_LIMITS

    def papers_of(self, charge: ChargeFact) -> PapersFact:
        """Everything that the member has for the charge's code."""
        key = (charge.member.member_id, charge.hcpcs)
        return PapersFact(
            self.prescriptions.get(key, ()),
            self.supports.get(key, ()),
            self.authorizations.get(key, ()),
        )

    def asked_of(self, charge: ChargeFact) -> list[RequirementFact]:
        """What the owner turned on for such a purchase, on its day of service.

        Of work, and of what needs no order of its own, only authorizations are asked for; of what
        another payer left over nothing is.
        """
        if charge.kind is ChargeKind.REMAINDER:
            return []
        asked = asking(
            self.required.get(charge.payer.payer_id, ()),
            hcpcs=charge.hcpcs,
            family=charge.family or "",
            service=Service.PURCHASE,
            day=charge.service_on,
        )
        return [one for one in asked if charge.kind in PRESCRIBED or one.kind in _OF_WORK]


_OF_WORK = (RequirementKind.AUTHORIZATION, RequirementKind.REQUEST_IN_TIME)

NO_CHARGES: ChargeFacts = ChargeFacts()
"""A month without charges."""
