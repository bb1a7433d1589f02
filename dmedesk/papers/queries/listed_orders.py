"""The list of orders, with what each still needs."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, literal, select
from sqlalchemy.orm import Session

from dmedesk.kit.lists import EVERYTHING, Ask, Sort
from dmedesk.members.tables import Member, Payer, Practitioner
from dmedesk.papers.queries.orders import checklists
from dmedesk.papers.rules.words import OrderStage
from dmedesk.papers.tables import Order, OrderLine
from dmedesk.store.lists import ListQuery

READY, WAITING = "ready", "waiting"
"""Chips of open orders by what their checklist says, which no column holds."""

_OVER = (OrderStage.FILLED, OrderStage.CANCELLED)


@dataclass(frozen=True, slots=True)
class OrderListed:
    """One order. ``missing`` counts what its checklist lacks, ``needs`` names it.

    They are empty for one that is not open. ``hcpcs`` is the code of its first line, ``lines`` how
    many it has.
    """

    id: int
    order_no: str
    member: str
    member_no: str
    stage: OrderStage
    hcpcs: str
    lines: int
    asked_on: date
    closed_on: date | None
    review_on: date | None
    held_because: str | None
    payer: str | None
    practitioner: str | None
    referred_by: str | None
    is_over: int
    missing: int = 0
    needs: str = ""


def _joined(chosen: Select[Any]) -> Select[Any]:
    return (
        chosen.outerjoin(Member, Member.id == Order.member_id)
        .outerjoin(Payer, Payer.id == Order.payer_id)
        .outerjoin(Practitioner, Practitioner.id == Order.practitioner_id)
    )


def _of_lines(what: Any) -> Any:
    return select(what).where(OrderLine.order_id == Order.id).scalar_subquery()


def _query(ready: Collection[int] = (), waiting: Collection[int] = ()) -> ListQuery[OrderListed]:
    return ListQuery(
        OrderListed,
        key=Order.id,
        columns={
            "order_no": Order.order_no,
            "member": Member.last_name + ", " + Member.first_name,
            "member_no": Member.member_no,
            "stage": Order.stage,
            "hcpcs": _of_lines(func.min(OrderLine.hcpcs)),
            "lines": _of_lines(func.count(OrderLine.id)),
            "asked_on": Order.asked_on,
            "closed_on": Order.closed_on,
            "review_on": Order.review_on,
            "held_because": Order.held_because,
            "payer": Payer.name,
            "practitioner": case(
                (Practitioner.first_name.is_(None), Practitioner.last_name),
                else_=Practitioner.last_name + ", " + Practitioner.first_name,
            ),
            "referred_by": Order.referred_by,
            "is_over": case((Order.stage.in_(_OVER), 1), else_=0),
            "npi": Practitioner.npi,
            "missing": literal(0),
            "needs": literal(""),
        },
        source=_joined,
        chips={
            READY: lambda _on: Order.id.in_(list(ready)),
            WAITING: lambda _on: Order.id.in_(list(waiting)),
            "held": lambda _on: Order.stage == OrderStage.HELD,
            "review": lambda on: (Order.stage == OrderStage.HELD) & (Order.review_on <= on),
            "on_slip": lambda _on: Order.stage == OrderStage.ON_SLIP,
            "filled": lambda _on: Order.stage == OrderStage.FILLED,
            "cancelled": lambda _on: Order.stage == OrderStage.CANCELLED,
        },
        default=(Sort("is_over"), Sort("asked_on"), Sort("order_no")),
        one_case={"order_no"},
    )


class OrderSource:
    """The list of orders with what their checklists say: worked out, for it is stored nowhere."""

    def ids(self, session: Session, ask: Ask = EVERYTHING, *, on: date) -> Any:
        """The ids of all orders asked for, in the order asked."""
        ready, waiting = _judged(session, on) if ask.chip in (READY, WAITING) else ((), ())
        return _query(ready, waiting).ids(session, ask, on=on)

    def rows(self, session: Session, ids: Collection[int], *, on: date) -> list[OrderListed]:
        """The orders of these ids in that order, the open ones with what they need."""
        rows = _query().rows(session, list(ids), on=on)
        open_ids = [row.id for row in rows if row.stage is OrderStage.OPEN]
        checks = checklists(session, open_ids, on=on) if open_ids else {}
        found = []
        for row in rows:
            missing = [check for check in checks.get(row.id, ()) if not check.is_met]
            needs = dict.fromkeys(f"{check.what} {check.hcpcs}".strip() for check in missing)
            found.append(replace(row, missing=len(missing), needs=", ".join(needs)))
        return found

    def counts(self, session: Session, *, on: date) -> dict[str, int]:
        """How many orders each chip has."""
        return _query(*_judged(session, on)).counts(session, on=on)


def _judged(session: Session, on: date) -> tuple[list[int], list[int]]:
    """The open orders that are ready, and those that wait for something."""
    chosen = select(Order.id).where(Order.stage == OrderStage.OPEN)
    checks = checklists(session, list(session.scalars(chosen)), on=on)
    ready = [order_id for order_id, own in checks.items() if all(one.is_met for one in own)]
    return ready, [order_id for order_id in checks if order_id not in set(ready)]


ORDERS = OrderSource()
"""Every order, those that are not over first, the oldest of them on top."""


def count_orders(session: Session, ask: Ask, *, on: date) -> int:
    """How many orders are like that."""
    return len(ORDERS.ids(session, ask, on=on))
