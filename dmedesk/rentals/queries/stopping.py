"""What is still out with a member who died or left: the units to fetch."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.rentals.tables import Rental


@dataclass(frozen=True, slots=True)
class UnitOut:
    """A rental that has not ended, and the unit that is out in it."""

    rental_id: int
    rental_no: str
    asset_id: int
    serial: str
    product: str
    started_on: date


def units_out(session: Session, *, member_id: int, day: date) -> list[UnitOut]:
    """The units of the member's rentals that have not ended by a day."""
    statement = (
        select(
            Rental.id,
            Rental.rental_no,
            Asset.id,
            Asset.serial,
            Product.description,
            Rental.started_on,
        )
        .join(Asset, Asset.id == Rental.asset_id)
        .join(Product, Product.id == Asset.product_id)
        .where(
            Rental.member_id == member_id,
            or_(Rental.ended_on.is_(None), Rental.ended_on > day),
        )
        .order_by(Rental.rental_no)
    )
    return [UnitOut(*row) for row in session.execute(statement)]
