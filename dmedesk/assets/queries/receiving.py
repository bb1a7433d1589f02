"""What is known of serials and labels while units are being received."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.assets.rules import serial_key
from dmedesk.assets.rules.moves import WORDS
from dmedesk.assets.rules.receiving import entered_twice, odd_rows
from dmedesk.assets.tables import Asset
from dmedesk.catalog.queries.finding import product_named
from dmedesk.catalog.tables import Product
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.store.finding import Found

_SERIALS_LOOKED_AT = 50


def doubts(
    session: Session, *, units: Sequence[Mapping[str, Any]], product_id: int | None
) -> list[Finding]:
    """What is to be said of serials at once: entered already, twice here, oddly shaped."""
    found = [*_known(session, units), *entered_twice(units)]
    told = {one.field for one in found}
    odd = odd_rows(units, _serials_of(session, product_id))
    return [*found, *(one for one in odd if one.field not in told)]


def _known(session: Session, units: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    keys = [serial_key(unit.get("serial") or "") for unit in units]
    chosen = (
        select(Asset.serial_key, Asset.id, Asset.state, Product.description)
        .join(Product, Product.id == Asset.product_id)
        .where(Asset.serial_key.in_([key for key in keys if key]))
    )
    known = {row[0]: row for row in session.execute(chosen)}
    for at, (key, unit) in enumerate(zip(keys, units, strict=True)):
        if key in known:
            _key, asset_id, state, description = known[key]
            yield Finding(
                Severity.STOP,
                "serial_taken",
                f"{unit['serial']} is entered already: {description}, {WORDS[state]}.",
                remedy="Open that unit, or look at the label again.",
                field=f"units/{at}/serial",
                opens=RecordRef("asset", asset_id),
            )


def _serials_of(session: Session, product_id: int | None) -> list[str]:
    """Serials of units of a product, the latest ones."""
    chosen = (
        select(Asset.serial)
        .where(Asset.product_id == product_id)
        .order_by(Asset.id.desc())
        .limit(_SERIALS_LOOKED_AT)
    )
    return [] if product_id is None else list(session.scalars(chosen))


def product_of_label(session: Session, udi_di: str) -> Found | None:
    """The one product whose labels bear this device identifier; None where it is not known."""
    ids = session.scalars(select(Product.id).where(Product.udi_di == udi_di).limit(2)).all()
    return product_named(session, ids[0]) if len(ids) == 1 else None
