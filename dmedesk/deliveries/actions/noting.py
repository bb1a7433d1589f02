"""Writes down with the papers what members received by slips, and what came back.

So that limits and refills, which stand below, count from the day of receipt.
"""

from datetime import date

from sqlalchemy import select

from dmedesk.catalog.tables import Product
from dmedesk.deliveries.rules.words import Terms, TicketKind, Way
from dmedesk.deliveries.tables import Ticket, TicketLine
from dmedesk.papers.actions.receiving import NewReceipt, note_receipt, note_return
from dmedesk.store.unit_of_work import UnitOfWork


def note_receipts(work: UnitOfWork, *, ticket: Ticket, received_on: date) -> None:
    """Note what a delivery brought for good or for rent, as received on a day.

    Of an exchange nothing is noted: the rental goes on. Nor of a loan: nobody asks a payer for it.
    """
    if ticket.kind is not TicketKind.DELIVERY:
        return
    chosen = (
        select(TicketLine, Product.hcpcs)
        .join(Product, Product.id == TicketLine.product_id)
        .where(
            TicketLine.ticket_id == ticket.id,
            TicketLine.way == Way.OUT,
            TicketLine.terms != Terms.LOAN,
            TicketLine.has_moved.is_(True),
        )
        .order_by(TicketLine.place)
    )
    for line, hcpcs in work.session.execute(chosen).all():
        receipt = NewReceipt(
            ticket.member_id, hcpcs, line.quantity, received_on, payer_id=ticket.payer_id
        )
        note_receipt(
            work,
            source_no=f"{ticket.ticket_no}/{line.place}",
            receipt=receipt,
            order_id=ticket.order_id,
        )


def note_returns(work: UnitOfWork, *, ticket: Ticket, returned_on: date) -> None:
    """Note of what a pickup brought back that it came back on a day."""
    if ticket.kind is not TicketKind.PICKUP:
        return
    chosen = select(TicketLine).where(
        TicketLine.ticket_id == ticket.id,
        TicketLine.way == Way.BACK,
        TicketLine.has_moved.is_(True),
    )
    for line in work.session.scalars(chosen.order_by(TicketLine.place)).all():
        brought = _brought_by(work, ticket, line)
        if brought is not None:
            note_return(work, source_no=brought, returned_on=returned_on)


def _brought_by(work: UnitOfWork, ticket: Ticket, line: TicketLine) -> str | None:
    """The line of the delivery that brought it, by its rental, else by its unit."""
    if line.rental_id is None and line.asset_id is None:
        return None
    same = (
        TicketLine.asset_id == line.asset_id
        if line.rental_id is None
        else TicketLine.rental_id == line.rental_id
    )
    chosen = (
        select(Ticket.ticket_no, TicketLine.place)
        .join(Ticket, Ticket.id == TicketLine.ticket_id)
        .where(
            Ticket.member_id == ticket.member_id,
            Ticket.kind == TicketKind.DELIVERY,
            TicketLine.way == Way.OUT,
            TicketLine.has_moved.is_(True),
            same,
        )
        .order_by(TicketLine.id.desc())
        .limit(1)
    )
    row = work.session.execute(chosen).first()
    return None if row is None else f"{row[0]}/{row[1]}"
