"""The rentals that a pickup stops although it was not made yet: as soon as it was asked for."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dmedesk.deliveries.rules.words import TicketKind, TicketStage
from dmedesk.deliveries.tables import Ticket, TicketLine

_TO_BE_MADE = (TicketStage.TO_PRINT, TicketStage.OUT)


def stops_asked(session: Session, *, rental_ids: Collection[int] | None = None) -> dict[int, date]:
    """The day from which each rental has no further months, of these rentals or of all.

    What a visit did is in the rental itself; a cancelled pickup stops nothing.
    """
    asked = (
        select(TicketLine.rental_id, func.min(Ticket.asked_on))
        .join(Ticket, Ticket.id == TicketLine.ticket_id)
        .where(
            Ticket.kind == TicketKind.PICKUP,
            Ticket.stage.in_(_TO_BE_MADE),
            TicketLine.rental_id.is_not(None),
        )
        .group_by(TicketLine.rental_id)
    )
    if rental_ids is not None:
        asked = asked.where(TicketLine.rental_id.in_(rental_ids))
    return {one: day for one, day in session.connection().execute(asked) if one is not None}
