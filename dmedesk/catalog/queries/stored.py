"""Products and our own fee rows as their files have them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.catalog.rules.fees import fee_of
from dmedesk.catalog.tables import FeeRow, Product
from dmedesk.kit.records import StoredRow
from dmedesk.store.rows import stored_rows


def product_ids(session: Session) -> dict[str, int]:
    """The id of every product by number."""
    return dict(session.execute(select(Product.product_no, Product.id)).all())


def stored_products(session: Session) -> list[StoredRow]:
    """Every product, as ``products.csv`` has it; money in cents."""
    return stored_rows(
        session,
        select(
            Product.id,
            Product.product_no,
            Product.hcpcs,
            Product.description,
            Product.manufacturer,
            Product.model,
            Product.udi_di,
            Product.usual_rental_cents.label("usual_rental"),
            Product.usual_purchase_cents.label("usual_purchase"),
            Product.family,
            Product.payment_class,
        ),
    )


def stored_fees(session: Session) -> list[StoredRow]:
    """Every row in our own form, as ``fees.csv`` has it; ``until_on`` is the day after the last."""
    chosen = select(
        FeeRow.id,
        FeeRow.hcpcs,
        FeeRow.modifiers,
        FeeRow.state,
        FeeRow.fee_cents,
        FeeRow.from_on,
        FeeRow.until_on,
        FeeRow.payment_class,
        FeeRow.family,
        FeeRow.source,
        FeeRow.regime,
    )
    return [_with_fee(row) for row in stored_rows(session, chosen)]


def _with_fee(row: StoredRow) -> StoredRow:
    values = dict(row.values)
    values["fee"] = fee_of(values.pop("state"), values.pop("fee_cents"))
    return StoredRow(row.id, values)
