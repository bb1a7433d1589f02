"""Kits: as a list, one for its page, and what one puts on a slip."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from dmedesk.catalog.queries.finding import product_named
from dmedesk.catalog.tables import Kit, KitLine, Product
from dmedesk.kit.lists import Sort
from dmedesk.store.finding import MOST_FOUND, Found, having
from dmedesk.store.lists import ListQuery


@dataclass(frozen=True, slots=True)
class KitListed:
    """One kit. ``lines`` counts its items, ``units`` those of their pieces that are scanned."""

    id: int
    name: str
    lines: int
    units: int
    from_on: date
    ended_on: date | None
    note: str | None


def _counted(what: Any, *more: Any) -> Any:
    chosen = select(what).where(KitLine.kit_id == Kit.id, *more)
    return chosen.correlate(Kit).scalar_subquery()


def _offered(on: date) -> Any:
    return and_(Kit.from_on <= on, or_(Kit.ended_on.is_(None), Kit.ended_on > on))


KITS: ListQuery[KitListed] = ListQuery(
    KitListed,
    key=Kit.id,
    columns={
        "name": Kit.name,
        "lines": _counted(func.count(KitLine.id)),
        "units": _counted(func.coalesce(func.sum(KitLine.quantity), 0), KitLine.by_serial),
        "from_on": Kit.from_on,
        "ended_on": Kit.ended_on,
        "note": Kit.note,
    },
    chips={"offered": _offered, "ended": lambda on: Kit.ended_on <= on},
    default=(Sort("name"),),
)
"""Every kit, by its name."""


@dataclass(frozen=True, slots=True)
class KitRecord:
    """One kit. ``values`` are its attributes, ``version`` the row version they were read at.

    ``lines`` are the attributes of its lines, each with its ``product`` as a picker names it.
    """

    id: int
    version: int
    values: Mapping[str, Any]
    lines: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class KitItem:
    """What a kit puts on a slip: so many of a product, each by its serial or all as one line."""

    product_id: int
    product: str
    quantity: int
    by_serial: bool


def kit_record(session: Session, kit_id: int) -> KitRecord | None:
    """One kit; None where there is none of this id."""
    kit = session.get(Kit, kit_id)
    if kit is None:
        return None
    lines = session.scalars(select(KitLine).where(KitLine.kit_id == kit_id).order_by(KitLine.id))
    names = ("name", "from_on", "ended_on", "note")
    return KitRecord(
        kit.id,
        kit.row_version,
        {name: getattr(kit, name) for name in names},
        tuple(
            {
                "id": line.id,
                "row_version": line.row_version,
                "product": product_named(session, line.product_id),
                "quantity": line.quantity,
                "by_serial": line.by_serial,
            }
            for line in lines
        ),
    )


def kit_items(session: Session, *, kit_id: int) -> list[KitItem]:
    """What a kit puts on a slip, in the order of its lines."""
    chosen = (
        select(Product.id, Product.description, KitLine.quantity, KitLine.by_serial)
        .join(Product, Product.id == KitLine.product_id)
        .where(KitLine.kit_id == kit_id)
        .order_by(KitLine.id)
    )
    return [KitItem(*row) for row in session.execute(chosen)]


def find_kits(session: Session, part: str, *, on: date) -> list[Found]:
    """The kits that are offered on a day and have every word of ``part``, by their names."""
    chosen = select(Kit).where(*having((Kit.name, Kit.note), part), _offered(on))
    found = session.scalars(chosen.order_by(Kit.name).limit(MOST_FOUND))
    return [Found(one.id, one.name, one.note or "") for one in found]


def kit_named(session: Session, kit_id: int) -> Found | None:
    """One kit."""
    found = session.get(Kit, kit_id)
    return None if found is None else Found(found.id, found.name, found.note or "")
