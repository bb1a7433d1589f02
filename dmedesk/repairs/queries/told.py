"""What the records tell about equipment that is reported: whose it is, who has it, who pays."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.moves import IN_HOUSE, OUT, WORDS
from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.deliveries.queries.scanned import proposed_payer
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.members.tables import Member
from dmedesk.rentals.tables import Rental
from dmedesk.repairs.rules.words import Ownership, Stage
from dmedesk.repairs.tables import Repair
from dmedesk.store.finding import Found


@dataclass(frozen=True, slots=True)
class Told:
    """A unit of ours as a repair begins with it. ``member`` has it; None in the house."""

    asset_id: int
    serial: str
    ownership: Ownership
    product_id: int
    item: str
    hcpcs: str
    rental_id: int | None = None
    member: Found | None = None
    payer: Found | None = None


def told_of(session: Session, *, asset_id: int, on: date) -> Told | Finding:
    """What the records tell of a unit on a day, or why it cannot be reported as it stands."""
    unit, product, rental, member = session.execute(
        select(Asset, Product, Rental, Member)
        .join(Product, Product.id == Asset.product_id)
        .outerjoin(Rental, (Rental.asset_id == Asset.id) & Rental.ended_on.is_(None))
        .outerjoin(Member, Member.id == func.coalesce(Asset.holder_id, Rental.member_id))
        .where(Asset.id == asset_id)
    ).one()
    open_one = _open_repair(session, asset_id)
    if open_one is not None:
        message = f"{open_one.repair_no} is open for this unit."
        remedy = "Go on with that one."
        opens = RecordRef("repair", open_one.id)
        return _refused("repair_is_open", unit.serial, message, remedy, opens)
    ownership = _ownership(unit, rental, member)
    if isinstance(ownership, Finding):
        return ownership
    return Told(
        asset_id,
        unit.serial,
        ownership,
        product.id,
        product.description,
        product.hcpcs,
        rental.id if ownership is Ownership.RENTED else None,
        _named(member) if ownership is not Ownership.STOCK else None,
        _payer(session, ownership, rental, member, on),
    )


def _open_repair(session: Session, asset_id: int) -> Repair | None:
    chosen = select(Repair).where(Repair.asset_id == asset_id, Repair.stage != Stage.CLOSED)
    return session.scalars(chosen).first()


def _ownership(unit: Asset, rental: Rental | None, member: Member | None) -> Ownership | Finding:
    if rental is not None:
        return Ownership.RENTED
    if unit.state is AssetState.SOLD:
        if member is not None:
            return Ownership.BOUGHT_HERE
        message = "The unit was sold, and nobody is named who has it."
        remedy = "Enter the repair by its member, as bought elsewhere."
        return _refused("holder_unknown", unit.serial, message, remedy)
    if unit.state is AssetState.LOANED:
        message = "The unit is itself lent as a substitute."
        return _refused("is_a_substitute", unit.serial, message, "Fetch it, and bring another.")
    if unit.state in OUT:
        message = "The unit is out, and no open rental names it."
        remedy = "Set right in its page who has it, and on what rental."
        return _refused("rental_unknown", unit.serial, message, remedy)
    if unit.state in IN_HOUSE and unit.state is not AssetState.RECALLED:
        return Ownership.STOCK
    message = f"The unit is {WORDS[unit.state]}."
    return _refused("not_to_be_repaired", unit.serial, message, "Look at its history.")


def _payer(
    session: Session,
    ownership: Ownership,
    rental: Rental | None,
    member: Member | None,
    on: date,
) -> Found | None:
    if ownership is Ownership.STOCK or member is None:
        return None
    found = proposed_payer(session, member_id=member.id, on=on)
    return found if rental is None or found is not None else None


def _named(member: Member | None) -> Found | None:
    if member is None:
        return None
    return Found(member.id, f"{member.last_name}, {member.first_name}", member.member_no)


def previous_repair_on(session: Session, repair: Repair) -> date | None:
    """The last day before this repair on which the same equipment was repaired, as far as known.

    What the caller told counts too. Equipment that is not ours is known again by its member and
    the serial that was told.
    """
    alike: Any = Repair.asset_id == repair.asset_id
    if repair.asset_id is None:
        if not repair.serial_told:
            return repair.previous_on
        alike = (Repair.member_id == repair.member_id) & or_(
            func.upper(Repair.serial_told) == repair.serial_told.upper()
        )
    chosen = select(func.max(Repair.finished_on)).where(
        alike, Repair.id != repair.id, Repair.asked_on <= repair.asked_on, Repair.refusal.is_(None)
    )
    known = (session.scalar(chosen), repair.previous_on)
    return max((one for one in known if one is not None), default=None)


def _refused(
    code: str, serial: str, message: str, remedy: str, opens: RecordRef | None = None
) -> Finding:
    return Finding(
        Severity.STOP, code, message, subject=serial, remedy=remedy, field="unit_id", opens=opens
    )
