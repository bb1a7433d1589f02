"""Serialised units: one row a physical piece of equipment that the shop owns."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.assets.rules import AssetState, Condition
from dmedesk.catalog.tables import Product
from dmedesk.store.base import Base, RowVersioned
from dmedesk.store.columns import Cents, choice


class Asset(RowVersioned, Base):
    """A unit. ``serial`` is as printed; ``serial_key`` is the form that is compared."""

    __tablename__ = "assets"
    __table_args__ = (
        UniqueConstraint("serial_key"),
        CheckConstraint("cost_cents >= 0", name="cost_is_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    serial: Mapped[str]
    serial_key: Mapped[str]
    product_id: Mapped[int] = mapped_column(ForeignKey(Product.id), index=True)
    condition: Mapped[Condition | None] = mapped_column(choice(Condition, "condition"))
    lot: Mapped[str | None]
    acquired_on: Mapped[date | None]
    cost_cents: Mapped[int | None] = mapped_column(Cents)
    state: Mapped[AssetState] = mapped_column(choice(AssetState, "state"))
