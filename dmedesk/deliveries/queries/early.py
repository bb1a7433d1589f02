"""What a slip would bring too early, or too much of: by the payer's limits, and as a refill."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.catalog.tables import Product
from dmedesk.deliveries.rules.words import Terms, TicketKind, Way
from dmedesk.deliveries.tables import Ticket, TicketLine
from dmedesk.kit.findings import Finding, Severity
from dmedesk.members.tables import Payer
from dmedesk.papers.queries.limits import contacts_by, limits_by_payer, received_by
from dmedesk.papers.rules.limits import Asked, Verdict, judge_limits
from dmedesk.papers.rules.refills import refill_findings, supply_of
from dmedesk.papers.tables import OrderLine


class _Wanted(NamedTuple):
    quantity: int
    is_sold: bool


def early_findings(session: Session, *, ticket_id: int) -> list[Finding]:
    """What speaks against a delivery on its planned day; nothing once the visit was made."""
    ticket = session.get_one(Ticket, ticket_id)
    is_ahead = ticket.visited_on is None and ticket.kind is TicketKind.DELIVERY
    if not is_ahead or ticket.payer_id is None:
        return []
    return list(_found(session, ticket, ticket.payer_id))


def _found(session: Session, ticket: Ticket, payer_id: int) -> Iterator[Finding]:
    wanted = _wanted(session, ticket)
    if not wanted:
        return
    regime = session.scalars(select(Payer.regime).where(Payer.id == payer_id)).one().value
    limits = limits_by_payer(session).get(payer_id, ())
    received = received_by(session, member_ids=[ticket.member_id])
    contacts = contacts_by(session, member_ids=[ticket.member_id])
    days = _days(session, ticket)
    on = ticket.planned_on
    for hcpcs, one in wanted.items():
        own = received.of(ticket.member_id, hcpcs)
        asked = Asked(hcpcs, on, one.quantity, days.get(hcpcs), has_come=True)
        for verdict in judge_limits(limits, own, asked, regime=regime):
            if verdict.is_passed:
                yield _finding(verdict, hcpcs)
        if one.is_sold:
            yield from refill_findings(
                supply_of(own.receipts),
                contacts.get((ticket.member_id, hcpcs), ()),
                on=on,
                regime=regime,
                subject=hcpcs,
            )


def _finding(verdict: Verdict, hcpcs: str) -> Finding:
    grade = Severity.STOP if verdict.stops else Severity.WARNING
    message = f"Above the payer’s limit: {verdict.said}."
    return Finding(grade, "limit_passed", message, hcpcs, verdict.remedy)


def _wanted(session: Session, ticket: Ticket) -> dict[str, _Wanted]:
    """What the slip brings for good or for rent, by code; what serves in a rental already not."""
    chosen = (
        select(Product.hcpcs, TicketLine.quantity, TicketLine.terms)
        .join(Product, Product.id == TicketLine.product_id)
        .where(
            TicketLine.ticket_id == ticket.id,
            TicketLine.way == Way.OUT,
            TicketLine.terms != Terms.LOAN,
            TicketLine.rental_id.is_(None),
        )
        .order_by(TicketLine.place)
    )
    found: dict[str, _Wanted] = defaultdict(lambda: _Wanted(0, is_sold=False))
    for hcpcs, quantity, terms in session.execute(chosen):
        before = found[hcpcs]
        found[hcpcs] = _Wanted(before.quantity + quantity, before.is_sold or terms is Terms.SALE)
    return dict(found)


def _days(session: Session, ticket: Ticket) -> dict[str, int | None]:
    """How long the order says that it lasts, by code."""
    if ticket.order_id is None:
        return {}
    chosen = select(OrderLine.hcpcs, OrderLine.days).where(OrderLine.order_id == ticket.order_id)
    return dict(session.execute(chosen.order_by(OrderLine.place.desc())).all())
