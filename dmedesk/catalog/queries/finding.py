"""Products found by a part of their number, code or name, for pickers."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.catalog.tables import Product
from dmedesk.store.finding import MOST_FOUND, Found, having

_COLUMNS = (
    Product.product_no,
    Product.hcpcs,
    Product.description,
    Product.manufacturer,
    Product.model,
)


def find_products(session: Session, part: str) -> list[Found]:
    """The products that have every word of ``part``, by their names."""
    chosen = select(Product).where(*having(_COLUMNS, part)).order_by(Product.description)
    return [_found(one) for one in session.scalars(chosen.limit(MOST_FOUND))]


def product_named(session: Session, product_id: int) -> Found | None:
    """One product."""
    found = session.get(Product, product_id)
    return None if found is None else _found(found)


def _found(one: Product) -> Found:
    model = " ".join(filter(None, (one.manufacturer, one.model)))
    about = " · ".join(filter(None, (one.hcpcs, one.product_no, model)))
    return Found(one.id, one.description, about)
