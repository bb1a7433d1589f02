"""The read side of units."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.kit.records import StoredRow
from dmedesk.store.rows import stored_rows
from dmedesk.store.search import Entry, Feed, said


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


def _unit(row: Any) -> Entry:
    return Entry(
        row.id,
        row.serial,
        said(row.description, row.hcpcs, row.state.value.replace("_", " "), row.lot),
        numbers=(row.serial_key, row.lot, row.udi_di),
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
