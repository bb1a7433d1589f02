"""The read side of units."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.kit.records import StoredRow
from dmedesk.store.rows import stored_rows


def stored_assets(session: Session) -> list[StoredRow]:
    """Every unit, as ``assets.csv`` has it."""
    return stored_rows(
        session,
        select(
            Asset.id,
            Asset.serial,
            Product.product_no,
            Asset.condition,
            Asset.lot,
            Asset.acquired_on,
            Asset.cost_cents.label("cost"),
            Asset.state,
        ).join(Product, Product.id == Asset.product_id),
    )


def asset_ids(session: Session) -> dict[str, int]:
    """The id of every unit by the compared form of its serial."""
    return dict(session.execute(select(Asset.serial_key, Asset.id)).all())
