"""Kits: products that go out together."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.catalog.tables.products import Product
from dmedesk.store.base import Base, RowVersioned


class Kit(RowVersioned, Base):
    """Products that go out together, under one name. Offered from ``from_on`` until ``ended_on``.

    A slip takes a kit's lines over as they are that day: what the kit becomes later changes none.
    """

    __tablename__ = "kits"
    __table_args__ = (
        UniqueConstraint("name"),
        CheckConstraint("ended_on IS NULL OR ended_on > from_on", name="from_before_ended"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    from_on: Mapped[date]
    ended_on: Mapped[date | None]
    note: Mapped[str | None]


class KitLine(RowVersioned, Base):
    """So many of one product in a kit. ``by_serial``: each is scanned for the slip."""

    __tablename__ = "kit_lines"
    __table_args__ = (
        UniqueConstraint("kit_id", "product_id"),
        CheckConstraint("quantity >= 1", name="quantity_is_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kit_id: Mapped[int] = mapped_column(ForeignKey(Kit.id))
    product_id: Mapped[int] = mapped_column(ForeignKey(Product.id))
    quantity: Mapped[int]
    by_serial: Mapped[bool]
