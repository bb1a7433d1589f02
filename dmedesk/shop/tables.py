"""The shop itself: its letterhead by versions, and the sequences that number its papers."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.store.base import Base, RowVersioned


class Company(RowVersioned, Base):
    """One version of the letterhead: in force from its first day until the next version's."""

    __tablename__ = "companies"
    __table_args__ = (UniqueConstraint("from_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    from_on: Mapped[date]
    name: Mapped[str]
    address1: Mapped[str | None]
    address2: Mapped[str | None]
    city: Mapped[str | None]
    state: Mapped[str | None]
    zip: Mapped[str | None]
    phone: Mapped[str | None]
    npi: Mapped[str | None]


class NumberSeries(RowVersioned, Base):
    """A sequence without gaps: ``prefix``, then ``next_number`` in at least ``width`` digits."""

    __tablename__ = "number_series"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("next_number >= 1", name="next_number_is_positive"),
        CheckConstraint("width >= 1", name="width_is_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    prefix: Mapped[str]
    next_number: Mapped[int]
    width: Mapped[int]
