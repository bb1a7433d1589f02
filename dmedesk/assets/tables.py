"""Serialised units: one row a physical piece of equipment that the shop owns."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.catalog.tables import Product
from dmedesk.store.base import Base, RowVersioned
from dmedesk.store.columns import Cents, choice


class Condition(StrEnum):
    """Whether a unit was new or used when it came to the shop; used ones are paid less."""

    NEW = "new"
    USED = "used"


class AssetState(StrEnum):
    """Where a unit stands today."""

    READY = "ready"
    ON_RENT = "on_rent"
    LOANED = "loaned"
    SOLD = "sold"
    CLEANING = "cleaning"
    REPAIR = "repair"
    QUARANTINED = "quarantined"
    RECALLED = "recalled"
    LOST = "lost"
    RETIRED = "retired"


class Asset(RowVersioned, Base):
    """A unit. ``serial`` is as printed; ``serial_key`` is the form in which serials are compared."""

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
