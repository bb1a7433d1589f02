"""The list of units as people look at it, and the list of products with their units counted."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select

from dmedesk.assets.rules import AssetState, Condition
from dmedesk.assets.tables import Asset
from dmedesk.catalog.queries.listed import ProductListed
from dmedesk.catalog.rules.words import PaymentClass
from dmedesk.catalog.tables import Product
from dmedesk.kit.lists import Sort
from dmedesk.store.lists import ListQuery

GONE = (AssetState.SOLD, AssetState.LOST, AssetState.RETIRED)
"""States of units that the shop has no more."""


@dataclass(frozen=True, slots=True)
class UnitListed:
    """One unit. ``holder`` is the member who has it, ``since`` when its present situation began.

    ``last_holder`` had it before. ``place`` is where it is kept, or the holder's town.
    ``earned_cents`` is what was billed here while it served, credits off; ``seen_on`` the last day
    on which anything was heard of it.
    """

    id: int
    serial: str
    product: str
    model: str
    hcpcs: str
    state: AssetState
    holder_id: int | None
    holder: str | None
    since: date | None
    place: str | None
    last_holder: str | None
    inventory_no: str | None
    condition: Condition | None
    lot: str | None
    warranty_ends_on: date | None
    acquired_on: date | None
    cost_cents: int | None
    earned_cents: int
    seen_on: date | None


def maker_and_model() -> Any:
    """Maker and model in one text, empty where neither is known."""
    maker, model = (func.coalesce(one, "") for one in (Product.manufacturer, Product.model))
    return func.trim(maker + " " + model)


def _units(*clauses: Any) -> Any:
    chosen = select(func.count(Asset.id)).where(Asset.product_id == Product.id, *clauses)
    return chosen.correlate(Product).scalar_subquery()


_HAD = _units(Asset.state.not_in(GONE))
_READY = _units(Asset.state == AssetState.READY)
_RENTED_CLASSES = (
    PaymentClass.CAPPED,
    PaymentClass.CAPPED_POWER_WHEELCHAIR,
    PaymentClass.INEXPENSIVE,
    PaymentClass.MONTHLY,
)

PRODUCTS: ListQuery[ProductListed] = ListQuery(
    ProductListed,
    key=Product.id,
    columns={
        "product_no": Product.product_no,
        "description": Product.description,
        "model": maker_and_model(),
        "hcpcs": Product.hcpcs,
        "usual_rental_cents": Product.usual_rental_cents,
        "usual_purchase_cents": Product.usual_purchase_cents,
        "payment_class": Product.payment_class,
        "family": Product.family,
        "units": _HAD,
        "ready": _READY,
    },
    chips={
        "priceless": lambda _on: (
            Product.usual_rental_cents.is_(None)
            & or_(Product.payment_class.is_(None), Product.payment_class.in_(_RENTED_CLASSES))
        ),
        "used_up": lambda _on: (_HAD > 0) & (_READY == 0),
        "unitless": lambda _on: _HAD == 0,
    },
    default=(Sort("description"), Sort("product_no")),
)
"""Every product with the units of it that the shop has, and those that are ready."""
