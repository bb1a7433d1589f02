"""The plans of preventive maintenance: as a list, and one for its page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from dmedesk.assets.queries.listed import GONE
from dmedesk.assets.rules.maintenance import Every
from dmedesk.assets.tables import Asset, MaintenancePlan
from dmedesk.catalog.queries.finding import product_named
from dmedesk.catalog.tables import Product
from dmedesk.kit.lists import Sort
from dmedesk.store.finding import Found
from dmedesk.store.lists import ListQuery


@dataclass(frozen=True, slots=True)
class PlanListed:
    """One plan, with the units of its product that the shop has."""

    id: int
    plan_no: int
    product: str
    work: str
    every: Every
    interval_count: int | None
    source: str | None
    units: int
    ended_on: date | None


_UNITS = (
    select(func.count(Asset.id))
    .where(Asset.product_id == MaintenancePlan.product_id, Asset.state.not_in(GONE))
    .correlate(MaintenancePlan)
    .scalar_subquery()
)


def _joined(chosen: Any) -> Any:
    return chosen.join(Product, Product.id == MaintenancePlan.product_id)


PLANS: ListQuery[PlanListed] = ListQuery(
    PlanListed,
    key=MaintenancePlan.id,
    columns={
        "plan_no": MaintenancePlan.plan_no,
        "product": Product.description,
        "product_no": Product.product_no,
        "work": MaintenancePlan.work,
        "every": MaintenancePlan.every,
        "interval_count": MaintenancePlan.interval_count,
        "source": MaintenancePlan.source,
        "units": _UNITS,
        "ended_on": MaintenancePlan.ended_on,
    },
    source=_joined,
    chips={
        "asked": lambda on: or_(MaintenancePlan.ended_on.is_(None), MaintenancePlan.ended_on > on),
        "ended": lambda on: MaintenancePlan.ended_on <= on,
    },
    default=(Sort("product"), Sort("work")),
)
"""Every plan, by product and work."""


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """One plan. ``values`` are its attributes, ``version`` the row version they were read at."""

    id: int
    work: str
    product: Found | None
    version: int
    values: Mapping[str, Any]


def plan_record(session: Session, plan_id: int) -> PlanRecord | None:
    """One plan; None where there is none of this id."""
    plan = session.get(MaintenancePlan, plan_id)
    if plan is None:
        return None
    names = ("product_id", "work", "every", "interval_count", "source", "ended_on")
    return PlanRecord(
        plan.id,
        plan.work,
        product_named(session, plan.product_id),
        plan.row_version,
        {name: getattr(plan, name) for name in names},
    )


def count_plans_of(session: Session, *, product_id: int) -> int:
    """How many plans a product has."""
    chosen = select(func.count(MaintenancePlan.id)).where(MaintenancePlan.product_id == product_id)
    return session.scalars(chosen).one()
