"""The judge of a ticket's proofs, made from what the shop holds: payer, policies, staff."""

from datetime import date

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from dmedesk.deliveries.rules.judging import Judge
from dmedesk.deliveries.rules.words import TicketKind
from dmedesk.deliveries.tables import Ticket, TicketLine
from dmedesk.members.rules import Regime
from dmedesk.members.tables import Payer
from dmedesk.rentals.tables import Rental
from dmedesk.shop.queries.policies import policies
from dmedesk.shop.queries.staff import people


def judge_of(session: Session, *, ticket_id: int, today: date) -> Judge:
    """Who judges the ticket's proofs.

    Its payer's law; of an exchange that names none, that of the rental whose unit is exchanged.
    What is only fetched is no delivery: no payer asks for its proof.
    """
    ticket = session.get_one(Ticket, ticket_id)
    code, regime = _payer(session, ticket) or ("", Regime.PRIVATE)
    return Judge(
        regime,
        today,
        payer_code=code,
        policies=policies(session),
        people=tuple(people(session)),
        driver=ticket.driver or "",
    )


def _payer(session: Session, ticket: Ticket) -> Row[str, Regime] | None:
    if ticket.kind is TicketKind.PICKUP:
        return None
    chosen = select(Payer.code, Payer.regime)
    if ticket.payer_id is not None:
        return session.execute(chosen.where(Payer.id == ticket.payer_id)).one()
    of_rental = (
        chosen.join(Rental, Rental.payer_id == Payer.id)
        .join(TicketLine, TicketLine.rental_id == Rental.id)
        .where(TicketLine.ticket_id == ticket.id)
        .order_by(TicketLine.place)
        .limit(1)
    )
    return session.execute(of_rental).first()
