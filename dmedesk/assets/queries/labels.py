"""What the labels of chosen units say."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.assets.rules.labels import UnitLabel
from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product

_AT_ONCE = 500


def unit_labels(session: Session, *, asset_ids: Sequence[int]) -> list[UnitLabel]:
    """The labels of these units in the order given; units that are gone have none."""
    found: dict[int, UnitLabel] = {}
    for start in range(0, len(asset_ids), _AT_ONCE):
        chosen = (
            select(Asset, Product)
            .join(Product, Product.id == Asset.product_id)
            .where(Asset.id.in_(asset_ids[start : start + _AT_ONCE]))
        )
        for unit, product in session.execute(chosen):
            made = " ".join(filter(None, (product.manufacturer, product.model)))
            what = ", ".join(filter(None, (product.description, made)))
            found[unit.id] = UnitLabel(unit.serial, what, unit.inventory_no or "")
    return [found[one] for one in asset_ids if one in found]
