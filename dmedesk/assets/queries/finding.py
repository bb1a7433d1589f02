"""Units found by a part of their serial, number or product, places by their name, for pickers."""

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from dmedesk.assets.rules import AssetState, serial_key
from dmedesk.assets.rules.moves import WORDS
from dmedesk.assets.tables import Asset, Place
from dmedesk.catalog.tables import Product
from dmedesk.store.finding import MOST_FOUND, Found, having

_COLUMNS = (
    Asset.serial,
    Asset.serial_key,
    Asset.inventory_no,
    Product.description,
    Product.hcpcs,
    Product.model,
)


def find_units(session: Session, part: str) -> list[Found]:
    """The units that have every word of ``part``; those that are ready first, then by serial.

    A serial is found by any part of it, typed with dashes or without.
    """
    key = serial_key(part)
    alike = Asset.serial_key.contains(key, autoescape=True) if key else Asset.id > 0
    chosen = _units().where(alike).limit(MOST_FOUND)
    found = list(map(_found, session.execute(chosen)))
    if found:
        return found
    return list(map(_found, session.execute(_units().where(*having(_COLUMNS, part)))))[:MOST_FOUND]


def unit_named(session: Session, asset_id: int) -> Found | None:
    """One unit."""
    row = session.execute(_units().where(Asset.id == asset_id)).first()
    return None if row is None else _found(row)


def _units() -> Select[int, str, AssetState, str]:
    return (
        select(Asset.id, Asset.serial, Asset.state, Product.description)
        .join(Product, Product.id == Asset.product_id)
        .order_by((Asset.state == AssetState.READY).desc(), Asset.serial_key)
    )


def _found(row: Row[int, str, AssetState, str]) -> Found:
    asset_id, serial, state, description = row
    return Found(asset_id, serial, f"{description} · {WORDS[state]}")


def find_places(session: Session, part: str) -> list[Found]:
    """The places that are not closed and have every word of ``part`` in their names, by name."""
    chosen = select(Place).where(Place.closed_on.is_(None), *having((Place.name,), part))
    rows = session.scalars(chosen.order_by(Place.name).limit(MOST_FOUND))
    return [Found(place.id, place.name, place.kind.value) for place in rows]


def place_named(session: Session, place_id: int) -> Found | None:
    """One place."""
    place = session.get(Place, place_id)
    return None if place is None else Found(place.id, place.name, place.kind.value)
