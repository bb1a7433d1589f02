"""The places where units are kept: listed with their units counted, one, and found for pickers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from dmedesk.assets.rules import PlaceKind
from dmedesk.assets.rules.places import PLACE_WORDS
from dmedesk.assets.tables import Asset, Place
from dmedesk.kit.lists import Sort
from dmedesk.store.finding import MOST_FOUND, Found, having
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


def find_places(session: Session, part: str) -> list[Found]:
    """The places that are not closed and have every word of ``part`` in their names, by name."""
    chosen = (
        select(Place)
        .where(Place.closed_on.is_(None), *having((Place.name,), part))
        .order_by(Place.name)
        .limit(MOST_FOUND)
    )
    return [_found(place) for place in session.scalars(chosen)]


def place_named(session: Session, place_id: int) -> Found | None:
    """One place."""
    place = session.get(Place, place_id)
    return None if place is None else _found(place)


def _found(place: Place) -> Found:
    return Found(place.id, place.name, PLACE_WORDS[place.kind].lower())
