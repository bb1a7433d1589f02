"""Whether units may go out: where they stand, and their last look at the bench."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dmedesk.assets.queries.maintenance import maintenance_findings
from dmedesk.assets.queries.stops import stop_findings
from dmedesk.assets.rules import Condition
from dmedesk.assets.rules.checks import Certificate, Check, can_deliver
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.tables import Asset, Movement, UnitCheck
from dmedesk.kit.findings import Finding

_CAME_IN = (Move.RETURNED, Move.REPAIRED, Move.FOUND, Move.RELEASED, Move.REMEDIED)


def certificate_of(session: Session, *, asset_id: int) -> Certificate | None:
    """The last check that the unit passed; None where it never did."""
    chosen = (
        select(UnitCheck)
        .where(UnitCheck.asset_id == asset_id, UnitCheck.passed)
        .order_by(UnitCheck.checked_on.desc(), UnitCheck.id.desc())
        .limit(1)
    )
    check = session.scalar(chosen)
    if check is None:
        return None
    seen = tuple(Check(word) for word in check.seen.split())
    return Certificate(check.checked_on, check.technician, seen)


def came_in_on(session: Session, *, asset_id: int) -> date | None:
    """The day since which it must have been checked: it came back, or was used when bought."""
    moved = select(func.max(Movement.moved_on)).where(
        Movement.asset_id == asset_id, Movement.move.in_(_CAME_IN)
    )
    last = session.scalar(moved)
    if last is not None:
        return last
    unit = session.get_one(Asset, asset_id)
    return unit.acquired_on if unit.condition is Condition.USED else None


def deliverable(session: Session, *, asset_id: int, on: date) -> list[Finding]:
    """Everything that keeps the unit in the house (101 CMR 322.03(7), (8), (15)), or speaks
    against its going out on a day: maintenance that is overdue then. Empty where nothing does.
    """
    unit = session.get_one(Asset, asset_id)
    found = can_deliver(
        unit.state,
        certificate=certificate_of(session, asset_id=asset_id),
        returned_on=came_in_on(session, asset_id=asset_id),
        serial=unit.serial,
    )
    stopped = stop_findings(session, asset_id=asset_id, serial=unit.serial)
    return [*found, *stopped, *maintenance_findings(session, asset_id=asset_id, on=on)]
