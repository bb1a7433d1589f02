"""The refills that are due: each supply of a member, when it ends, who was asked, what is next."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from dmedesk.catalog.tables import Product
from dmedesk.members.tables import Member
from dmedesk.papers.queries.limits import contacts_by, received_by
from dmedesk.papers.rules.limit_words import Answer
from dmedesk.papers.rules.refills import (
    DUE,
    RefillState,
    contact_that_counts,
    refill_state,
    supply_of,
)
from dmedesk.papers.rules.words import OrderStage
from dmedesk.papers.tables import Order, OrderLine, Receipt


@dataclass(frozen=True, slots=True)
class RefillRow:
    """One supply of one member; the days are those of its next refill.

    ``contact_no`` is the contact that counts, ``order_id`` the order that asks for the refill.
    """

    id: int
    member_id: int
    member: str
    member_no: str
    phone: str | None
    hcpcs: str
    item: str
    received_on: date
    quantity: int
    days: int | None
    through_on: date | None
    asks_on: date | None
    delivers_on: date | None
    state: RefillState
    contact_no: str
    contact_on: date | None
    answer: Answer | None
    who: str
    order_id: int | None
    order_no: str

    @property
    def is_due(self) -> bool:
        """Whether it waits for a hand."""
        return self.state in DUE


def refills(session: Session, on: date) -> list[RefillRow]:
    """Every supply of members who are ours on a day, what is most urgent first."""
    people = _people(session, on)
    received = received_by(session)
    contacts = contacts_by(session)
    items, orders = _items(session), _orders(session)
    found = []
    for (member_id, hcpcs), receipt_id in _supplies(session).items():
        supply = supply_of(received.of(member_id, hcpcs).receipts)
        if member_id not in people or supply is None:
            continue
        said = contacts.get((member_id, hcpcs), [])
        contact = contact_that_counts(supply, said, on)
        order_id, order_no = orders.get((member_id, hcpcs), (None, ""))
        found.append(
            RefillRow(
                receipt_id,
                member_id,
                *people[member_id],
                hcpcs,
                items.get(hcpcs, ""),
                supply.last.received_on,
                supply.last.quantity,
                supply.last.days,
                supply.through_on,
                supply.may_ask_on(on),
                supply.may_deliver_on(on),
                refill_state(supply, said, on),
                contact.contact_no if contact else "",
                contact.contacted_on if contact else None,
                contact.answer if contact else None,
                contact.who if contact else "",
                order_id,
                order_no,
            )
        )
    return sorted(found, key=_urgency)


def _urgency(row: RefillRow) -> tuple[int, date, str, str]:
    place = list(RefillState).index(row.state)
    return place, row.through_on or date.max, row.member, row.hcpcs


def _supplies(session: Session) -> dict[tuple[int, str], int]:
    """The first receipt of every member and code of which something has its days."""
    chosen = (
        select(Receipt.member_id, Receipt.hcpcs, func.min(Receipt.id))
        .group_by(Receipt.member_id, Receipt.hcpcs)
        .having(func.count(Receipt.days) > 0)
        .order_by(func.min(Receipt.id))
    )
    return {(member_id, hcpcs): first for member_id, hcpcs, first in session.execute(chosen)}


def _people(session: Session, on: date) -> dict[int, tuple[str, str, str | None]]:
    chosen = select(
        Member.id, Member.last_name, Member.first_name, Member.member_no, Member.phone
    ).where(
        or_(Member.deceased_on.is_(None), Member.deceased_on > on),
        or_(Member.left_on.is_(None), Member.left_on > on),
    )
    return {
        row_id: (f"{last}, {first}", number, phone)
        for row_id, last, first, number, phone in session.execute(chosen)
    }


def _items(session: Session) -> dict[str, str]:
    """What a code is called in the catalog."""
    chosen = select(Product.hcpcs, func.min(Product.description)).group_by(Product.hcpcs)
    return dict(session.execute(chosen).all())


def _orders(session: Session) -> dict[tuple[int, str], tuple[int, str]]:
    """The open order of a member and code, the last where there are several."""
    over = (OrderStage.FILLED, OrderStage.CANCELLED)
    chosen: Any = (
        select(Order.member_id, OrderLine.hcpcs, Order.id, Order.order_no)
        .join(OrderLine, OrderLine.order_id == Order.id)
        .where(Order.stage.not_in(over))
        .order_by(Order.id)
    )
    return {
        (member_id, hcpcs): (order_id, number)
        for member_id, hcpcs, order_id, number in session.execute(chosen)
    }
