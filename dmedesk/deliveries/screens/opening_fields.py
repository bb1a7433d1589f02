"""What a new slip is entered with: its fields, what is wrong between them, how it is opened."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from dmedesk.assets.screens.picking import PRODUCT_PICKER, UNIT_PICKER
from dmedesk.catalog.queries.kits import KitItem
from dmedesk.catalog.screens.picking import kit_picker
from dmedesk.deliveries.actions.kits import KIT_FIELD
from dmedesk.deliveries.actions.opening import WantedLine, open_ticket
from dmedesk.deliveries.rules.kits import pieces_of
from dmedesk.deliveries.rules.scanned import FIELD, ScannedUnit
from dmedesk.deliveries.rules.words import PickupReason, Terms, TicketKind, Way
from dmedesk.deliveries.screens.words import KIND_WORDS, PICKUP_WORDS, TERMS_WORDS, WAY_WORDS
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.members.screens.picking import MEMBER_PICKER, PAYER_PICKER
from dmedesk.papers.screens.picking import ORDER_PICKER
from dmedesk.widgets.forms.fields import (
    FormField,
    Kind,
    Picked,
    Picker,
    Section,
    SubTable,
    options_of,
)
from dmedesk.widgets.forms.rows import Row
from dmedesk.widgets.forms.spec import RecordSpec
from dmedesk.widgets.theme import GRID

LINES, ITEM, AWAITS = "lines", "product_id", "awaits_unit"
_NARROW, _TERMS, _SERIAL, _PRODUCT = 16 * GRID, 20 * GRID, 40 * GRID, 64 * GRID

# A rental is never chosen here: it follows from the unit.
_RENTAL = Picker("rental", "rental", lambda _session, _part: (), lambda _session, _id: None)

_TO_SCAN = (("yes", "‖ to scan"),)
_WAYS = options_of(WAY_WORDS)
# A substitute is lent from its repair.
_ON_TERMS = options_of({one: TERMS_WORDS[one] for one in (Terms.RENT, Terms.SALE)})


def _shown(key: str, label: str, picker: Picker, width: int) -> FormField:
    """A column that follows from what was scanned or chosen."""
    return FormField(key, label, Kind.RECORD, picker=picker, width=width, read_only=True)


HEAD = Section(
    "The visit",
    (
        FormField("kind", "&Kind", Kind.CHOICE, required=True, options=options_of(KIND_WORDS)),
        FormField("member_id", "&Member", Kind.RECORD, required=True, picker=MEMBER_PICKER),
        FormField("payer_id", "Pa&yer", Kind.RECORD, picker=PAYER_PICKER),
        FormField(
            "reason",
            "&Reason",
            Kind.CHOICE,
            options=options_of(PICKUP_WORDS),
            help="Why a pickup fetches the units",
        ),
        FormField("planned_on", "Pla&nned for", Kind.DAY, required=True),
        FormField("asked_on", "&Asked for on", Kind.DAY, required=True),
        FormField("driver", "&Driver"),
        FormField("order_id", "Order", Kind.RECORD, picker=ORDER_PICKER, help="What it fills"),
        FormField("note", "Note", wide=True, help="For the driver; it stands on the slip"),
    ),
)
_ADDED_ONE_BY_ONE = (
    FormField(
        FIELD,
        "&Unit",
        Kind.RECORD,
        picker=replace(UNIT_PICKER, may_add=False),
        help="Scan it, or type its serial and Enter",
    ),
    FormField(
        ITEM,
        "&Item",
        Kind.RECORD,
        picker=replace(PRODUCT_PICKER, may_add=False),
        help="Without a serial: tubing, masks",
    ),
)


def adding(today: date) -> Section:
    """The fields by which lines are added; the kits are those that are offered today."""
    kit = FormField(
        KIT_FIELD,
        "Ki&t",
        Kind.RECORD,
        picker=kit_picker(today),
        help="Its units are scanned then",
    )
    return Section("What goes along", (*_ADDED_ONE_BY_ONE, kit))


TABLE = SubTable(
    LINES,
    "&On the slip",
    (
        FormField("way", "Way", Kind.CHOICE, width=_NARROW, options=_WAYS, read_only=True),
        _shown("unit_id", "Serial", UNIT_PICKER, _SERIAL),
        _shown("product_id", "Item", PRODUCT_PICKER, _PRODUCT),
        _shown("rental_id", "Rental", _RENTAL, _NARROW),
        FormField(AWAITS, "Unit", Kind.CHOICE, width=_TERMS, options=_TO_SCAN, read_only=True),
        FormField("quantity", "Qty", Kind.NUMBER, required=True, least=1, width=_NARROW),
        FormField("terms", "Terms", Kind.CHOICE, required=True, width=_TERMS, options=_ON_TERMS),
        FormField("accessories", "Accessories"),
    ),
    noun="line",
)


def slip_findings(values: Mapping[str, Any]) -> Sequence[Finding]:
    """What is wrong between the fields of a new slip."""
    return list(_findings(values))


def _findings(values: Mapping[str, Any]) -> Iterator[Finding]:
    kind, asked_on, planned_on = (values.get(key) for key in ("kind", "asked_on", "planned_on"))
    is_pickup = kind == TicketKind.PICKUP.value
    if values.get("reason") and not is_pickup:
        message, remedy = "Only a pickup has a reason.", "Take it out, or make it a pickup."
        yield Finding(Severity.STOP, "reason_too_many", message, remedy=remedy, field="reason")
    if is_pickup and not values.get("reason"):
        message, remedy = "Nobody said why it is fetched.", "Choose the reason."
        yield Finding(Severity.STOP, "reason_missing", message, remedy=remedy, field="reason")
    if asked_on and planned_on and planned_on < asked_on:
        message, remedy = "It is planned before it was asked for.", "Correct one of the days."
        yield Finding(Severity.STOP, "planned_early", message, remedy=remedy, field="planned_on")
    if values.get(LINES) == []:
        message, remedy = "The slip has no line.", "Scan a serial, or enter an item."
        yield Finding(Severity.STOP, "no_lines", message, remedy=remedy, field=LINES)


def unit_line(unit: ScannedUnit, way: Way) -> dict[str, Any]:
    """A unit as a line of the form; what comes back brings the rental that it serves in."""
    rental = None if unit.rental_id is None else Picked(unit.rental_id, unit.rental_no)
    return {
        "way": way.value,
        "unit_id": Picked(unit.asset_id, unit.serial),
        "product_id": Picked(unit.product_id, unit.product),
        "rental_id": rental if way is Way.BACK else None,
        "quantity": 1,
        "terms": Terms.RENT.value,
    }


def item_line(product: Picked, way: Way) -> dict[str, Any]:
    """Something without a serial as a line of the form: what is used up is sold."""
    terms = Terms.SALE.value
    return {"way": way.value, "product_id": product, "quantity": 1, "terms": terms}


def kit_rows(items: Sequence[KitItem]) -> list[dict[str, Any]]:
    """A kit as lines of the form."""
    products = {item.product_id: item.product for item in items}
    return [
        {
            "way": Way.OUT.value,
            "product_id": Picked(line.product_id, products[line.product_id]),
            "quantity": line.quantity,
            "terms": line.terms.value,
            AWAITS: "yes" if line.awaits_unit else None,
        }
        for line in pieces_of((one.product_id, one.quantity, one.by_serial) for one in items)
    ]


def fill_awaiting(rows: Sequence[Row], unit: ScannedUnit) -> bool:
    """Let the unit be that of the first line that waits for one of its product, if one does."""
    for one in rows:
        cells = one["cells"]
        if cells.get(AWAITS) and cells["product_id"]["id"] == unit.product_id:
            cells["unit_id"] = {"id": unit.asset_id, "title": unit.serial}
            cells[AWAITS] = None
            return True
    return False


def save_slip(work: Any, *, row_id: int | None, version: int, values: Mapping[str, Any]) -> int:
    """Open the slip; findings that name no field of their own stand under its lines."""
    del row_id, version
    reason = values["reason"]
    try:
        return open_ticket(
            work,
            kind=TicketKind(values["kind"]),
            member_id=values["member_id"],
            payer_id=values["payer_id"],
            asked_on=values["asked_on"],
            planned_on=values["planned_on"],
            driver=values["driver"] or "",
            reason=PickupReason(reason) if reason else None,
            note=values["note"] or "",
            order_id=values["order_id"],
            lines=[_wanted(line) for line in values[LINES]],
        )
    except Refused as refused:
        raise Refused(
            [replace(one, field=one.field or LINES) for one in refused.findings]
        ) from refused


def _wanted(line: Mapping[str, Any]) -> WantedLine:
    return WantedLine(
        way=Way(line["way"]),
        product_id=line["product_id"],
        asset_id=line["unit_id"],
        rental_id=line["rental_id"],
        quantity=line["quantity"],
        accessories=line["accessories"] or "",
        terms=Terms(line["terms"]),
        awaits_unit=bool(line[AWAITS]),
    )


def _fresh(today: date, _session: Any) -> Mapping[str, Any]:
    return {"kind": TicketKind.DELIVERY.value, "asked_on": today, "planned_on": today}


def slip_spec(today: date) -> RecordSpec:
    """The form of a new slip. One that is opened has a page of its own."""
    return RecordSpec(
        kind="ticket",
        noun="slip",
        pieces=(HEAD, adding(today), TABLE),
        read=lambda _session, _ticket_id: None,
        save=save_slip,
        action="open_ticket",
        fresh=partial(_fresh, today),
        checks=slip_findings,
    )
