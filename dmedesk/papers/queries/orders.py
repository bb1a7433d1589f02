"""Orders: one with its lines and its checklist, and the checklists of many."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from dmedesk.catalog.tables import Product
from dmedesk.members.queries.finding import member_named, payer_named, practitioner_named
from dmedesk.members.queries.stays import stays_of
from dmedesk.members.rules import Setting, setting_on
from dmedesk.members.tables import Member, Payer
from dmedesk.papers.queries.facts import papers_of, required_by_payer
from dmedesk.papers.queries.limits import contacts_by, limits_by_payer, received_by
from dmedesk.papers.queries.order_trials import trial_checks
from dmedesk.papers.rules.readiness import Check, LineFact, OrderFact, checklist
from dmedesk.papers.rules.requirements import PapersFact
from dmedesk.papers.rules.words import OrderTerms
from dmedesk.papers.tables import Conversion, Order, OrderLine
from dmedesk.store.finding import Found

_NOTHING = PapersFact()


class Converted(NamedTuple):
    """A line on other terms from a day on, why, and who wrote it down."""

    line_id: int
    terms: OrderTerms
    from_on: date
    why: str
    recorded_by: str


@dataclass(frozen=True, slots=True)
class OrderRecord:
    """One order with all that its page shows. ``values`` are its attributes, ``lines`` its rows."""

    id: int
    version: int
    values: Mapping[str, Any]
    lines: tuple[Mapping[str, Any], ...]
    member: Found
    payer: Found | None
    practitioner: Found | None
    products: Mapping[int, Found]
    conversions: tuple[Converted, ...]

    def terms_of(self, line: Mapping[str, Any], on: date) -> OrderTerms:
        """Whether one of its lines is rented or bought on a day."""
        changed = [one for one in self.conversions if one.line_id == line["id"]]
        first: OrderTerms = line["terms"]
        return next((one.terms for one in reversed(changed) if one.from_on <= on), first)


def order_record(session: Session, order_id: int) -> OrderRecord | None:
    """One order; None where there is none of this id."""
    order = session.get(Order, order_id)
    if order is None:
        return None
    member = member_named(session, order.member_id)
    assert member is not None
    lines = session.scalars(
        select(OrderLine).where(OrderLine.order_id == order_id).order_by(OrderLine.place)
    ).all()
    return OrderRecord(
        order.id,
        order.row_version,
        _values(order, ("id", "row_version")),
        tuple(_values(line, ("order_id", "place")) for line in lines),
        member,
        payer_named(session, order.payer_id) if order.payer_id else None,
        practitioner_named(session, order.practitioner_id) if order.practitioner_id else None,
        products_named(session, [line.product_id for line in lines if line.product_id]),
        conversions_of(session, order_id=order_id),
    )


def products_named(session: Session, product_ids: Collection[int]) -> dict[int, Found]:
    """Products as pickers name them."""
    chosen = select(Product).where(Product.id.in_(list(product_ids)))
    return {
        one.id: Found(one.id, one.description, f"{one.hcpcs} · {one.product_no}")
        for one in session.scalars(chosen)
    }


def conversions_of(session: Session, *, order_id: int) -> tuple[Converted, ...]:
    """How the lines of an order were converted, the first change first."""
    chosen = (
        select(
            Conversion.line_id,
            Conversion.terms,
            Conversion.from_on,
            Conversion.why,
            Conversion.recorded_by,
        )
        .join(OrderLine, OrderLine.id == Conversion.line_id)
        .where(OrderLine.order_id == order_id)
        .order_by(Conversion.id)
    )
    return tuple(Converted(*row) for row in session.execute(chosen))


def checks_of(session: Session, *, order_id: int, on: date) -> list[Check]:
    """The checklist of one order on a day."""
    return checklists(session, [order_id], on=on).get(order_id, [])


def checklists(session: Session, order_ids: Collection[int], *, on: date) -> dict[int, list[Check]]:
    """The checklists of these orders on a day, by id; a constant number of statements."""
    facts = order_facts(session, order_ids, on=on)
    trials = trial_checks(session, order_ids, on=on)
    return {
        order_id: [*checklist(fact, on), *trials.get(order_id, ())]
        for order_id, fact in facts.items()
    }


def order_facts(session: Session, order_ids: Collection[int], *, on: date) -> dict[int, OrderFact]:
    """These orders as they are judged on a day."""
    chosen = (
        select(Order, Member.deceased_on, Member.left_on, Payer.regime)
        .join(Member, Member.id == Order.member_id)
        .outerjoin(Payer, Payer.id == Order.payer_id)
        .where(Order.id.in_(list(order_ids)))
    )
    rows = session.execute(chosen).all()
    members = {order.member_id for order, *_ in rows}
    stays = stays_of(session, members)
    lines = _lines(session, order_ids)
    changed = _terms_on(session, order_ids, on)
    fact_of = _line_facts(session, members)
    limits = limits_by_payer(session)
    required = required_by_payer(session)
    return {
        order.id: OrderFact(
            _gone(deceased_on, left_on, on),
            order.payer_id is not None,
            order.practitioner_id is not None,
            tuple(
                fact_of(order.member_id, line, family, changed.get(line.id, line.terms))
                for line, family in lines.get(order.id, ())
            ),
            required.get(order.payer_id, ()) if order.payer_id else (),
            limits.get(order.payer_id, ()) if order.payer_id else (),
            regime.value if regime else "",
            setting_on(stays.get(order.member_id, ()), on) is Setting.NURSING_FACILITY,
        )
        for order, deceased_on, left_on, regime in rows
    }


def _line_facts(
    session: Session, members: Collection[int]
) -> Callable[[int, OrderLine, str, OrderTerms], LineFact]:
    """What makes the fact of a line: with the papers, receipts and contacts of these members."""
    papers = papers_of(session, member_ids=members)
    received = received_by(session, member_ids=members)
    contacts = contacts_by(session, member_ids=members)

    def fact_of(member_id: int, line: OrderLine, family: str, terms: OrderTerms) -> LineFact:
        key = (member_id, line.hcpcs)
        return LineFact(
            line.place,
            line.hcpcs,
            family,
            terms,
            line.needs_pa,
            papers.get(key, _NOTHING),
            line.quantity,
            line.days,
            received.of(*key),
            contacts.get(key, ()),
        )

    return fact_of


def _lines(
    session: Session, order_ids: Collection[int]
) -> Mapping[int, Sequence[tuple[OrderLine, str]]]:
    """The lines with their products' families; without a product, any that has the code."""
    families: dict[str, str] = {
        hcpcs: family.value if family else ""
        for hcpcs, family in session.execute(
            select(Product.hcpcs, Product.family).where(Product.family.is_not(None)).distinct()
        )
    }
    chosen = (
        select(OrderLine, Product.family)
        .outerjoin(Product, Product.id == OrderLine.product_id)
        .where(OrderLine.order_id.in_(list(order_ids)))
        .order_by(OrderLine.order_id, OrderLine.place)
    )
    found: dict[int, list[tuple[OrderLine, str]]] = defaultdict(list)
    for line, family in session.execute(chosen):
        own = family.value if family else families.get(line.hcpcs, "")
        found[line.order_id].append((line, own))
    return found


def _terms_on(session: Session, order_ids: Collection[int], on: date) -> dict[int, OrderTerms]:
    """The terms of converted lines on a day, by line."""
    chosen = (
        select(Conversion.line_id, Conversion.terms)
        .join(OrderLine, OrderLine.id == Conversion.line_id)
        .where(OrderLine.order_id.in_(list(order_ids)), Conversion.from_on <= on)
        .order_by(Conversion.turn)
    )
    return dict(session.execute(chosen).all())


def _gone(deceased_on: date | None, left_on: date | None, on: date) -> str:
    if deceased_on is not None and deceased_on <= on:
        return f"died on {deceased_on}"
    if left_on is not None and left_on <= on:
        return f"left on {left_on}"
    return ""


def _values(one: Any, without: Collection[str]) -> dict[str, Any]:
    names = inspect(type(one)).columns.keys()
    return {name: getattr(one, name) for name in names if name not in without}
