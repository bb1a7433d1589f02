"""Units, items and payers as they are looked up while a slip is opened."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from dmedesk.assets.queries.checks import deliverable
from dmedesk.assets.rules import AssetState, serial_key
from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.deliveries.rules.scanned import ScannedUnit
from dmedesk.deliveries.tables import Ticket, TicketLine
from dmedesk.members.queries.finding import full_name, payer_named
from dmedesk.members.tables import Coverage, Member
from dmedesk.rentals.tables import Rental
from dmedesk.store.finding import Found


def unit_scanned(session: Session, text: str, *, on: date) -> ScannedUnit | None:
    """The unit of this serial, however it is written, or of this own number; None for nobody's."""
    key = serial_key(text)
    chosen = _units().where(or_(Asset.serial_key == key, Asset.inventory_no == text.strip()))
    rows = _scanned(session, chosen, on)
    own = [row for row in rows if serial_key(row.serial) == key]
    return next(iter(own or rows), None)


def unit_chosen(session: Session, asset_id: int, *, on: date) -> ScannedUnit | None:
    """The unit of this id."""
    return next(iter(_scanned(session, _units().where(Asset.id == asset_id), on)), None)


def everything_with(session: Session, *, member_id: int, on: date) -> list[ScannedUnit]:
    """Every unit that the member has: on an open rental, or lent."""
    return _scanned(
        session,
        _units()
        .where(or_(Rental.member_id == member_id, Asset.holder_id == member_id))
        .where(Asset.state != AssetState.SOLD)
        .order_by(Rental.rental_no, Asset.serial_key),
        on,
    )


def proposed_payer(session: Session, *, member_id: int, on: date) -> Found | None:
    """Who pays first for the member on a day."""
    chosen = (
        select(Coverage.payer_id)
        .where(Coverage.member_id == member_id, Coverage.from_on <= on)
        .where(or_(Coverage.until_on.is_(None), Coverage.until_on > on))
        .order_by(Coverage.rank)
        .limit(1)
    )
    payer_id = session.scalar(chosen)
    return None if payer_id is None else payer_named(session, payer_id)


def _units() -> Any:
    return (
        select(Asset, Product.description, Rental.id, Rental.rental_no, Member, Ticket)
        .join(Product, Product.id == Asset.product_id)
        .outerjoin(Rental, (Rental.asset_id == Asset.id) & Rental.ended_on.is_(None))
        .outerjoin(Member, Member.id == func.coalesce(Asset.holder_id, Rental.member_id))
        .outerjoin(TicketLine, (TicketLine.asset_id == Asset.id) & TicketLine.is_open)
        .outerjoin(Ticket, Ticket.id == TicketLine.ticket_id)
    )


def _scanned(session: Session, chosen: Any, on: date) -> list[ScannedUnit]:
    return [_unit(session, row, on) for row in session.execute(chosen).all()]


def _unit(session: Session, row: Sequence[Any], on: date) -> ScannedUnit:
    asset, description, rental_id, rental_no, member, ticket = row
    is_out = member is not None and asset.state is not AssetState.SOLD
    return ScannedUnit(
        asset.id,
        asset.serial,
        asset.product_id,
        description,
        holder_id=member.id if is_out else None,
        holder=full_name(member.last_name, member.first_name) if is_out else "",
        rental_id=rental_id,
        rental_no=rental_no or "",
        on_slip="" if ticket is None else ticket.ticket_no,
        slip_id=0 if ticket is None else ticket.id,
        why_not=tuple(deliverable(session, asset_id=asset.id, on=on)),
    )
