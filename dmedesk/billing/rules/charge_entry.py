"""What a charge must be to be entered: everything that is wrong with it, at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dmedesk.assets.rules import Condition
from dmedesk.billing.rules.charge_pricing import asked_faults
from dmedesk.billing.rules.charges import ChargeKind, SourceKind
from dmedesk.billing.rules.paying import CLAUSE, CoverFact, bills_the_member, others_first
from dmedesk.billing.rules.pricing import RULED
from dmedesk.kit.findings import Finding, Severity
from dmedesk.members.rules import Regime
from dmedesk.rates.ma_101_cmr_322.s13_modifiers import check_modifiers
from dmedesk.rentals.rules import Proof

ONE_ONLY = (ChargeKind.PURCHASE_OPTION, ChargeKind.SUBSTITUTE)
"""Kinds of which the engine prices one at a time."""

CODED_APART = (ChargeKind.REPAIR, ChargeKind.REMAINDER)
"""Kinds whose code is not that of their product."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeDetails:
    """What somebody enters of a charge; names as in ``tables.Charge``."""

    member_id: int
    payer_id: int
    kind: ChargeKind
    service_on: date
    hcpcs: str
    description: str = ""
    modifiers: tuple[str, ...] = ()
    product_id: int | None = None
    asset_id: int | None = None
    condition: Condition = Condition.NEW
    units: int = 1
    usual_charge_cents: int | None = None
    asked: Mapping[str, Any] = field(default_factory=dict)
    pa_required: bool = False
    why_payer: str = ""
    proof: Proof = Proof.NONE
    proof_on: date | None = None


@dataclass(frozen=True, slots=True)
class ChargeGround:
    """What a charge is judged by as it is entered: its payer, its member, its product."""

    regime: Regime
    today: date
    deceased_on: date | None = None
    covers: Sequence[CoverFact] = ()
    product_hcpcs: str | None = None
    payer_code: str = ""


def entry_findings(said: ChargeDetails, ground: ChargeGround) -> Iterator[Finding]:
    """Everything that keeps the charge from being entered."""
    if not said.hcpcs.strip():
        yield _stop("hcpcs", "code_missing", "The code is not said.", "Enter the HCPCS code.")
    if not said.description.strip():
        message, remedy = "It is not said what is charged.", "Describe it as the invoice prints it."
        yield _stop("description", "description_missing", message, remedy)
    if said.units < 1:
        yield _stop("units", "units_missing", "There must be one unit at least.", "Enter how many.")
    elif said.units > 1 and said.kind in ONE_ONLY:
        message = "This kind is charged once: one unit."
        yield _stop("units", "one_only", message, "Enter 1, and a charge for each further one.")
    yield from _days(said, ground)
    yield from _product(said, ground)
    yield from _modifiers(said, ground)
    for fault in asked_faults(said.kind, said.asked):
        yield _stop("asked", "bad_request", f"{fault}.", "Correct the value.")
    if not said.why_payer.strip():
        yield from payer_findings(said, ground)


def source_findings(kind: ChargeKind, source: SourceKind) -> Iterator[Finding]:
    """A purchase option is of a rental, and of nothing else: so no rental ever has two."""
    if (kind is ChargeKind.PURCHASE_OPTION) != (source is SourceKind.PURCHASE_OPTION):
        message = "A purchase option is taken on the page of its rental."
        yield _stop("kind", "option_of_a_rental", message, "Open the rental, Purchase option.")


def payer_findings(said: ChargeDetails, ground: ChargeGround) -> Iterator[Finding]:
    """Who pays before MassHealth, and that a MassHealth member is not billed, 130 CMR 450.316."""
    others = others_first(ground.covers, ground.regime, said.service_on)
    if others:
        named = ", ".join(one.payer_code for one in others)
        yield _stop(
            "payer_id",
            "other_payer_first",
            f"{named} covers the member on {said.service_on}, before MassHealth ({CLAUSE}).",
            "Charge that payer, or write under Why this payer what it answered.",
        )
    if bills_the_member(ground.covers, said.payer_id, ground.regime, said.service_on):
        yield _stop(
            "payer_id",
            "member_not_billed",
            f"MassHealth covers the member on {said.service_on}: a member is never billed for a"
            f" covered service ({CLAUSE}).",
            "Charge MassHealth, or write under Why this payer why it does not cover this.",
        )


def _days(said: ChargeDetails, ground: ChargeGround) -> Iterator[Finding]:
    if said.service_on > ground.today:
        message = "The day of service is still to come."
        remedy = f"Enter a day up to {ground.today}."
        yield _stop("service_on", "service_to_come", message, remedy)
    if ground.deceased_on is not None and said.service_on > ground.deceased_on:
        message = f"The member died on {ground.deceased_on}, before the day of service."
        yield _stop("service_on", "died_before", message, "Correct the day of service.")
    if said.proof is not Proof.NONE and said.proof_on is None:
        message, remedy = "The proof bears no day.", "Enter the day on the proof."
        yield _stop("proof_on", "proof_without_day", message, remedy)


def _product(said: ChargeDetails, ground: ChargeGround) -> Iterator[Finding]:
    """What is sold is billed under its product's own code; a repair has a code of its own."""
    if said.kind in CODED_APART or ground.product_hcpcs is None:
        return
    if said.kind is not ChargeKind.DIRECT_SERVICE and said.hcpcs != ground.product_hcpcs:
        message = f"The product's code is {ground.product_hcpcs}."
        yield _stop("hcpcs", "another_code", message, "Use that code, or leave the product out.")


def _modifiers(said: ChargeDetails, ground: ChargeGround) -> Iterator[Finding]:
    regime = RULED.get(ground.regime)
    if regime is None or said.kind is ChargeKind.REMAINDER:
        return
    for note in check_modifiers(regime, said.hcpcs, said.modifiers):
        message = f"{note.message} ({note.citation})."
        yield _stop("modifiers", note.code, message, "Correct the modifiers.")


def _stop(field_: str, code: str, message: str, remedy: str) -> Finding:
    return Finding(Severity.STOP, code, message, remedy=remedy, field=field_)
