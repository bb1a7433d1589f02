"""The rentals that a unit served in, for its history: whose, from when to when, billed how much."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from dmedesk.assets.tables import Asset
from dmedesk.members.tables import Member
from dmedesk.rentals.tables import Interruption, MonthEntry, Rental, RentalUnit


@dataclass(frozen=True, slots=True)
class Service:
    """A unit's time in one rental. ``until_on`` is the day of its exchange or pick-up.

    ``is_exchange_in`` says that it came for another one, ``is_exchange_out`` that another one came
    for it. ``away`` are the member's stays elsewhere in that time: first day, day of the return,
    reason.
    """

    rental_id: int
    rental_no: str
    member: str
    from_on: date
    until_on: date | None
    is_exchange_in: bool
    is_exchange_out: bool
    away: tuple[tuple[date, date | None, str], ...]


@dataclass(frozen=True, slots=True)
class YearBilled:
    """What was billed on a unit's months in one year, credits off; ``last_on`` began last."""

    year: int
    last_on: date
    months: int
    cents: int


def services_of(session: Session, *, asset_id: int) -> list[Service]:
    """Every rental that the unit served in, the earliest first."""
    found = session.execute(
        select(Rental, Member.last_name + ", " + Member.first_name, RentalUnit)
        .join(Member, Member.id == Rental.member_id)
        .outerjoin(
            RentalUnit,
            (RentalUnit.rental_id == Rental.id) & (RentalUnit.asset_id == asset_id),
        )
        .where(_served(asset_id))
        .order_by(func.coalesce(RentalUnit.from_on, Rental.started_on))
    ).all()
    stays = _stays(session, [row[0].id for row in found])
    services = []
    for row in found:
        rental, member = row[0], row[1]
        # Of an outer join: there is none where one unit served throughout.
        unit: RentalUnit | None = row[2]
        from_on = rental.started_on if unit is None else unit.from_on
        exchanged_on = None if unit is None else unit.until_on
        until_on = exchanged_on or rental.ended_on
        services.append(
            Service(
                rental.id,
                rental.rental_no,
                member,
                from_on,
                until_on,
                is_exchange_in=from_on > rental.started_on,
                is_exchange_out=exchanged_on is not None and exchanged_on != rental.ended_on,
                away=tuple(
                    stay
                    for stay in stays[rental.id]
                    if stay[0] >= from_on and (until_on is None or stay[0] < until_on)
                ),
            )
        )
    return services


def years_billed(session: Session, *, asset_id: int) -> list[YearBilled]:
    """The months that began while the unit served, billed and not credited, by year."""
    turn = case((MonthEntry.turn % 2 == 1, 1), else_=-1)
    rows = session.execute(
        select(MonthEntry.from_on, func.sum(turn), func.sum(MonthEntry.amount_cents))
        .join(Rental, Rental.id == MonthEntry.rental_id)
        .outerjoin(
            RentalUnit,
            (RentalUnit.rental_id == Rental.id) & (RentalUnit.asset_id == asset_id),
        )
        .where(
            _served(asset_id),
            or_(
                RentalUnit.id.is_(None),
                (RentalUnit.from_on <= MonthEntry.from_on)
                & (RentalUnit.until_on.is_(None) | (MonthEntry.from_on < RentalUnit.until_on)),
            ),
        )
        .group_by(MonthEntry.rental_id, MonthEntry.from_on)
        .order_by(MonthEntry.from_on)
    )
    years: dict[int, list[tuple[date, int, int]]] = defaultdict(list)
    for from_on, months, cents in rows:
        if months:
            years[from_on.year].append((from_on, months, cents))
    return [
        YearBilled(
            year,
            max(from_on for from_on, _, _ in billed),
            sum(months for _, months, _ in billed),
            sum(cents for _, _, cents in billed),
        )
        for year, billed in years.items()
    ]


def count_rentals_with(session: Session, *, asset_id: int) -> int:
    """In how many rentals the unit serves or served."""
    return session.scalar(select(func.count(Rental.id)).where(_served(asset_id))) or 0


def is_unit_billed(session: Session, *, asset_id: int) -> bool:
    """Whether any month of a rental that the unit serves or served in was ever billed."""
    chosen = select(MonthEntry.id).join(Rental, Rental.id == MonthEntry.rental_id)
    return session.scalar(chosen.where(_served(asset_id)).limit(1)) is not None


def is_product_billed(session: Session, *, product_id: int) -> bool:
    """Whether any month of a rental of one of the product's units was ever billed."""
    units = select(Asset.id).where(Asset.product_id == product_id)
    exchanged = select(RentalUnit.rental_id).where(RentalUnit.asset_id.in_(units))
    chosen = (
        select(MonthEntry.id)
        .join(Rental, Rental.id == MonthEntry.rental_id)
        .where(or_(Rental.asset_id.in_(units), Rental.id.in_(exchanged)))
        .limit(1)
    )
    return session.scalar(chosen) is not None


def _served(asset_id: int) -> Any:
    """The unit serves in the rental now or last, alone, or was exchanged in it."""
    of_units = select(RentalUnit.rental_id).where(RentalUnit.asset_id == asset_id)
    return or_(Rental.asset_id == asset_id, Rental.id.in_(of_units))


def _stays(
    session: Session, rental_ids: list[int]
) -> dict[int, list[tuple[date, date | None, str]]]:
    found: dict[int, list[tuple[date, date | None, str]]] = defaultdict(list)
    rows = session.execute(
        select(
            Interruption.rental_id,
            Interruption.from_on,
            Interruption.until_on,
            Interruption.reason,
        )
        .where(Interruption.rental_id.in_(rental_ids))
        .order_by(Interruption.from_on)
    )
    for rental_id, from_on, until_on, reason in rows:
        found[rental_id].append((from_on, until_on, reason or ""))
    return found
