"""What units offer to other houses' pages: a unit's own history, and the units of a product."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from dmedesk.assets.queries.counted import counted_of
from dmedesk.assets.queries.listed import PRODUCTS
from dmedesk.assets.queries.records import UnitRecord, unit_record
from dmedesk.assets.rules.counts import SETTLING_WORDS
from dmedesk.catalog.queries.records import product_record
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.offers import Event, ListLink, Related, State
from dmedesk.kit.references import RecordRef
from dmedesk.rates.money import format_dollars
from dmedesk.store.record_events import changes_of, entered_by, saying

_RANK = 25
_TABLE = "assets"

WORDS = {
    "serial": "Serial",
    "product_id": "Product no. of this program",
    "condition": "Condition",
    "lot": "Lot",
    "acquired_on": "Acquired",
    "cost_cents": "Cost",
    "state": "State",
    "inventory_no": "Inventory number",
    "udi_di": "Device identifier",
    "udi_pi": "Production identifier",
    "lot_expires_on": "Lot expires",
    "warranty_ends_on": "Warranty ends",
    "vendor": "Vendor",
    "purchase_invoice_no": "Purchase invoice",
}
"""How the history says what was changed of a unit."""

_SAY = saying(coded=("state", "condition"))


def related(session: Any, ref: RecordRef) -> Sequence[Related]:
    """The units of a product; the product of a unit."""
    if ref.kind == "product":
        product = product_record(session, ref.id)
        if product is None:
            return ()
        asked = Ask(filters=(Filter("product_no", Match.IS, product.values["product_no"]),))
        (row,) = PRODUCTS.rows(session, [ref.id], on=date.max)
        return [Related("units", row.units, ListLink("units", asked), rank=_RANK)]
    if ref.kind == "asset":
        unit = unit_record(session, ref.id)
        if unit is not None and unit.product is not None:
            opens = RecordRef("product", unit.product.id)
            return [Related(unit.product.title, 1, opens, rank=_RANK)]
    return ()


def events(session: Any, ref: RecordRef) -> Sequence[Event]:
    """A unit's own history: received, warranty and lot, notes, changes of what is known of it."""
    if ref.kind != "asset":
        return ()
    unit = unit_record(session, ref.id)
    if unit is None:
        return ()
    changes = changes_of(session, table_name=_TABLE, row_id=ref.id, words=WORDS, say=_SAY)
    counted = _counted(session, ref.id)
    return [*_received(session, unit), *_ends(unit), *_noted(unit), *counted, *changes]


def _received(session: Any, unit: UnitRecord) -> Iterator[Event]:
    found = entered_by(session, table_name=_TABLE, row_id=unit.id)
    entered_on = found[1].at.astimezone().date() if found else None
    on = unit.values["acquired_on"] or entered_on
    if on is not None:
        vendor, cost = unit.values["vendor"], unit.values["cost_cents"]
        pieces = [f"from {vendor}"] if vendor else []
        pieces += [f"for {format_dollars(cost)}"] if cost is not None else []
        who = found[0] if found else ""
        yield Event(on, " ".join(["Received", *pieces]), State.READY, who, place=0)


def _ends(unit: UnitRecord) -> Iterator[Event]:
    for name, words in (
        ("warranty_ends_on", "Last day of the warranty"),
        ("lot_expires_on", "Last good day of the lot"),
    ):
        if unit.values[name] is not None:
            yield Event(unit.values[name], words, State.WAITING, place=9)


def _noted(unit: UnitRecord) -> Iterator[Event]:
    for note in unit.notes:
        on = note.written_at.astimezone().date()
        yield Event(on, note.note, State.READY, note.written_by, place=5)


def _counted(session: Any, asset_id: int) -> Iterator[Event]:
    for one in counted_of(session, asset_id):
        opens = RecordRef("count", one.count_id)
        if one.settled is None:
            words, state = f"Seen in count {one.count_no} of {one.place}", State.READY
        else:
            ended = SETTLING_WORDS[one.settled]
            words, state = f"Count {one.count_no} of {one.place}: {ended}", State.CLOSED
        said = f"{words}. {one.note}" if one.note else words
        yield Event(one.on, said, state, one.by, opens=opens, place=4)
