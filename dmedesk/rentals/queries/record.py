"""One rental as its page shows it, and what happened to rentals."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.rentals.queries.listed import RENTALS, RentalListed
from dmedesk.rentals.queries.losses import loss_that_ended
from dmedesk.rentals.queries.options import no_that_ended, sale_that_ended
from dmedesk.rentals.rules import Proof
from dmedesk.rentals.tables import Interruption, Rental, RentalUnit


@dataclass(frozen=True, slots=True)
class UnitServed:
    """A unit's time in a rental; ``until_on`` is the day of its exchange or of the pick-up."""

    asset_id: int
    serial: str
    product: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class StayAway:
    """A stay away from home; ``until_on`` is the day of the return."""

    from_on: date
    until_on: date | None
    reason: str
    id: int
    row_version: int


@dataclass(frozen=True, slots=True)
class RentalRead:
    """One rental: its row in the list, whose it is, its proof, its units and stays by dates."""

    row: RentalListed
    member_id: int
    asset_id: int
    pa_required: bool
    proof: Proof
    proof_on: date | None
    units: tuple[UnitServed, ...]
    stays: tuple[StayAway, ...]


def read_rental(session: Session, *, rental_id: int, on: date) -> RentalRead | None:
    """One rental as it stands on a day; None where there is none."""
    rows = RENTALS.rows(session, [rental_id], on=on)
    if not rows:
        return None
    columns = (
        Rental.member_id,
        Rental.asset_id,
        Rental.pa_required,
        Rental.proof,
        Rental.proof_on,
        Rental.started_on,
        Rental.ended_on,
    )
    found = session.execute(select(*columns).where(Rental.id == rental_id)).one()
    member_id, asset_id, pa_required, proof, proof_on, started_on, ended_on = found
    return RentalRead(
        rows[0],
        member_id,
        asset_id,
        pa_required,
        proof,
        proof_on,
        _units(session, rental_id) or (_only_unit(session, asset_id, started_on, ended_on),),
        _stays(session, rental_id),
    )


def _units(session: Session, rental_id: int) -> tuple[UnitServed, ...]:
    columns = (
        RentalUnit.asset_id,
        Asset.serial,
        Product.description,
        RentalUnit.from_on,
        RentalUnit.until_on,
    )
    statement = (
        select(*columns)
        .join(Asset, Asset.id == RentalUnit.asset_id)
        .join(Product, Product.id == Asset.product_id)
        .where(RentalUnit.rental_id == rental_id)
        .order_by(RentalUnit.from_on)
    )
    return tuple(UnitServed(*row) for row in session.execute(statement))


def _only_unit(
    session: Session, asset_id: int, started_on: date, ended_on: date | None
) -> UnitServed:
    statement = (
        select(Asset.serial, Product.description)
        .join(Product, Product.id == Asset.product_id)
        .where(Asset.id == asset_id)
    )
    serial, product = session.execute(statement).one()
    return UnitServed(asset_id, serial, product, started_on, ended_on)


def _stays(session: Session, rental_id: int) -> tuple[StayAway, ...]:
    columns = (
        Interruption.from_on,
        Interruption.until_on,
        Interruption.reason,
        Interruption.id,
        Interruption.row_version,
    )
    statement = select(*columns).where(Interruption.rental_id == rental_id)
    ordered = statement.order_by(Interruption.from_on)
    return tuple(
        StayAway(from_on, until_on, reason or "", stay_id, version)
        for from_on, until_on, reason, stay_id, version in session.execute(ordered)
    )


@dataclass(frozen=True, slots=True)
class Happened:
    """A day on which a rental began, was paused, went on, or ended."""

    on: date
    what: str
    rental_id: int
    rental_no: str
    product: str
    about: str = ""


def _why_ended(session: Session, rental_id: int, rental_no: str, ended_on: date) -> str:
    """Why a rental ended, where it is known."""
    sale = sale_that_ended(session, rental_id=rental_id)
    if sale is not None:
        return f"the member bought it: {sale.why}"
    told = no_that_ended(session, rental_id=rental_id)
    if told is not None and told.then.ends_on == ended_on:
        return f"the purchase option was declined: {told.why}"
    lost = loss_that_ended(session, rental_no)
    return "" if lost is None else f"{lost.serial} is lost: {lost.note}"


BEGAN, PAUSED, RESUMED, ENDED = "began", "paused", "resumed", "ended"


def happened(
    session: Session, *, rental_id: int | None = None, member_id: int | None = None
) -> list[Happened]:
    """What happened to one rental, or to all of a member's."""
    chosen: ColumnElement[bool] = Rental.id == rental_id
    if member_id is not None:
        chosen = Rental.member_id == member_id
    statement = (
        select(
            Rental.id,
            Rental.rental_no,
            Product.description,
            Rental.started_on,
            Rental.ended_on,
        )
        .join(Asset, Asset.id == Rental.asset_id)
        .join(Product, Product.id == Asset.product_id)
        .where(chosen)
    )
    found: list[Happened] = []
    for row_id, number, product, started_on, ended_on in session.execute(statement):
        whose = (row_id, number, product)
        found.append(Happened(started_on, BEGAN, *whose))
        for stay in _stays(session, row_id):
            found.append(Happened(stay.from_on, PAUSED, *whose, about=stay.reason))
            if stay.until_on is not None:
                found.append(Happened(stay.until_on, RESUMED, *whose))
        if ended_on is not None:
            why = _why_ended(session, row_id, number, ended_on)
            found.append(Happened(ended_on, ENDED, *whose, about=why))
    return found
