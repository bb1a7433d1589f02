"""The fields of a charge, which of them a kind asks for, and what they mean to the action."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from dmedesk.assets.rules import Condition
from dmedesk.assets.screens.picking import PRODUCT_PICKER, UNIT_PICKER
from dmedesk.billing.rules.charge_entry import ChargeDetails
from dmedesk.billing.rules.charge_pricing import ASKED_OF
from dmedesk.billing.rules.charge_words import KINDS
from dmedesk.billing.rules.charges import HANDED_OVER, ChargeKind
from dmedesk.billing.rules.direct_service import minutes_text
from dmedesk.catalog.rules.products import FAMILY_WORDS
from dmedesk.kit.cells import hcpcs
from dmedesk.members.screens.picking import MEMBER_PICKER, PAYER_PICKER
from dmedesk.papers.rules.worksheet import discount_text, discounts_in, discounts_written
from dmedesk.rates.money import format_dollars, parse_dollars
from dmedesk.rentals.rules import Proof
from dmedesk.widgets.forms.fields import FormField, Kind, Piece, Section, fields_of, options_of
from dmedesk.widgets.theme import GRID

_SHORT = 36 * GRID

_ELSEWHERE = (ChargeKind.REMAINDER, ChargeKind.PURCHASE_OPTION)
_ENTERED = {kind: words for kind, words in KINDS.items() if kind not in _ELSEWHERE}
"""The kinds that are entered: a remainder is passed on from the line that was answered, a purchase
option is taken on the page of its rental."""

PROOFS = {
    Proof.SIGNED: "signed slip",
    Proof.DRIVER_NOTE: "driver’s note",
    Proof.CARRIER_LOG: "carrier’s log",
    Proof.NONE: "none yet",
}
_CONDITIONS = {Condition.NEW: "new", Condition.USED: "used"}
_WORK = {"mobility": "mobility", "patient_lift": "patient lift", "safety_bed": "safety bed"}

_WHAT = Section(
    "What is charged",
    (
        FormField("member_id", "Mem&ber", Kind.RECORD, required=True, picker=MEMBER_PICKER),
        FormField("payer_id", "&Payer", Kind.RECORD, required=True, picker=PAYER_PICKER),
        FormField("kind", "&Kind", Kind.CHOICE, required=True, options=options_of(_ENTERED)),
        FormField("service_on", "Day of ser&vice", Kind.DAY, required=True),
        FormField("product_id", "Pr&oduct", Kind.RECORD, picker=PRODUCT_PICKER),
        FormField("asset_id", "&Unit", Kind.RECORD, picker=UNIT_PICKER),
        FormField("hcpcs", "HCPCS &code", required=True, reads=hcpcs, width=_SHORT),
        FormField("modifiers", "Modifiers", help="Beside the engine’s own: RB LT", width=_SHORT),
        FormField("description", "&Description", required=True, wide=True),
        FormField("units", "Units", Kind.NUMBER, required=True, least=1, help="Hours of service"),
        FormField("usual_charge_cents", "Usual char&ge", Kind.MONEY, help="For one unit"),
        FormField("condition", "Condition", Kind.CHOICE, options=options_of(_CONDITIONS)),
        FormField("pa_required", "Authorization", Kind.YES_NO, help="Needs a PA"),
    ),
)

PRICE_TITLE = "What the price needs"

_PRICE = Section(
    PRICE_TITLE,
    (
        FormField("family", "Family", Kind.CHOICE, options=options_of(FAMILY_WORDS)),
        FormField("invoice_price", "Vendor’s invoice", Kind.MONEY, help="Cost of one unit"),
        FormField("list_price", "List price", Kind.MONEY),
        FormField("discount", "Discounts", reads=discount_text, help="In their order: 20% 10.00"),
        FormField("timely_payment_percentage", "Timely payment %", width=_SHORT),
        FormField("quote_price", "Quote in the PA", Kind.MONEY),
        FormField("catalogue_price", "Catalogue price", Kind.MONEY),
        FormField("markup_percentage", "Markup %", help="As (19) allows it", width=_SHORT),
        FormField("months_paid", "Months paid", Kind.NUMBER, least=0),
        FormField("paid_to_date", "Rent paid", Kind.MONEY, help="Wins over the months"),
        FormField("owned_by_member", "Member’s own", Kind.YES_NO, help="What is in the shop"),
        FormField("removed_on", "Taken on", Kind.DAY, help="Oxygen: by the day"),
        FormField("returned_on", "Brought back on", Kind.DAY),
        FormField("direct_service_of", "Service of", Kind.CHOICE, options=options_of(_WORK)),
        FormField("minutes", "Minutes", reads=minutes_text, help="Of each part: 90 + 45"),
        FormField("wholesale_acquisition_cost", "Wholesale cost", Kind.MONEY),
    ),
)

_PROOF = Section(
    "Proof, and who pays",
    (
        FormField("proof", "Proo&f", Kind.CHOICE, options=options_of(PROOFS)),
        FormField("proof_on", "Dated", Kind.DAY, help="The day on the proof"),
        FormField(
            "why_payer",
            "&Why this payer",
            wide=True,
            help="What another payer answered, or why MassHealth does not cover it",
        ),
    ),
)

PIECES: tuple[Piece, ...] = (_WHAT, _PRICE, _PROOF)
MAY_CHANGE = frozenset({"proof", "proof_on"})
"""What may still be entered of a charge that stands: its proof."""

_COST = (
    "invoice_price",
    "list_price",
    "discount",
    "timely_payment_percentage",
    "quote_price",
    "catalogue_price",
)
_SAID = frozenset({"discount", "timely_payment_percentage"})
_MONEY = frozenset({"paid_to_date", "wholesale_acquisition_cost"})


def stored_pieces() -> tuple[Piece, ...]:
    """The pieces of a charge that was entered: to be looked at, but for its proof."""
    return tuple(
        replace(
            piece,
            fields=tuple(
                one if one.key in MAY_CHANGE else _to_look_at(one) for one in piece.fields
            ),
        )
        for piece in PIECES
        if isinstance(piece, Section)
    )


def _to_look_at(field: FormField) -> FormField:
    """A field of what stands; its kind may be one that nobody enters."""
    options = options_of(KINDS) if field.key == "kind" else field.options
    return replace(field, read_only=True, options=options)


def asked_for(kind: ChargeKind) -> frozenset[str]:
    """The fields of the price that a kind has; of a proof only what is handed over."""
    keys = set(ASKED_OF[kind])
    shown = keys & {one.key for one in fields_of((_PRICE,))}
    if "acquisition" in keys:
        shown |= set(_COST)
    if kind in HANDED_OVER:
        shown |= MAY_CHANGE
    if kind is ChargeKind.DIRECT_SERVICE:
        shown |= {"minutes"}
    return frozenset(shown)


def cost_fields() -> tuple[FormField, ...]:
    """The fields of a cost, for individual consideration."""
    keys = (*_COST, "markup_percentage")
    return tuple(one for one in fields_of((_PRICE,)) if one.key in keys)


def may_hide() -> frozenset[str]:
    """The fields that not every kind has."""
    return frozenset(one.key for one in fields_of((_PRICE,))) | MAY_CHANGE


def details_of(values: Mapping[str, Any]) -> ChargeDetails:
    """What the action is told, from what stands in the form."""
    kind = ChargeKind(values["kind"])
    proof = Proof(values.get("proof") or Proof.NONE)
    return ChargeDetails(
        member_id=values["member_id"],
        payer_id=values["payer_id"],
        kind=kind,
        service_on=values["service_on"],
        hcpcs=values["hcpcs"] or "",
        description=values.get("description") or "",
        modifiers=tuple((values.get("modifiers") or "").upper().split()),
        product_id=values.get("product_id"),
        asset_id=values.get("asset_id"),
        condition=Condition(values.get("condition") or Condition.NEW),
        units=values.get("units") or 1,
        usual_charge_cents=values.get("usual_charge_cents"),
        asked=asked_of(kind, values),
        pa_required=bool(values.get("pa_required")),
        why_payer=values.get("why_payer") or "",
        proof=proof if kind in HANDED_OVER else Proof.NONE,
        proof_on=values.get("proof_on") if proof is not Proof.NONE else None,
    )


def asked_of(kind: ChargeKind, values: Mapping[str, Any]) -> dict[str, Any]:
    """The further keys of the engine's question that stand in the form."""
    asked: dict[str, Any] = {}
    for key in ASKED_OF[kind]:
        value = values.get(key)
        if key == "owned_by_member":
            asked[key] = bool(value)
        elif value is not None and key in _MONEY:
            asked[key] = format_dollars(value)
        elif isinstance(value, date):
            asked[key] = value.isoformat()
        elif value not in (None, ""):
            asked[key] = value
    cost = _cost_of(values) if "acquisition" in ASKED_OF[kind] else {}
    return asked | ({"acquisition": cost} if cost else {})


def _cost_of(values: Mapping[str, Any]) -> dict[str, Any]:
    cost: dict[str, Any] = {
        key: format_dollars(values[key])
        for key in _COST
        if key not in _SAID and values.get(key) is not None
    }
    if values.get("discount"):
        cost["discounts"] = discounts_in(values["discount"])
    if values.get("timely_payment_percentage"):
        cost["timely_payment_percentage"] = values["timely_payment_percentage"]
    return cost


def values_of(asked: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in the form for the stored keys of a question."""
    found: dict[str, Any] = {}
    cost = asked.get("acquisition") or {}
    for key, value in (*asked.items(), *cost.items()):
        if key in _MONEY or (key in _COST and key in cost and key not in _SAID):
            found[key] = int(parse_dollars(value))
        elif key in ("removed_on", "returned_on"):
            found[key] = date.fromisoformat(value)
        elif key == "discounts":
            found["discount"] = discounts_written(value)
        elif key != "acquisition":
            found[key] = value
    return found
