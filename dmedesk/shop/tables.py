"""The shop itself: its letterhead by versions, its logos, and the sequences of its papers."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.store.base import Base, RowVersioned


class Logo(Base):
    """A picture that letterheads bear: never edited, for posted invoices refer to it by name.

    ``name`` is the SHA-256 of its bytes (hex) and its kind, ``.png`` or ``.jpg``.
    """

    __tablename__ = "logos"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)


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
    logo: Mapped[str | None] = mapped_column(ForeignKey(Logo.name))


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
