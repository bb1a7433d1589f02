"""The fields of a proof by its method, and the facts that stand in them."""

from collections.abc import Mapping, Sequence
from typing import Any

from dmedesk.deliveries.rules.proof import ProofFacts
from dmedesk.deliveries.rules.words import Method, Relationship, UnsignedReason
from dmedesk.deliveries.screens.words import RELATIONSHIP_WORDS, UNSIGNED_WORDS
from dmedesk.kit.findings import Finding
from dmedesk.widgets.forms.fields import FormField, Kind, options_of

SIGNATURE, WENT = "signature", "delivered_by"
ON_PAPER, ON_SCREEN = "paper", "screen"

_FIELDS = (
    FormField("delivered_on", "&Day of the visit", Kind.DAY, help="Handed over, or taken back"),
    FormField(WENT, "Who &went", help="Names; commas between several"),
    FormField("carrier", "&Carrier", help="Who carried it"),
    FormField("package_id", "Trac&king number"),
    FormField("shipped_on", "Shi&pped on", Kind.DAY, help="The label’s day"),
    FormField("carrier_evidence", "Line o&f their log", Kind.LONG_TEXT, help="As the carrier says"),
    FormField("facility", "&Facility"),
    FormField("received_by", "Received b&y", help="The name on the facility’s slip"),
    FormField("discharged_on", "Dis&charged on", Kind.DAY),
    FormField(
        "reason",
        "Wh&y unsigned",
        Kind.CHOICE,
        options=options_of(UNSIGNED_WORDS),
        help="As the driver ticked it",
    ),
    FormField("driver_note", "Dr&iver’s own note", Kind.LONG_TEXT, help="In the driver’s words"),
    FormField(
        SIGNATURE,
        "Si&gnature",
        Kind.CHOICE,
        options=((ON_PAPER, "on the paper slip"), (ON_SCREEN, "drawn here")),
        empty="not signed",
    ),
    FormField("signer", "&Printed name", help="As on the slip"),
    FormField(
        "relationship",
        "Wh&o signed",
        Kind.CHOICE,
        options=options_of(RELATIONSHIP_WORDS),
        help="What the signer is to the member",
    ),
    FormField("signed_on", "D&ate beside it", Kind.DAY, help="As the signer wrote it"),
)

_TEXTS = (
    "signer",
    "driver_note",
    "carrier",
    "package_id",
    "carrier_evidence",
    "facility",
    "received_by",
)
_DAYS = ("delivered_on", "signed_on", "shipped_on", "discharged_on")
_SIGNED = (SIGNATURE, "signer", "relationship", "signed_on")
_UNSIGNED = ("reason", "driver_note")
_OF_METHOD: Mapping[Method, tuple[str, ...]] = {
    Method.DIRECT: ("delivered_on", WENT, *_SIGNED),
    Method.UNSIGNED: ("delivered_on", WENT, *_UNSIGNED),
    Method.CARRIER: (
        "delivered_on",
        "shipped_on",
        "carrier",
        "package_id",
        "carrier_evidence",
    ),
    Method.FACILITY: ("delivered_on", WENT, "facility", "received_by", SIGNATURE),
    Method.BEFORE_DISCHARGE: ("delivered_on", WENT, "discharged_on", *_SIGNED),
}


def fields_for(method: Method, *, signed_later: bool = False) -> tuple[FormField, ...]:
    """The fields of one method; ``signed_later`` adds those of a signature to a driver's note."""
    wanted = _OF_METHOD[method]
    if signed_later and SIGNATURE not in wanted:
        wanted = (*wanted, *_SIGNED)
    by_key = {field.key: field for field in _FIELDS}
    return tuple(by_key[key] for key in wanted)


def facts_in(method: Method, values: Mapping[str, Any]) -> ProofFacts:
    """The facts that stand in the fields; what cannot be read or is not asked for is empty."""
    relationship, reason = values.get("relationship"), values.get("reason")
    said: dict[str, Any] = {key: str(values.get(key) or "") for key in _TEXTS}
    said |= {key: values.get(key) for key in _DAYS}
    went = str(values.get(WENT) or "").replace(";", ",").split(",")
    return ProofFacts(
        method,
        has_signature=values.get(SIGNATURE) is not None,
        relationship=Relationship(relationship) if relationship else None,
        reason=UnsignedReason(reason) if reason else None,
        delivered_by=tuple(name for name in (" ".join(one.split()) for one in went) if name),
        **said,
    )


def values_of(facts: ProofFacts) -> dict[str, Any]:
    """What stands in the fields for these facts; a signature is on its paper."""
    said = {field.key: getattr(facts, field.key, None) for field in _FIELDS}
    return {
        **said,
        WENT: ", ".join(facts.delivered_by),
        SIGNATURE: ON_PAPER if facts.has_signature else None,
    }


def by_field(findings: Sequence[Finding], keys: Sequence[str]) -> dict[str, list[Finding]]:
    """The findings by the form's fields; what has none there is under the empty key."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        key = SIGNATURE if finding.field == "has_signature" else finding.field
        found.setdefault(key if key in keys else "", []).append(finding)
    return found
