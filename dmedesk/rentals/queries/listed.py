"""The rentals as people look at them, and what the strip of a rental's months is made of."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import case, exists, func, or_, select
from sqlalchemy.orm import Session

from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.members.tables import Member, Payer
from dmedesk.rentals.tables import Interruption, MonthEntry, Rental


@dataclass(frozen=True, slots=True)
class RentalListed:
    """One rental. ``months`` were billed here or before the move, ``billed_cents`` in all.

    ``stopped_on`` is the day of the member's death or leaving; ``is_paused`` says that the member
    is away on the day asked for.
    """

    rental_id: int
    rental_no: str
    member: str
    product: str
    hcpcs: str
    serial: str
    payer_code: str
    started_on: date
    ended_on: date | None
    stopped_on: date | None
    months: int
    billed_cents: int
    is_paused: bool


class MonthState(StrEnum):
    """How a month of the strip stands."""

    PAID = "paid"
    BILLED = "billed"
    HELD = "held"
    DUE = "due"
    COMING = "to come"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class StripMonth:
    """One month of a rental's strip; without ``number`` it does not count (the member is away).

    ``amount_cents`` is billed, or what it would come to now. ``about`` says more: the invoice's
    number, or why it is held. ``is_last`` marks the last month that the law pays.
    """

    from_on: date
    until_on: date
    state: MonthState
    number: int | None = None
    modifiers: tuple[str, ...] = ()
    amount_cents: int | None = None
    about: str = ""
    is_last: bool = False


def list_rentals(session: Session, *, on: date) -> list[RentalListed]:
    """Every rental by number, in one statement; ``on`` decides who is away."""
    billed = (
        select(
            MonthEntry.rental_id,
            func.sum(case((MonthEntry.turn % 2 == 1, 1), else_=-1)).label("months"),
            func.sum(MonthEntry.amount_cents).label("cents"),
        )
        .group_by(MonthEntry.rental_id)
        .subquery()
    )
    away = exists().where(
        Interruption.rental_id == Rental.id,
        Interruption.from_on <= on,
        or_(Interruption.until_on.is_(None), Interruption.until_on > on),
    )
    statement = (
        select(
            Rental.id,
            Rental.rental_no,
            Member.last_name + ", " + Member.first_name,
            Product.description,
            Product.hcpcs,
            Asset.serial,
            Payer.code,
            Rental.started_on,
            Rental.ended_on,
            func.coalesce(Member.deceased_on, Member.left_on),
            Rental.months_already_paid + func.coalesce(billed.c.months, 0),
            func.coalesce(Rental.paid_already_cents, 0) + func.coalesce(billed.c.cents, 0),
            away,
        )
        .join(Member, Member.id == Rental.member_id)
        .join(Payer, Payer.id == Rental.payer_id)
        .join(Asset, Asset.id == Rental.asset_id)
        .join(Product, Product.id == Asset.product_id)
        .outerjoin(billed, billed.c.rental_id == Rental.id)
        .order_by(Rental.rental_no)
    )
    return [RentalListed(*tuple(row)) for row in session.execute(statement).all()]
