"""Plans a day's visits by driver and order, and sends a driver's route out."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from dmedesk.deliveries.actions.opening import move_ticket
from dmedesk.deliveries.rules.words import TicketStage
from dmedesk.deliveries.tables import Ticket
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.store.unit_of_work import UnitOfWork

_TO_DRIVE = (TicketStage.TO_PRINT, TicketStage.OUT)

_CHANGED = Finding(
    Severity.STOP,
    "day_changed",
    "The visits of this day were changed meanwhile.",
    remedy="Look at the day again (F5), then put it in order.",
)


def arrange_day(work: UnitOfWork, *, planned_on: date, order: Sequence[tuple[int, str]]) -> None:
    """Put the visits of a day in order, each with its driver (empty: nobody yet).

    ``order`` names every visit that is still to be made on that day; each driver's stops are
    counted from 1 in that order, and visits without a driver are not counted. Refused where the
    day's visits are others by now.
    """
    chosen = select(Ticket).where(Ticket.planned_on == planned_on, Ticket.stage.in_(_TO_DRIVE))
    tickets = {ticket.id: ticket for ticket in work.session.scalars(chosen.with_for_update())}
    if sorted(tickets) != sorted(ticket_id for ticket_id, _driver in order):
        raise Refused([_CHANGED])
    counted: Counter[str] = Counter()
    for ticket_id, named in order:
        driver = " ".join(named.split())
        counted[driver] += 1
        ticket = tickets[ticket_id]
        ticket.driver = driver or None
        ticket.stop_no = counted[driver] if driver else None
    work.session.flush()


def send_route(work: UnitOfWork, *, ticket_ids: Sequence[int]) -> None:
    """Send every ticket of a route out with its driver: all of them, or none.

    Refused where one of them cannot go out from where it stands.
    """
    for ticket_id in ticket_ids:
        move_ticket(work, ticket_id=ticket_id, stage=TicketStage.OUT)
