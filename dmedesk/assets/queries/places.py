"""The places where units are kept: listed with their units counted, and one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from dmedesk.assets.rules import PlaceKind
from dmedesk.assets.tables import Asset, Place
from dmedesk.kit.lists import Sort
from dmedesk.store.lists import ListQuery


@dataclass(frozen=True, slots=True)
class PlaceListed:
    """One place with the units that are there now."""

    id: int
    name: str
    kind: PlaceKind
    units: int
    closed_on: date | None


_UNITS = (
    select(func.count(Asset.id))
    .where(Asset.place_id == Place.id)
    .correlate(Place)
    .scalar_subquery()
)

PLACES: ListQuery[PlaceListed] = ListQuery(
    PlaceListed,
    key=Place.id,
    columns={
        "name": Place.name,
        "kind": Place.kind,
        "units": _UNITS,
        "closed_on": Place.closed_on,
    },
    chips={
        "open": lambda on: or_(Place.closed_on.is_(None), Place.closed_on > on),
        "vans": lambda _on: Place.kind == PlaceKind.VAN,
        "closed": lambda on: Place.closed_on <= on,
    },
    default=(Sort("name"),),
)
"""Every place, by its name."""


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """One place. ``values`` are its attributes, ``version`` the row version they were read at."""

    id: int
    name: str
    kind: PlaceKind
    units: int
    version: int
    values: Mapping[str, Any]


def place_record(session: Session, place_id: int) -> PlaceRecord | None:
    """One place; None where there is none of this id."""
    place = session.get(Place, place_id)
    if place is None:
        return None
    units = session.scalars(select(func.count(Asset.id)).where(Asset.place_id == place_id)).one()
    values = {"name": place.name, "kind": place.kind, "closed_on": place.closed_on}
    return PlaceRecord(place.id, place.name, place.kind, units, place.row_version, values)
