"""Orders: what is asked for, for whom, by whom. What was billed is kept apart from them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.catalog.tables import Product
from dmedesk.members.tables import Member, Payer, Practitioner
from dmedesk.papers.rules.words import OrderStage, OrderTerms
from dmedesk.store.base import Base, RowVersioned
from dmedesk.store.columns import Moment, choice


class Order(RowVersioned, Base):
    """An order. ``asked_on`` is the day of the referral, ``referred_by`` who sent it.

    One on hold has its reason and the day on which somebody looks again; one that is over has
    ``closed_on``. Payer and practitioner may be found out later.
    """

    __tablename__ = "orders"
    __table_args__ = (
        UniqueConstraint("order_no"),
        CheckConstraint("(stage = 'held') = (review_on IS NOT NULL)", name="held_until_a_day"),
        CheckConstraint("(stage = 'held') = (held_because IS NOT NULL)", name="held_for_a_reason"),
        CheckConstraint(
            "(stage IN ('filled', 'cancelled')) = (closed_on IS NOT NULL)", name="closed_on_a_day"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_no: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    payer_id: Mapped[int | None] = mapped_column(ForeignKey(Payer.id))
    practitioner_id: Mapped[int | None] = mapped_column(ForeignKey(Practitioner.id), index=True)
    asked_on: Mapped[date]
    referred_by: Mapped[str | None]
    stage: Mapped[OrderStage] = mapped_column(choice(OrderStage, "stage"), index=True)
    review_on: Mapped[date | None]
    held_because: Mapped[str | None]
    closed_on: Mapped[date | None]
    note: Mapped[str | None]


class OrderLine(RowVersioned, Base):
    """One thing asked for. ``terms`` are those of the order's day; ``Conversion`` changes them.

    ``needs_pa`` says that the payer wants prior authorization of it. ``days`` is how long the
    quantity of a supply lasts.
    """

    __tablename__ = "order_lines"
    __table_args__ = (
        UniqueConstraint("order_id", "place"),
        CheckConstraint("quantity >= 1", name="quantity_is_positive"),
        CheckConstraint("days >= 1", name="days_are_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey(Order.id))
    place: Mapped[int]
    hcpcs: Mapped[str]
    product_id: Mapped[int | None] = mapped_column(ForeignKey(Product.id))
    description: Mapped[str | None]
    quantity: Mapped[int]
    terms: Mapped[OrderTerms] = mapped_column(choice(OrderTerms, "terms"))
    needs_pa: Mapped[bool]
    days: Mapped[int | None]


class Conversion(Base):
    """From a day on a line is bought instead of rented, or rented again. Only ever appended."""

    __tablename__ = "order_conversions"
    __table_args__ = (
        UniqueConstraint("line_id", "turn"),
        CheckConstraint("turn >= 1", name="turn_is_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey(OrderLine.id))
    turn: Mapped[int]
    terms: Mapped[OrderTerms] = mapped_column(choice(OrderTerms, "terms"))
    from_on: Mapped[date]
    why: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class PaperAsked(Base):
    """A practitioner was asked for a paper of a member. Only ever appended, ``ask_no`` from 1.

    ``paper`` is what was asked for: a prescription, or one of the papers beside it.
    """

    __tablename__ = "papers_asked"
    __table_args__ = (UniqueConstraint("ask_no"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ask_no: Mapped[int]
    practitioner_id: Mapped[int] = mapped_column(ForeignKey(Practitioner.id), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    hcpcs: Mapped[str]
    paper: Mapped[str]
    asked_on: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]
