"""What the order of a slip still needs: told before the truck leaves, and keeping nothing back.

What a payer holds, the month holds. What comes too early has its own findings (``early``).
"""

from sqlalchemy.orm import Session

from dmedesk.deliveries.tables import Ticket
from dmedesk.kit.findings import Finding, Severity
from dmedesk.papers.queries.orders import checks_of
from dmedesk.papers.rules.readiness import Check, Need
from dmedesk.papers.rules.words import OrderStage
from dmedesk.papers.tables import Order

_TOLD_ELSEWHERE = frozenset({Need.EARLY_REASON, Need.REFILL})
_REMEDY = "Enter it on the order’s page, or bring it and wait for the paper."


def lacking_findings(session: Session, *, ticket_id: int) -> list[Finding]:
    """What the order misses on the planned day; nothing once the visit was made."""
    ticket = session.get_one(Ticket, ticket_id)
    if ticket.order_id is None or ticket.visited_on is not None:
        return []
    order = session.get_one(Order, ticket.order_id)
    found = []
    if order.stage is OrderStage.HELD:
        message = f"{order.order_no} is on hold until {order.review_on}: {order.held_because}."
        found.append(
            Finding(Severity.WARNING, "order_held", message, "", "Ask before it goes out.")
        )
    checks = checks_of(session, order_id=order.id, on=ticket.planned_on)
    return found + [
        Finding(Severity.WARNING, "order_lacks", _said(order, check), check.hcpcs, _REMEDY)
        for check in checks
        if not check.is_met and check.need not in _TOLD_ELSEWHERE
    ]


def _said(order: Order, check: Check) -> str:
    what = f"{check.what} of {check.hcpcs}" if check.hcpcs else check.what
    return f"{order.order_no} waits: {what}: {check.reason}."
