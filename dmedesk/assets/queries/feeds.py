"""What a search finds of units, and of counts of them."""

from typing import Any

from sqlalchemy import select

from dmedesk.assets.tables import Asset, Count, Place
from dmedesk.catalog.tables import Product
from dmedesk.store.search import Entry, Feed, said

_EVERYWHERE = "all the house"


def _unit(row: Any) -> Entry:
    return Entry(
        row.id,
        row.serial,
        said(row.description, row.hcpcs, row.state.value.replace("_", " "), row.lot),
        numbers=(row.serial_key, row.inventory_no, row.lot, row.udi_di, row.unit_di),
        others=(row.description, row.hcpcs, row.manufacturer, row.model),
    )


UNITS = Feed(
    kind="asset",
    section="Units",
    letter="u",
    rows=select(
        Asset.id,
        Asset.serial,
        Asset.serial_key,
        Asset.state,
        Asset.lot,
        Asset.inventory_no,
        Asset.udi_di.label("unit_di"),
        Product.description,
        Product.hcpcs,
        Product.manufacturer,
        Product.model,
        Product.udi_di,
    ).join(Product, Product.id == Asset.product_id),
    entry=_unit,
    table="assets",
    tables={"assets": Asset.id, "products": Product.id},
)


def _count(row: Any) -> Entry:
    begun_on = row.begun_on.isoformat()
    place = row.place or _EVERYWHERE
    return Entry(
        row.id,
        f"Count {row.count_no}",
        said(place, f"begun {begun_on}", row.begun_by),
        others=(place, begun_on, row.begun_by),
    )


COUNTS = Feed(
    kind="count",
    section="Counts",
    letter="n",
    rows=select(
        Count.id, Count.count_no, Count.begun_on, Count.begun_by, Place.name.label("place")
    ).outerjoin(Place, Place.id == Count.place_id),
    entry=_count,
    table="counts",
    tables={"counts": Count.id, "places": Place.id},
)
