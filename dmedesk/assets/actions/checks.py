"""The bench: a unit that came back is cleaned, looked at, and passed or sent to repair."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select

from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.rules.checks import Check, may_fail, may_pass
from dmedesk.assets.rules.handling import coming
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.tables import Asset, UnitCheck
from dmedesk.catalog.rules.words import Family
from dmedesk.catalog.tables import Product
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding
from dmedesk.store.unit_of_work import UnitOfWork


def pass_check(
    work: UnitOfWork,
    *,
    asset_id: int,
    checked_on: date,
    technician: str,
    seen: Collection[Check],
    place_id: int | None = None,
    note: str = "",
) -> int:
    """Pass a unit as clean and working: it may go out again. Answers the check's id.

    Refused where something of its checklist was not seen, nobody signs, the day has not come, or
    it is not waiting.
    """
    found = may_pass(seen, family=_family(work, asset_id), technician=technician)
    _judge(work, checked_on, found)
    move_unit(
        work,
        asset_id=asset_id,
        move=Move.PASSED_CHECK,
        moved_on=checked_on,
        place_id=place_id,
        note=note,
    )
    return _write(work, asset_id, checked_on, technician, seen, passed=True, note=note)


def fail_check(
    work: UnitOfWork,
    *,
    asset_id: int,
    checked_on: date,
    technician: str,
    seen: Collection[Check],
    note: str,
    place_id: int | None = None,
) -> int:
    """Send a unit that did not pass to repair, with what is wrong. Answers the check's id.

    Refused where nobody signs, nothing is said, the day has not come, or it is not waiting.
    """
    _judge(work, checked_on, may_fail(technician=technician, note=note))
    move_unit(
        work,
        asset_id=asset_id,
        move=Move.FAILED_CHECK,
        moved_on=checked_on,
        place_id=place_id,
        note=note,
    )
    return _write(work, asset_id, checked_on, technician, seen, passed=False, note=note)


def _judge(work: UnitOfWork, checked_on: date, found: Sequence[Finding]) -> None:
    today = work.now.astimezone().date()
    everything = [*found, *coming(checked_on, today=today, field="checked_on")]
    if everything:
        raise Refused(everything)


def _family(work: UnitOfWork, asset_id: int) -> Family | None:
    chosen = select(Product.family).join(Asset, Asset.product_id == Product.id)
    return work.session.scalars(chosen.where(Asset.id == asset_id)).one()


def _write(
    work: UnitOfWork,
    asset_id: int,
    checked_on: date,
    technician: str,
    seen: Collection[Check],
    *,
    passed: bool,
    note: str,
) -> int:
    check = UnitCheck(
        asset_id=asset_id,
        checked_on=checked_on,
        technician=technician.strip(),
        seen=" ".join(one for one in Check if one in seen),
        passed=passed,
        note=note.strip() or None,
        recorded_at=work.now,
        recorded_by=work.actor,
    )
    work.session.add(check)
    work.session.flush()
    return check.id
