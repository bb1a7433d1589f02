"""What maintenance is due on which unit, its log, and what it cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from dmedesk.assets.queries.listed import GONE
from dmedesk.assets.rules import AssetState, Condition
from dmedesk.assets.rules.maintenance import (
    DueState,
    LogEntry,
    LogStep,
    NextDue,
    Plan,
    UnitLife,
    next_due,
    overdue_finding,
)
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.tables import Asset, MaintenanceEntry, MaintenancePlan, Movement, Place
from dmedesk.catalog.tables import Product
from dmedesk.kit.findings import Finding
from dmedesk.kit.plain_list import PlainList
from dmedesk.shop.queries.policies import policies
from dmedesk.shop.rules.policies import OVERDUE_MAINTENANCE, OVERDUE_REFUSES
from dmedesk.store.finding import MOST_FOUND, Found, having

_PLANS_A_UNIT = 1 << 20
_Voided = aliased(MaintenanceEntry)
_TakenBack = aliased(Movement)


@dataclass(frozen=True, slots=True)
class MaintenanceListed:
    """One plan's work on one unit, and when it is due."""

    id: int
    asset_id: int
    plan_id: int
    serial: str
    product: str
    unit_state: AssetState
    place: str
    work: str
    how_often: str
    due_on: date | None
    due_hours: int | None
    hours: int | None
    last_on: date | None
    state: DueState
    due: NextDue


@dataclass(frozen=True, slots=True)
class Logged:
    """One entry of a unit's log; ``is_void`` where a later one took it back."""

    turn: int
    step: LogStep
    on: date
    plan: str
    work: str
    fault: str
    hours: int | None
    parts: str
    cost_cents: int | None
    technician: str
    vendor: str
    note: str
    by: str
    is_void: bool


def _stands() -> Any:
    """That no later entry took this one back."""
    return ~exists().where(
        _Voided.asset_id == MaintenanceEntry.asset_id, _Voided.reverses == MaintenanceEntry.turn
    )


def _asked(on: date) -> Any:
    return or_(MaintenancePlan.ended_on.is_(None), MaintenancePlan.ended_on > on)


def _plans(session: Session, on: date, *clauses: Any) -> dict[int, list[Plan]]:
    """The plans that ask for work on a day, by product, in their order."""
    chosen = select(MaintenancePlan).where(_asked(on), *clauses).order_by(MaintenancePlan.plan_no)
    found: dict[int, list[Plan]] = {}
    for one in session.scalars(chosen):
        plan = Plan(one.id, one.work, one.every, one.interval_count)
        found.setdefault(one.product_id, []).append(plan)
    return found


def _lives(session: Session, units: Sequence[Any], *clauses: Any) -> dict[int, UnitLife]:
    """What is known of each unit; ``clauses`` choose the units; two statements."""
    returned = dict(
        session.execute(
            select(Movement.asset_id, func.max(Movement.moved_on))
            .join(Asset, Asset.id == Movement.asset_id)
            .where(
                Movement.move == Move.RETURNED,
                ~exists().where(
                    _TakenBack.asset_id == Movement.asset_id,
                    _TakenBack.reverses == Movement.turn,
                ),
                *clauses,
            )
            .group_by(Movement.asset_id)
        ).all()
    )
    logs: dict[int, list[LogEntry]] = {}
    entries = (
        select(
            MaintenanceEntry.asset_id,
            MaintenanceEntry.done_on,
            MaintenanceEntry.plan_id,
            MaintenanceEntry.hours,
        )
        .join(Asset, Asset.id == MaintenanceEntry.asset_id)
        .where(MaintenanceEntry.step != LogStep.TAKEN_BACK, _stands(), *clauses)
        .order_by(MaintenanceEntry.done_on, MaintenanceEntry.turn)
    )
    for asset_id, on, plan_id, hours in session.execute(entries):
        logs.setdefault(asset_id, []).append(LogEntry(on, plan_id, hours))
    return {
        unit.id: UnitLife(
            unit.acquired_on,
            unit.condition is not Condition.USED,
            returned.get(unit.id),
            logs.get(unit.id, ()),
        )
        for unit in units
    }


def maintenance_due(session: Session, on: date) -> list[MaintenanceListed]:
    """Every plan's work on every unit that the shop has, the most pressing first; four statements.

    A unit without a condition counts as one that came new, as everywhere.
    """
    plans = _plans(session, on)
    has_plan = Asset.product_id.in_(
        select(MaintenancePlan.product_id).where(_asked(on)).scalar_subquery()
    )
    clauses = (has_plan, Asset.state.not_in(GONE))
    chosen = (
        select(
            Asset.id,
            Asset.serial,
            Asset.product_id,
            Asset.state,
            Asset.acquired_on,
            Asset.condition,
            Product.description,
            Place.name,
        )
        .join(Product, Product.id == Asset.product_id)
        .outerjoin(Place, Place.id == Asset.place_id)
        .where(*clauses)
        .order_by(Asset.serial_key)
    )
    units = session.execute(chosen).all()
    lives = _lives(session, units, *clauses)
    found = [
        _listed(unit, plan, next_due(plan, lives[unit.id], on=on))
        for unit in units
        for plan in plans.get(unit.product_id, ())
    ]
    order = list(DueState)
    found.sort(key=lambda row: (order.index(row.state), row.due_on or date.max))
    return found


def _listed(unit: Any, plan: Plan, due: NextDue) -> MaintenanceListed:
    return MaintenanceListed(
        id=unit.id * _PLANS_A_UNIT + plan.id,
        asset_id=unit.id,
        plan_id=plan.id,
        serial=unit.serial,
        product=unit.description,
        unit_state=unit.state,
        place=unit.name or "",
        work=plan.work,
        how_often=plan.words(),
        due_on=due.due_on,
        due_hours=due.due_hours,
        hours=due.hours,
        last_on=due.last_on,
        state=due.state,
        due=due,
    )


_CHIPS: Mapping[str, tuple[DueState, ...]] = {
    "overdue": (DueState.OVERDUE,),
    "due": (DueState.OVERDUE, DueState.DUE),
    "soon": (DueState.OVERDUE, DueState.DUE, DueState.SOON),
    "unknown": (DueState.UNKNOWN,),
}

MAINTENANCE: PlainList[MaintenanceListed] = PlainList(
    maintenance_due,
    chips={
        key: (lambda row, _on, states=states: row.state in states)  # type: ignore[misc]
        for key, states in _CHIPS.items()
    },
)
"""The due list."""


def due_of(session: Session, *, asset_id: int, on: date) -> list[tuple[Plan, NextDue]]:
    """Every plan of one unit and when it is due."""
    unit = session.get_one(Asset, asset_id)
    plans = _plans(session, on, MaintenancePlan.product_id == unit.product_id)
    if not plans:
        return []
    life = _lives(session, [unit], Asset.id == asset_id)[asset_id]
    return [(plan, next_due(plan, life, on=on)) for plan in plans[unit.product_id]]


def maintenance_findings(session: Session, *, asset_id: int, on: date) -> list[Finding]:
    """That a unit should not go out before its overdue work is done, by what the shop chose."""
    late = [
        (plan, due)
        for plan, due in due_of(session, asset_id=asset_id, on=on)
        if due.state is DueState.OVERDUE
    ]
    if not late:
        return []
    refuses = policies(session).value(OVERDUE_MAINTENANCE, on=on) == OVERDUE_REFUSES
    serial = session.get_one(Asset, asset_id).serial
    return [overdue_finding(plan, due, refuses=refuses, serial=serial) for plan, due in late]


def standing_log(session: Session, *, asset_id: int) -> tuple[LogEntry, ...]:
    """The standing entries of one unit, by day."""
    unit = session.get_one(Asset, asset_id)
    return tuple(_lives(session, [unit], Asset.id == asset_id)[asset_id].log)


def log_of(session: Session, *, asset_id: int) -> list[Logged]:
    """Every entry of a unit's log, in the order of its turns; one statement."""
    chosen = (
        select(MaintenanceEntry, MaintenancePlan.work, _stands())
        .outerjoin(MaintenancePlan, MaintenancePlan.id == MaintenanceEntry.plan_id)
        .where(MaintenanceEntry.asset_id == asset_id)
        .order_by(MaintenanceEntry.turn)
    )
    return [
        Logged(
            turn=entry.turn,
            step=entry.step,
            on=entry.done_on,
            plan=plan or "",
            work=entry.work or "",
            fault=entry.fault or "",
            hours=entry.hours,
            parts=entry.parts or "",
            cost_cents=entry.cost_cents,
            technician=entry.technician or "",
            vendor=entry.vendor or "",
            note=entry.note or "",
            by=entry.recorded_by,
            is_void=not stands,
        )
        for entry, plan, stands in session.execute(chosen)
    ]


def spent_by_unit(session: Session) -> dict[int, int]:
    """What the standing maintenance of each unit cost in all, in cents; one statement."""
    chosen = (
        select(MaintenanceEntry.asset_id, func.sum(MaintenanceEntry.cost_cents))
        .where(MaintenanceEntry.cost_cents.is_not(None), _stands())
        .group_by(MaintenanceEntry.asset_id)
    )
    return {asset_id: int(cents or 0) for asset_id, cents in session.execute(chosen)}


def find_plans(session: Session, part: str, *, asset_id: int) -> list[Found]:
    """The plans of a unit's product that have every word of ``part`` in their work."""
    product_id = select(Asset.product_id).where(Asset.id == asset_id).scalar_subquery()
    chosen = (
        select(MaintenancePlan)
        .where(
            MaintenancePlan.product_id == product_id,
            MaintenancePlan.ended_on.is_(None),
            *having((MaintenancePlan.work,), part),
        )
        .order_by(MaintenancePlan.plan_no)
        .limit(MOST_FOUND)
    )
    return [_found(plan) for plan in session.scalars(chosen)]


def plan_named(session: Session, plan_id: int) -> Found | None:
    """One plan."""
    plan = session.get(MaintenancePlan, plan_id)
    return None if plan is None else _found(plan)


def _found(plan: MaintenancePlan) -> Found:
    words = Plan(plan.id, plan.work, plan.every, plan.interval_count).words()
    return Found(plan.id, plan.work, words)
