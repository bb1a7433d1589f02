"""How the units stand: by their state, and by product."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product


def fleet_by_state(session: Session) -> dict[AssetState, int]:
    """How many units stand how, for every state that has any; one statement."""
    chosen = select(Asset.state, func.count(Asset.id)).group_by(Asset.state)
    return dict(session.execute(chosen).all())


@dataclass(frozen=True, slots=True)
class FleetUse:
    """The units of one product: how many, how many earn, are ready, are somewhere else.

    ``used_percentage`` is the share on rent of those that could be: not sold, retired or lost.
    """

    id: int
    product: str
    hcpcs: str
    units: int
    on_rent: int
    ready: int
    elsewhere: int
    gone: int
    used_percentage: int | None


_EARNING = (AssetState.ON_RENT, AssetState.LOANED)
_GONE = (AssetState.SOLD, AssetState.RETIRED, AssetState.LOST)


def fleet_use(session: Session) -> list[FleetUse]:
    """Every product that has units, by its name; one statement."""

    def counted(*states: AssetState) -> Any:
        return func.sum(case((Asset.state.in_(states), 1), else_=0))

    statement = (
        select(
            Product.id,
            Product.description,
            Product.hcpcs,
            func.count(Asset.id),
            counted(*_EARNING),
            counted(AssetState.READY),
            counted(*_GONE),
        )
        .join(Asset, Asset.product_id == Product.id)
        .group_by(Product.id, Product.description, Product.hcpcs)
        .order_by(Product.description, Product.id)
    )
    return [
        FleetUse(
            id=product_id,
            product=product,
            hcpcs=hcpcs,
            units=units,
            on_rent=on_rent,
            ready=ready,
            elsewhere=units - on_rent - ready - gone,
            gone=gone,
            used_percentage=100 * on_rent // (units - gone) if units > gone else None,
        )
        for product_id, product, hcpcs, units, on_rent, ready, gone in session.execute(statement)
    ]
