"""Plans of preventive maintenance, and each unit's log: work, readings, and what was mistaken."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select

from dmedesk.assets.queries.maintenance import standing_log
from dmedesk.assets.rules.maintenance import (
    Every,
    LogStep,
    entry_findings,
    plan_findings,
    reading_findings,
)
from dmedesk.assets.tables import Asset, MaintenanceEntry, MaintenancePlan
from dmedesk.kit.cells import prose, text
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.kit.typed import by_field, tidy, unreadable
from dmedesk.store.editing import add_row, edit_row
from dmedesk.store.unit_of_work import UnitOfWork

_PLANS = "maintenance_plans"
_TEXTS = dict.fromkeys(("work", "source", "fault", "parts", "technician", "vendor"), text)


def enter_plan(work: UnitOfWork, *, values: Mapping[str, Any]) -> int:
    """Enter a plan by the attributes of ``MaintenancePlan``; answers its id.

    Raises ``Refused`` with everything that is wrong.
    """
    own = _own(values)
    work.lock(_PLANS)
    _judge(work, own, None)
    number = (work.session.scalar(select(func.max(MaintenancePlan.plan_no))) or 0) + 1
    return add_row(work, MaintenancePlan, values={**own, "plan_no": number})


def change_plan(work: UnitOfWork, *, plan_id: int, version: int, values: Mapping[str, Any]) -> int:
    """Change these attributes of a plan, read at this row version; answers the new version.

    What is due follows the plan as it is now. ``Refused`` too where another desk changed it.
    """
    own = _own(values)
    work.lock(_PLANS)
    stored = work.session.get(MaintenancePlan, plan_id)
    names = ("product_id", "work", "every", "interval_count")
    before = {} if stored is None else {name: getattr(stored, name) for name in names}
    _judge(work, {**before, **own}, plan_id)
    return edit_row(work, MaintenancePlan, row_id=plan_id, version=version, values=own)


def write_maintenance(
    work: UnitOfWork, *, asset_id: int, values: Mapping[str, Any], today: date
) -> int:
    """Write down work on a unit by the attributes of ``MaintenanceEntry``; answers its turn.

    Of planned work the plan's words stand where nothing else is said. Raises ``Refused`` with
    everything that is wrong.
    """
    own = tidy(values)
    unit = _locked(work, asset_id)
    plan = _plan_of(work, own.get("plan_id"))
    own["work"] = own.get("work") or (plan.work if plan else None)
    found = entry_findings(
        on=own["done_on"],
        today=today,
        work=own["work"] or "",
        technician=own.get("technician") or "",
        hours=own.get("hours"),
        log=standing_log(work.session, asset_id=asset_id),
    )
    found += by_field(unreadable(own, {**_TEXTS, "note": prose}))
    if plan is not None and plan.product_id != unit.product_id:
        message, remedy = "The plan is that of another product.", "Choose one of this product."
        found.append(_wrong("plan_id", "other_product", message, remedy))
    if found:
        raise Refused(found)
    return _append(work, asset_id, {**own, "step": LogStep.WORK})


def read_hours(
    work: UnitOfWork, *, asset_id: int, hours: int, read_on: date, today: date, note: str = ""
) -> int:
    """Write down what a unit's meter shows; answers the entry's turn. Refused where it is less
    than it showed before.
    """
    _locked(work, asset_id)
    log = standing_log(work.session, asset_id=asset_id)
    found = reading_findings(on=read_on, today=today, hours=hours, log=log)
    if found:
        raise Refused(found)
    values = {"step": LogStep.READING, "done_on": read_on, "hours": hours}
    return _append(work, asset_id, {**values, "note": note.strip() or None})


def take_back_maintenance(
    work: UnitOfWork, *, asset_id: int, turn: int, note: str, today: date
) -> int:
    """Say that an entry of a unit's log was mistaken; answers the new entry's turn.

    Refused for one that is void already, that is none, and without a reason.
    """
    _locked(work, asset_id)
    chosen = select(MaintenanceEntry).where(MaintenanceEntry.asset_id == asset_id)
    entries = {one.turn: one for one in work.session.scalars(chosen)}
    known = entries.get(turn)
    is_void = any(one.reverses == turn for one in entries.values())
    if known is None or known.step is LogStep.TAKEN_BACK or is_void:
        message, remedy = "That entry does not stand any more.", "Look at the unit's history."
        raise Refused([_wrong("turn", "not_standing", message, remedy)])
    if not note.strip():
        message, remedy = "No reason is given.", "Say what was mistaken."
        raise Refused([_wrong("note", "no_reason", message, remedy)])
    values = {"step": LogStep.TAKEN_BACK, "done_on": max(today, known.done_on), "reverses": turn}
    return _append(work, asset_id, {**values, "note": note.strip()})


def _own(values: Mapping[str, Any]) -> dict[str, Any]:
    own = tidy(values)
    if own.get("every") is not None:
        own["every"] = Every(own["every"])
    return own


def _judge(work: UnitOfWork, own: Mapping[str, Any], plan_id: int | None) -> None:
    found = plan_findings(
        work=own.get("work"),
        every=own.get("every"),
        interval=own.get("interval_count"),
        has_product=own.get("product_id") is not None,
    )
    found += by_field(unreadable(own, _TEXTS))
    chosen = select(MaintenancePlan.id).where(
        MaintenancePlan.product_id == own.get("product_id"),
        MaintenancePlan.work == own.get("work"),
        MaintenancePlan.id != (plan_id or 0),
    )
    known = work.session.scalar(chosen)
    if known is not None:
        message, remedy = "The product has a plan of this work.", "Change that one."
        found.append(_wrong("work", "plan_taken", message, remedy, RecordRef("plan", known)))
    if found:
        raise Refused(found)


def _plan_of(work: UnitOfWork, plan_id: int | None) -> MaintenancePlan | None:
    return None if plan_id is None else work.session.get_one(MaintenancePlan, plan_id)


def _locked(work: UnitOfWork, asset_id: int) -> Asset:
    """The unit, held until this unit of work ends: its turns follow each other."""
    return work.session.get_one(Asset, asset_id, with_for_update=True)


def _append(work: UnitOfWork, asset_id: int, values: Mapping[str, Any]) -> int:
    last = select(func.max(MaintenanceEntry.turn)).where(MaintenanceEntry.asset_id == asset_id)
    turn = (work.session.scalar(last) or 0) + 1
    stamp = {"recorded_at": work.now, "recorded_by": work.actor}
    add_row(work, MaintenanceEntry, values={**values, **stamp, "asset_id": asset_id, "turn": turn})
    return turn


def _wrong(
    field: str, code: str, message: str, remedy: str, opens: RecordRef | None = None
) -> Finding:
    return Finding(Severity.STOP, code, message, remedy=remedy, field=field, opens=opens)
