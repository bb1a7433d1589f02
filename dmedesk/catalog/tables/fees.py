"""The rate book: what may be paid for products, by date.

A fee has one of three states that never blur: an amount (0.00 is one), individual consideration,
or blank. Files of CMS are kept as published, both columns of an area, and only ever appended;
rows in this program's own form are edited, and the audit keeps what they were.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.catalog.rules.words import (
    AreaChoice,
    EditionKind,
    Family,
    FeeRegime,
    FeeState,
    PaymentClass,
    PricingArea,
)
from dmedesk.store.base import Base, RowVersioned
from dmedesk.store.columns import Cents, Moment, choice

_CENTS_STAND_WITH_AMOUNTS = (
    "(state = 'amount' AND fee_cents IS NOT NULL AND fee_cents >= 0)"
    " OR (state <> 'amount' AND fee_cents IS NULL)"
)


class FeeEdition(Base):
    """One file taken into the rate book, and where it came from. Only ever appended.

    ``from_on`` is the first day of a file of CMS; rows in our own form carry their own days. Of
    two editions of one kind and day the one imported last counts. ``area`` says which price of a
    file of CMS counts; ``source`` is the file's own title, or what the person said it is.
    """

    __tablename__ = "fee_editions"
    __table_args__ = (
        CheckConstraint(
            "(kind = 'dmedesk') = (from_on IS NULL)", name="published_files_have_a_day"
        ),
        CheckConstraint("row_count >= 0", name="row_count_is_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[EditionKind] = mapped_column(choice(EditionKind, "kind"))
    from_on: Mapped[date | None]
    state: Mapped[str | None]
    area: Mapped[AreaChoice | None] = mapped_column(choice(AreaChoice, "area"))
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    source: Mapped[str]
    row_count: Mapped[int]
    imported_at: Mapped[datetime] = mapped_column(Moment)
    imported_by: Mapped[str]


class CmsFee(Base):
    """One fee of a file of CMS, as published: in force with its edition. Only ever appended.

    ``modifiers`` is the set as one text: sorted, a space between. ``cba_name`` is the short name
    of the former competitive bidding area, else empty.
    """

    __tablename__ = "cms_fees"
    __table_args__ = (
        UniqueConstraint("edition_id", "hcpcs", "modifiers", "area", "cba_name"),
        CheckConstraint(_CENTS_STAND_WITH_AMOUNTS, name="cents_stand_with_amounts"),
        CheckConstraint("(area = 'former_cba') = (cba_name <> '')", name="former_cba_is_named"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(FeeEdition.id))
    hcpcs: Mapped[str]
    modifiers: Mapped[str]
    area: Mapped[PricingArea] = mapped_column(choice(PricingArea, "area"))
    cba_name: Mapped[str]
    state: Mapped[FeeState] = mapped_column(choice(FeeState, "state"))
    fee_cents: Mapped[int | None] = mapped_column(Cents)
    payment_class: Mapped[PaymentClass | None] = mapped_column(
        choice(PaymentClass, "payment_class")
    )
    family: Mapped[Family | None] = mapped_column(choice(Family, "family"))


class CmsZip(Base):
    """One ZIP of a ZIP file of CMS: rural (``cba_name`` empty), or in a former bidding area."""

    __tablename__ = "cms_zips"
    __table_args__ = (UniqueConstraint("edition_id", "zip"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(FeeEdition.id))
    zip: Mapped[str]
    state: Mapped[str]
    cba_name: Mapped[str]


class FeeRow(RowVersioned, Base):
    """One fee in this program's own form (``fees.csv``): MassHealth's rows, or the shop's own.

    Known by regime, code, set of modifiers and first day. In force until ``until_on`` (the day
    after the last), or the next row of that set, whichever comes first. ``edition_id`` is the
    file that gave it its present values.
    """

    __tablename__ = "fee_rows"
    __table_args__ = (
        UniqueConstraint("regime", "hcpcs", "modifiers", "from_on"),
        CheckConstraint(_CENTS_STAND_WITH_AMOUNTS, name="cents_stand_with_amounts"),
        CheckConstraint("until_on IS NULL OR until_on > from_on", name="from_before_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(FeeEdition.id), index=True)
    regime: Mapped[FeeRegime] = mapped_column(choice(FeeRegime, "regime"))
    hcpcs: Mapped[str]
    modifiers: Mapped[str]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    state: Mapped[FeeState] = mapped_column(choice(FeeState, "state"))
    fee_cents: Mapped[int | None] = mapped_column(Cents)
    payment_class: Mapped[PaymentClass | None] = mapped_column(
        choice(PaymentClass, "payment_class")
    )
    family: Mapped[Family | None] = mapped_column(choice(Family, "family"))
    source: Mapped[str | None]
