"""Losses of rented units: the open rental that one would end, and what ended a rental."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.tables import Asset, Movement
from dmedesk.rentals.tables import Rental

RENTAL = "rental"
"""What a movement names as its cause where a rental ended with it."""


class LostUnit(NamedTuple):
    """The unit whose loss ended a rental, and the reason."""

    serial: str
    note: str


def open_rental_of(session: Session, *, asset_id: int) -> str:
    """The number of the open rental that a unit serves in; empty where it serves in none."""
    chosen = select(Rental.rental_no).where(Rental.asset_id == asset_id, Rental.ended_on.is_(None))
    return session.scalar(chosen) or ""


def loss_that_ended(session: Session, rental_no: str) -> LostUnit | None:
    """What was lost, where a rental ended by a loss that still stands."""
    back = aliased(Movement)
    chosen = (
        select(Asset.serial, Movement.note)
        .join(Movement, Movement.asset_id == Asset.id)
        .outerjoin(back, (back.asset_id == Asset.id) & (back.reverses == Movement.turn))
        .where(Movement.cause_kind == RENTAL, Movement.cause_no == rental_no)
        .where(Movement.move == Move.LOST, back.id.is_(None))
        .order_by(Movement.id.desc())
    )
    row = session.execute(chosen).first()
    return None if row is None else LostUnit(row.serial, row.note or "")


def rental_of_lost(session: Session, *, asset_id: int) -> int | None:
    """The open rental of a unit that is lost; None where it is not, or serves in none."""
    chosen = (
        select(Rental.id)
        .join(Asset, Asset.id == Rental.asset_id)
        .where(Asset.id == asset_id, Asset.state == AssetState.LOST, Rental.ended_on.is_(None))
    )
    return session.scalar(chosen)
