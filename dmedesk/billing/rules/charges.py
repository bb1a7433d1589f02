"""One-off charges: what is charged once, beside the months of rent, and where each came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias

from dmedesk.billing.rules.paying import CoverFact
from dmedesk.papers.rules import AuthorizationFact, Hold, PrescriptionFact
from dmedesk.papers.rules.limit_holds import NO_LIMITS, LimitsFact
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


@dataclass(frozen=True, slots=True)
class ChargeFacts:
    """What charges are judged by: themselves, the members' papers, and who covers them when.

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
    stopped: Mapping[str, Sequence[Hold]] = field(default_factory=dict)
    limits: LimitsFact = NO_LIMITS


NO_CHARGES: ChargeFacts = ChargeFacts()
"""A month without charges."""
