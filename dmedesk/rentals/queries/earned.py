"""What rent came to, by unit and by payer: the ledger of months, credits off.

A month's money belongs to the unit that served on its first day. The sums are those of all
standing invoices, to the cent.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from dmedesk.assets.queries.maintenance import spent_by_unit
from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.members.tables import Coverage, Member, Payer
from dmedesk.rentals.tables import MonthEntry, Rental, RentalUnit


@dataclass(frozen=True, slots=True)
class UnitReturn:
    """What one unit cost and brought. ``months`` stand billed here, ``earned_cents`` in all.

    ``before_cents`` were billed before the move, on rentals that it serves; ``upkeep_cents`` is
    what its maintenance and repairs cost by its log. ``return_percentage`` is all its rent as a
    share of its cost with its upkeep, None without a cost.
    """

    id: int
    serial: str
    product: str
    hcpcs: str
    acquired_on: date | None
    cost_cents: int | None
    months: int
    earned_cents: int
    before_cents: int
    upkeep_cents: int
    return_percentage: int | None


def unit_returns(session: Session) -> list[UnitReturn]:
    """Every unit that serves, has served, or has a cost, by serial; four statements."""
    earned, before, upkeep = _earned_by_unit(session), _paid_before(session), spent_by_unit(session)
    columns = (
        Asset.id,
        Asset.serial,
        Product.description,
        Product.hcpcs,
        Asset.acquired_on,
        Asset.cost_cents,
    )
    statement = select(*columns).join(Product, Product.id == Asset.product_id)
    found = []
    for row in session.execute(statement.order_by(Asset.serial_key)):
        asset_id, cost = row[0], row[5]
        months, cents = earned.get(asset_id, (0, 0))
        paid, spent = before.get(asset_id, 0), upkeep.get(asset_id, 0)
        if cost is None and not months and not paid and not spent:
            continue
        share = 100 * (cents + paid) // (cost + spent) if cost else None
        found.append(UnitReturn(*row, months, cents, paid, spent, share))
    return found


def return_of(session: Session, *, asset_id: int) -> UnitReturn | None:
    """What one unit cost and brought; None where there is nothing to say of it."""
    return next((one for one in unit_returns(session) if one.id == asset_id), None)


def _paid_before(session: Session) -> dict[int, int]:
    """What was billed before the move on the rentals of each unit, in cents."""
    chosen = (
        select(Rental.asset_id, func.sum(Rental.paid_already_cents))
        .where(Rental.paid_already_cents > 0)
        .group_by(Rental.asset_id)
    )
    return {asset_id: int(cents or 0) for asset_id, cents in session.execute(chosen)}


def _earned_by_unit(session: Session) -> dict[int, tuple[int, int]]:
    """The months and the money of each unit's standing months."""
    served = (
        select(RentalUnit.asset_id)
        .where(
            RentalUnit.rental_id == MonthEntry.rental_id,
            RentalUnit.from_on <= MonthEntry.from_on,
            or_(RentalUnit.until_on.is_(None), RentalUnit.until_on > MonthEntry.from_on),
        )
        .correlate(MonthEntry)
        .scalar_subquery()
    )
    by_unit = (
        select(
            func.coalesce(served, Rental.asset_id).label("unit_id"),
            case((MonthEntry.turn % 2 == 1, 1), else_=-1).label("months"),
            MonthEntry.amount_cents.label("cents"),
        )
        .join(Rental, Rental.id == MonthEntry.rental_id)
        .subquery()
    )
    statement = select(
        by_unit.c.unit_id, func.sum(by_unit.c.months), func.sum(by_unit.c.cents)
    ).group_by(by_unit.c.unit_id)
    return {unit: (int(months), int(cents)) for unit, months, cents in session.execute(statement)}


@dataclass(frozen=True, slots=True)
class PayerShare:
    """One payer: whom it covers first, who rents at its cost, and what stands billed to it."""

    id: int
    code: str
    name: str
    covered: int
    renting: int
    rentals: int
    billed_cents: int


def members_by_payer(session: Session, on: date) -> list[PayerShare]:
    """Every payer by its code, as things stand on a day; four statements."""
    covered = _covered_by_payer(session, on)
    renting = _renting_by_payer(session, on)
    billed = _by_payer(
        session,
        select(Rental.payer_id, func.sum(MonthEntry.amount_cents))
        .join(MonthEntry, MonthEntry.rental_id == Rental.id)
        .group_by(Rental.payer_id),
    )
    payers = session.execute(select(Payer.id, Payer.code, Payer.name).order_by(Payer.code))
    return [
        PayerShare(
            payer_id,
            code,
            name,
            *covered.get(payer_id, (0,)),
            *renting.get(payer_id, (0, 0)),
            *billed.get(payer_id, (0,)),
        )
        for payer_id, code, name in payers
    ]


def _covered_by_payer(session: Session, on: date) -> dict[int, tuple[int, ...]]:
    """For how many members each payer pays first."""
    return _by_payer(
        session,
        select(Coverage.payer_id, func.count(func.distinct(Coverage.member_id)))
        .where(
            Coverage.rank == 1,
            Coverage.from_on <= on,
            or_(Coverage.until_on.is_(None), Coverage.until_on > on),
        )
        .group_by(Coverage.payer_id),
    )


def _renting_by_payer(session: Session, on: date) -> dict[int, tuple[int, ...]]:
    """How many members rent at each payer's cost, and how many rentals that are."""
    runs = and_(
        Rental.started_on <= on,
        or_(Rental.ended_on.is_(None), Rental.ended_on > on),
        Member.deceased_on.is_(None),
        Member.left_on.is_(None),
    )
    return _by_payer(
        session,
        select(Rental.payer_id, func.count(func.distinct(Rental.member_id)), func.count(Rental.id))
        .join(Member, Member.id == Rental.member_id)
        .where(runs)
        .group_by(Rental.payer_id),
    )


def _by_payer(session: Session, statement: Any) -> dict[int, tuple[int, ...]]:
    return {row[0]: tuple(map(int, row[1:])) for row in session.execute(statement)}
