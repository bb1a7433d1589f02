"""The repair bench as a list: where every repair stands, since when, what it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, case, exists, func, select
from sqlalchemy.orm import Session, aliased

from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset, Movement
from dmedesk.catalog.tables import Product
from dmedesk.kit.lists import Ask, Sort
from dmedesk.members.tables import Member
from dmedesk.repairs.rules.words import Covered, LineKind, Ownership, Site, Stage
from dmedesk.repairs.tables import Repair, RepairLine, RepairLoan
from dmedesk.shop.queries.policies import policies
from dmedesk.shop.rules.policies import SUBSTITUTE_DAYS
from dmedesk.store.lists import ListQuery

_ORDER: Mapping[Stage, int] = {
    Stage.DONE: 0,
    Stage.REPORTED: 1,
    Stage.IN_WORK: 2,
    Stage.WAITING: 3,
    Stage.RETURNED: 4,
    Stage.REFUSED: 5,
    Stage.CLOSED: 6,
}


@dataclass(frozen=True, slots=True)
class RepairListed:
    """One repair. ``total_cents`` is what is charged for parts, components and labor.

    ``has_loan_out`` says that a substitute of it is with the member, ``lent_since`` the day of it.
    """

    id: int
    repair_no: str
    stage: Stage
    ownership: Ownership
    site: Site
    member: str | None
    item: str
    serial: str | None
    fault: str
    technician: str | None
    asked_on: date
    promised_on: date | None
    total_cents: int
    has_loan_out: bool
    lent_since: date | None


_void = aliased(RepairLine)
_TOTAL = (
    select(func.coalesce(func.sum(RepairLine.amount_cents), 0))
    .outerjoin(
        _void, (_void.repair_id == RepairLine.repair_id) & (_void.reverses == RepairLine.turn)
    )
    .where(
        RepairLine.repair_id == Repair.id,
        RepairLine.covered == Covered.CHARGED,
        RepairLine.kind != LineKind.TAKEN_BACK,
        _void.id.is_(None),
    )
    .correlate(Repair)
    .scalar_subquery()
)
_lent = aliased(Asset)
_LOAN_OUT = exists().where(
    RepairLoan.repair_id == Repair.id,
    RepairLoan.asset_id == _lent.id,
    _lent.state == AssetState.LOANED,
    Repair.stage != Stage.CLOSED,
)
_Sent = aliased(Movement)
_LENT_SINCE = (
    select(func.min(_Sent.moved_on))
    .join(_lent, (_lent.id == _Sent.asset_id) & (_lent.turn == _Sent.turn))
    .join(RepairLoan, RepairLoan.asset_id == _lent.id)
    .where(
        RepairLoan.repair_id == Repair.id,
        _lent.state == AssetState.LOANED,
        Repair.stage != Stage.CLOSED,
    )
    .correlate(Repair)
    .scalar_subquery()
)


def _joined(chosen: Select[Any]) -> Select[Any]:
    return chosen.outerjoin(Member, Member.id == Repair.member_id).outerjoin(
        Asset, Asset.id == Repair.asset_id
    )


def substitute_days(session: Session, *, on: date) -> int:
    """After how many days the shop says that a substitute is out too long."""
    return int(policies(session).value(SUBSTITUTE_DAYS, on=on))


REPAIRS: ListQuery[RepairListed] = ListQuery(
    RepairListed,
    key=Repair.id,
    columns={
        "repair_no": Repair.repair_no,
        "stage": Repair.stage,
        "ownership": Repair.ownership,
        "site": Repair.site,
        "member": Member.last_name + ", " + Member.first_name,
        "member_no": Member.member_no,
        "item": Repair.item,
        "serial": func.coalesce(Asset.serial, Repair.serial_told),
        "unit_id": Repair.asset_id,
        "product_id": Repair.product_id,
        "rental_id": Repair.rental_id,
        "fault": Repair.fault,
        "technician": Repair.technician,
        "asked_on": Repair.asked_on,
        "promised_on": Repair.promised_on,
        "total_cents": _TOTAL,
        "has_loan_out": _LOAN_OUT,
        "lent_since": _LENT_SINCE,
        "order": case(dict(_ORDER), value=Repair.stage, else_=len(_ORDER)),
    },
    source=_joined,
    chips={
        **{
            stage.value: lambda _on, stage=stage: Repair.stage == stage  # type: ignore[misc]
            for stage in Stage
        },
        "lent": lambda _on: _LOAN_OUT,
        "lent_long": lambda on: on > _LENT_SINCE,
        "late": lambda on: (
            Repair.stage.in_((Stage.REPORTED, Stage.IN_WORK, Stage.WAITING))
            & (Repair.promised_on < on)
        ),
    },
    days={"lent_long": lambda session, on: on - timedelta(days=substitute_days(session, on=on))},
    default=(Sort("order"), Sort("asked_on"), Sort("repair_no")),
    one_case={"repair_no"},
)
"""Every repair, those that need a hand first, the oldest of them on top."""


def count_repairs(session: Session, ask: Ask, *, on: date) -> int:
    """How many repairs are like that."""
    return len(REPAIRS.ids(session, ask, on=on))


@dataclass(frozen=True, slots=True)
class ModelFaults:
    """One model and its repairs: of how many units, what they cost, and the last fault.

    ``share_percentage`` is the share of its units that were ever repaired; None without units.
    """

    id: int
    product: str
    hcpcs: str
    manufacturer: str
    repairs: int
    units: int
    again: int
    cost_cents: int
    last_on: date
    last_fault: str
    share_percentage: int | None


def faults_by_model(session: Session) -> list[ModelFaults]:
    """Every model that was ever reported, the most often first; three statements."""
    costs = _costs(session)
    owned: dict[int, int] = dict(
        session.execute(select(Asset.product_id, func.count()).group_by(Asset.product_id)).all()
    )
    chosen = (
        select(Repair, Product)
        .join(Product, Product.id == Repair.product_id)
        .order_by(Repair.asked_on, Repair.id)
    )
    by_model: dict[int, list[Repair]] = {}
    products: dict[int, Product] = {}
    for repair, product in session.execute(chosen):
        by_model.setdefault(product.id, []).append(repair)
        products[product.id] = product
    found = [
        _faults(products[product_id], repairs, costs, owned.get(product_id, 0))
        for product_id, repairs in by_model.items()
    ]
    return sorted(found, key=lambda one: (-one.repairs, one.product, one.id))


def _costs(session: Session) -> dict[int, int]:
    chosen = (
        select(RepairLine.repair_id, func.sum(RepairLine.cost_cents))
        .outerjoin(
            _void, (_void.repair_id == RepairLine.repair_id) & (_void.reverses == RepairLine.turn)
        )
        .where(_void.id.is_(None), RepairLine.cost_cents.is_not(None))
        .group_by(RepairLine.repair_id)
    )
    return {repair_id: int(cents or 0) for repair_id, cents in session.execute(chosen)}


def _faults(
    product: Product, repairs: list[Repair], costs: Mapping[int, int], owned: int
) -> ModelFaults:
    ours = [one.asset_id for one in repairs if one.asset_id is not None]
    units = set(ours)
    last = repairs[-1]
    return ModelFaults(
        id=product.id,
        product=product.description,
        hcpcs=product.hcpcs,
        manufacturer=product.manufacturer or "",
        repairs=len(repairs),
        units=len(units),
        again=len(ours) - len(units),
        cost_cents=sum(costs.get(one.id, 0) for one in repairs),
        last_on=last.asked_on,
        last_fault=last.fault,
        share_percentage=100 * len(units) // owned if owned else None,
    )
