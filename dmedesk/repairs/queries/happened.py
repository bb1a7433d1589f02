"""What repairs tell in the histories of units, members, rentals and of themselves."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from dmedesk.assets.tables import Asset
from dmedesk.deliveries.tables import Ticket
from dmedesk.members.tables import Member
from dmedesk.rentals.tables import Rental
from dmedesk.repairs.rules.words import Stage, Step
from dmedesk.repairs.tables import Repair, RepairLoan, RepairStep


@dataclass(frozen=True, slots=True)
class Happened:
    """One step of a repair. ``is_lent`` tells of the unit that was lent in it."""

    repair_id: int
    repair_no: str
    stage: Stage
    item: str
    step: Step
    on: date
    note: str
    party: str
    who: str
    is_lent: bool = False


def steps_of(session: Session, *, column: str, value: int) -> list[Happened]:
    """The steps of the repairs whose ``column`` (``asset_id``, ``member_id`` …) is this."""
    chosen = (
        select(Repair, RepairStep)
        .join(RepairStep, RepairStep.repair_id == Repair.id)
        .where(getattr(Repair, column) == value)
        .order_by(Repair.id, RepairStep.turn)
    )
    return [_happened(repair, step) for repair, step in session.execute(chosen)]


def lent_in(session: Session, *, asset_id: int) -> list[Happened]:
    """The repairs in which a unit was lent."""
    lent = aliased(Asset)
    chosen: Any = (
        select(Repair, RepairLoan)
        .join(RepairLoan, RepairLoan.repair_id == Repair.id)
        .join(lent, lent.id == RepairLoan.asset_id)
        .where(RepairLoan.asset_id == asset_id)
        .order_by(RepairLoan.id)
    )
    return [
        Happened(
            repair.id,
            repair.repair_no,
            repair.stage,
            repair.item,
            Step.NOTED,
            loan.recorded_at.astimezone().date(),
            loan.reason,
            "",
            loan.recorded_by,
            is_lent=True,
        )
        for repair, loan in session.execute(chosen)
    ]


@dataclass(frozen=True, slots=True)
class Linked:
    """A record that belongs to a repair, by its kind and id, in the order to offer."""

    title: str
    kind: str
    id: int


def linked_to(session: Session, *, repair_id: int) -> list[Linked]:
    """The member, unit and rental of a repair, its substitutes and their slips."""
    row: Any = session.execute(
        select(Repair, Member, Asset, Rental)
        .outerjoin(Member, Member.id == Repair.member_id)
        .outerjoin(Asset, Asset.id == Repair.asset_id)
        .outerjoin(Rental, Rental.id == Repair.rental_id)
        .where(Repair.id == repair_id)
    ).one_or_none()
    if row is None:
        return []
    _repair, member, unit, rental = row
    found = []
    if member is not None:
        name = f"{member.last_name}, {member.first_name}"
        found.append(Linked(f"Member {name}", "member", member.id))
    if unit is not None:
        found.append(Linked(f"Unit {unit.serial}", "asset", unit.id))
    if rental is not None:
        found.append(Linked(f"Rental {rental.rental_no}", "rental", rental.id))
    return [*found, *_lent(session, repair_id), *_slips(session, repair_id)]


def _lent(session: Session, repair_id: int) -> list[Linked]:
    chosen = (
        select(Asset)
        .join(RepairLoan, RepairLoan.asset_id == Asset.id)
        .where(RepairLoan.repair_id == repair_id)
        .order_by(RepairLoan.turn)
    )
    units = session.scalars(chosen)
    return [Linked(f"Substitute {unit.serial}", "asset", unit.id) for unit in units]


def _slips(session: Session, repair_id: int) -> list[Linked]:
    lent = select(RepairLoan.ticket_id).where(RepairLoan.repair_id == repair_id)
    opened = select(RepairStep.ticket_id).where(RepairStep.repair_id == repair_id)
    chosen = select(Ticket).where(Ticket.id.in_(lent) | Ticket.id.in_(opened)).order_by(Ticket.id)
    return [Linked(f"Slip {one.ticket_no}", "ticket", one.id) for one in session.scalars(chosen)]


def _happened(repair: Repair, step: RepairStep) -> Happened:
    return Happened(
        repair.id,
        repair.repair_no,
        repair.stage,
        repair.item,
        step.step,
        step.happened_on,
        step.note,
        step.party or "",
        step.recorded_by,
    )
