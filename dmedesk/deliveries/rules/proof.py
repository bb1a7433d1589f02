"""Whether a delivery is proven, and which day counts: by method, by payer, from plain facts.

The facts asked for are those of every text that was read, put together: 101 CMR 322.03(10)(a)
(a slip signed by the recipient or a caregiver, the driver's note where no signature can be had, the
carrier's log), 130 CMR 427.430 (brand, model, serial), Medicare's three methods and 42 CFR
424.57(c)(12). Where Massachusetts' DME chapter was not found (130 CMR 409.419), the nearest text of
the same agency, 442.424, is followed: the day of the signature is the day of receipt.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dmedesk.deliveries.rules.law import citation_on, number_on
from dmedesk.deliveries.rules.words import CarrierDay, Method, Relationship, UnsignedReason
from dmedesk.kit.findings import Finding, Severity, stops
from dmedesk.members.rules import Regime

CROSSED = "days_cross"
"""The code of two days that cannot both be true: nothing may be written down with them."""


@dataclass(frozen=True, slots=True)
class ProofFacts:
    """What is known of one delivery. What nobody said is empty.

    An unsigned delivery whose signature was got later has both: the day of delivery counts by the
    driver's note, and the signature stands beside it.

    ``delivered_on`` is the day on which the item was handed over or left, ``signed_on`` the day
    that the signer wrote beside the signature. ``has_signature`` is true where the strokes or the
    signed slip are on file. ``delivered_by`` are the supplier's people who went.
    """

    method: Method
    delivered_on: date | None = None
    has_signature: bool = False
    signer: str = ""
    relationship: Relationship | None = None
    signed_on: date | None = None
    reason: UnsignedReason | None = None
    driver_note: str = ""
    carrier: str = ""
    package_id: str = ""
    shipped_on: date | None = None
    carrier_evidence: str = ""
    facility: str = ""
    received_by: str = ""
    discharged_on: date | None = None
    delivered_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ServiceDay:
    """The date of service that a proof gives, and where that stands."""

    on: date
    citation: str


def proof_findings(
    facts: ProofFacts, *, regime: Regime, suppliers_people: frozenset[str] = frozenset()
) -> list[Finding]:
    """Everything that keeps the facts from being a proof for this payer, all at once.

    ``suppliers_people`` are the names of the supplier's staff: none of them may sign for a member,
    nor may whoever made the delivery.
    """
    if facts.delivered_on is None:
        found = [_stop("delivered_on", "The day of delivery is not known.", "Enter the day.")]
    else:
        found = []
    by_method = {
        Method.DIRECT: _direct,
        Method.UNSIGNED: _unsigned,
        Method.CARRIER: _carrier,
        Method.FACILITY: _facility,
        Method.BEFORE_DISCHARGE: _before_discharge,
    }
    found += by_method[facts.method](facts, regime)
    return [*found, *may_not_sign(facts, suppliers_people)]


def service_day(
    facts: ProofFacts,
    *,
    regime: Regime,
    carrier_day: CarrierDay = CarrierDay.DELIVERED,
    suppliers_people: frozenset[str] = frozenset(),
) -> ServiceDay | list[Finding]:
    """The date of service that the proof gives, or everything that it lacks.

    ``carrier_day`` is the payer's choice for parcels; only Medicare leaves one.
    """
    found = proof_findings(facts, regime=regime, suppliers_people=suppliers_people)
    if stops(found):
        return found
    day = _day_of(facts, regime, carrier_day)
    if day is None:
        raise AssertionError("a complete proof has its day")
    return ServiceDay(day, _citation(facts.method, regime, day))


def _day_of(facts: ProofFacts, regime: Regime, carrier_day: CarrierDay) -> date | None:
    match facts.method:
        case Method.DIRECT:
            return facts.signed_on
        case Method.CARRIER if regime is Regime.MEDICARE and carrier_day is CarrierDay.SHIPPED:
            return facts.shipped_on
        case Method.BEFORE_DISCHARGE:
            return facts.discharged_on
        case _:
            return facts.delivered_on


def _citation(method: Method, regime: Regime, day: date) -> str:
    if method is Method.BEFORE_DISCHARGE:
        return citation_on("days_before_discharge", day)
    if regime is Regime.MEDICARE:
        return citation_on("medicare_retention_years", day)
    return "101 CMR 322.03(10)(a)"


def kept_until(service_on: date) -> date:
    """The first day on which a proof need no longer be kept: the longest of all texts counts."""
    years = number_on("medicare_retention_years", service_on)
    year = service_on.year + years
    try:
        return service_on.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


# --- one method after the other ------------------------------------------------------------------


def _direct(facts: ProofFacts, _regime: Regime) -> Iterator[Finding]:
    if not facts.has_signature:
        yield _stop(
            "has_signature",
            "The slip is not signed.",
            "Let the member or a caregiver sign, or give the reason and the driver's note.",
        )
    yield from _signer(facts)
    if facts.signed_on and facts.delivered_on and facts.signed_on > facts.delivered_on:
        yield Finding(
            Severity.WARNING,
            "signed_on_another_day",
            f"Signed on {facts.signed_on}, delivered on {facts.delivered_on}: the day of the"
            " signature is the date of service.",
            remedy="If the unit was left unsigned, give the reason and the driver's note instead.",
            field="signed_on",
        )


def _signer(facts: ProofFacts) -> Iterator[Finding]:
    if not facts.signer.strip():
        yield _stop("signer", "The signer's printed name is missing.", "Enter it as on the slip.")
    if facts.relationship is None:
        yield _stop(
            "relationship",
            "Nobody said what the signer is to the member.",
            "Choose the relationship: the member, a relative, a caregiver.",
        )
    if facts.signed_on is None:
        yield _stop(
            "signed_on",
            "The day of the signature is missing.",
            "Enter the day that stands beside the signature.",
        )
    elif facts.delivered_on is not None and facts.signed_on < facts.delivered_on:
        yield _crossed(
            "signed_on",
            f"Signed on {facts.signed_on}, before the delivery on {facts.delivered_on}.",
        )


def _unsigned(facts: ProofFacts, regime: Regime) -> Iterator[Finding]:
    if facts.reason is None:
        yield _stop("reason", "Nobody said why it is not signed.", "Choose the reason.")
    if not facts.driver_note.strip():
        yield _stop(
            "driver_note",
            "The driver's own note is missing.",
            "Enter what the driver wrote (101 CMR 322.03(10)(a)).",
        )
    if facts.has_signature:
        yield from _signer(facts)
    if regime is Regime.MEDICARE:
        yield _stop(
            "method",
            "Medicare takes no driver's note in place of a signature.",
            "Get the signature of the member or a designee; that day is then the date of service.",
        )


def _carrier(facts: ProofFacts, regime: Regime) -> Iterator[Finding]:
    if not facts.carrier.strip():
        yield _stop("carrier", "The carrier is missing.", "Enter who carried it.")
    if not facts.package_id.strip():
        yield _stop(
            "package_id",
            "The package's number is missing.",
            "Enter the tracking number: it ties our papers to the carrier's.",
        )
    if not facts.carrier_evidence.strip():
        yield _stop(
            "carrier_evidence",
            "The carrier's own record of the delivery is missing.",
            "Copy the line of the carrier's log, or attach it.",
        )
    if facts.shipped_on is None:
        if regime is Regime.MEDICARE:
            yield _stop("shipped_on", "The day of shipping is missing.", "Enter the label's day.")
    elif facts.delivered_on is not None and facts.delivered_on < facts.shipped_on:
        yield _crossed("delivered_on", "It was delivered before it was shipped.")


def _facility(facts: ProofFacts, _regime: Regime) -> Iterator[Finding]:
    if not facts.facility.strip():
        yield _stop("facility", "The facility is missing.", "Enter its name.")
    if not facts.received_by.strip():
        yield _stop(
            "received_by",
            "Nobody is named who received it at the facility.",
            "Enter the name on the facility's slip.",
        )
    if not facts.has_signature:
        yield _stop("has_signature", "The facility's slip is not signed.", "Get it signed.")


def _before_discharge(facts: ProofFacts, _regime: Regime) -> Iterator[Finding]:
    if not facts.has_signature:
        yield _stop("has_signature", "The slip is not signed.", "Let the member sign.")
    yield from _signer(facts)
    if facts.discharged_on is None:
        yield _stop("discharged_on", "The day of discharge is missing.", "Enter the day.")
    elif facts.delivered_on is not None:
        yield from _days_ahead(facts.delivered_on, facts.discharged_on)


def _days_ahead(delivered_on: date, discharged_on: date) -> Iterator[Finding]:
    most = number_on("days_before_discharge", discharged_on)
    if not discharged_on - timedelta(days=most) <= delivered_on <= discharged_on:
        yield _stop(
            "delivered_on",
            f"Delivered on {delivered_on}, discharged on {discharged_on}: it may be brought at most"
            f" {most} days before discharge, and not after it.",
            "Enter it as a direct delivery, or correct the days.",
        )


def may_not_sign(facts: ProofFacts, suppliers_people: frozenset[str]) -> Iterator[Finding]:
    """Whoever signed and must not: the supplier's people, and whoever made the delivery."""
    ours = {_plain(name) for name in (*suppliers_people, *facts.delivered_by)}
    signers = {"signer": facts.signer, "received_by": facts.received_by}
    refused = [field for field, name in signers.items() if name and _plain(name) in ours]
    if facts.relationship is Relationship.SUPPLIER_STAFF and "signer" not in refused:
        refused.append("relationship")
    for field in refused:
        yield _stop(
            field,
            "The supplier's own people may not sign for a member.",
            "Let the member, a relative or a caregiver sign (42 CFR 424.57(c)(12)).",
        )


def _crossed(field: str, message: str) -> Finding:
    remedy = "Correct one of the two days."
    return Finding(Severity.STOP, CROSSED, message, remedy=remedy, field=field)


def _plain(name: str) -> str:
    """A name without regard to case and spaces: ``Ana  Diaz`` signs as ``ana diaz``."""
    return " ".join(name.casefold().split())


def _stop(field: str, message: str, remedy: str) -> Finding:
    return Finding(Severity.STOP, f"proof_{field}", message, remedy=remedy, field=field)
