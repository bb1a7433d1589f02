"""Products that the shop carries."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.catalog.rules.words import (
    Family,
    PaymentClass,
)
from dmedesk.store.base import Base, RowVersioned
from dmedesk.store.columns import Cents, choice


class Product(RowVersioned, Base):
    """A model that the shop carries. Its own class and family win over the fee row's."""

    __tablename__ = "products"
    __table_args__ = (
        UniqueConstraint("product_no"),
        CheckConstraint("usual_rental_cents >= 0", name="usual_rental_is_not_negative"),
        CheckConstraint("usual_purchase_cents >= 0", name="usual_purchase_is_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    product_no: Mapped[str]
    hcpcs: Mapped[str] = mapped_column(index=True)
    description: Mapped[str]
    manufacturer: Mapped[str | None]
    model: Mapped[str | None]
    udi_di: Mapped[str | None]
    usual_rental_cents: Mapped[int | None] = mapped_column(Cents)
    usual_purchase_cents: Mapped[int | None] = mapped_column(Cents)
    family: Mapped[Family | None] = mapped_column(choice(Family, "family"))
    payment_class: Mapped[PaymentClass | None] = mapped_column(
        choice(PaymentClass, "payment_class")
    )
