"""Tickets, their lines and proofs, as the files have them."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.deliveries.rules.freezing import digest_of
from dmedesk.deliveries.tables import Proof, ReturnSettlement, Ticket, TicketLine
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.stored import StoredRow
from dmedesk.members.tables import Member, Payer
from dmedesk.papers.tables import Order
from dmedesk.rentals.tables import Rental
from dmedesk.store.rows import stored_rows


def stored_tickets(session: Session) -> list[StoredRow]:
    """Every ticket, as ``tickets.csv`` has it."""
    return stored_rows(
        session,
        select(
            Ticket.id,
            Ticket.ticket_no,
            Ticket.kind,
            Ticket.stage,
            Member.member_no,
            Payer.code.label("payer_code"),
            Ticket.asked_on,
            Ticket.planned_on,
            Ticket.visited_on,
            Ticket.driver,
            Ticket.stop_no,
            Ticket.reason,
            Ticket.note,
            Order.order_no,
        )
        .join(Member, Member.id == Ticket.member_id)
        .outerjoin(Payer, Payer.id == Ticket.payer_id)
        .outerjoin(Order, Order.id == Ticket.order_id),
    )


def stored_lines(session: Session) -> list[StoredRow]:
    """Every line, as ``ticket_lines.csv`` has it."""
    moved = aliased(Asset)
    return stored_rows(
        session,
        select(
            TicketLine.id,
            Ticket.ticket_no,
            TicketLine.place,
            TicketLine.way,
            Product.product_no,
            Asset.serial_key.label("serial"),
            moved.serial_key.label("moved_serial"),
            Rental.rental_no,
            TicketLine.quantity,
            TicketLine.accessories,
            TicketLine.terms,
            TicketLine.has_moved,
            TicketLine.is_open,
            TicketLine.awaits_unit,
            TicketLine.stayed,
        )
        .join(Ticket, Ticket.id == TicketLine.ticket_id)
        .join(Product, Product.id == TicketLine.product_id)
        .outerjoin(Asset, Asset.id == TicketLine.asset_id)
        .outerjoin(moved, moved.id == TicketLine.moved_asset_id)
        .outerjoin(Rental, Rental.id == TicketLine.rental_id),
    )


def stored_proofs(session: Session) -> list[StoredRow]:
    """Every proof, as ``proofs.csv`` has it."""
    own = [column for column in Proof.__table__.columns if column.name not in {"id", "ticket_id"}]
    return stored_rows(
        session,
        select(Proof.id, Ticket.ticket_no, *own).join(Ticket, Ticket.id == Proof.ticket_id),
    )


def proof_faults(session: Session) -> Iterator[Finding]:
    """Proofs of which something is not as it was when they were written down (their SHA-256)."""
    chosen = select(Ticket.ticket_no, Proof).join(Proof, Proof.ticket_id == Ticket.id)
    for ticket_no, proof in session.execute(chosen.order_by(Proof.id)):
        if not is_as_written(ticket_no, proof):
            yield Finding(
                Severity.STOP,
                "proof_changed",
                f"Proof {proof.turn} is not as it was written down.",
                subject=ticket_no,
                remedy="Compare it with a backup, and with the signed slip; add what is true.",
            )


def is_as_written(ticket_no: str, proof: Proof) -> bool:
    """Whether all that stands in a proof is what its SHA-256 was made of."""
    columns = (column.key for column in Proof.__table__.columns)
    said = {name: getattr(proof, name) for name in columns if name not in _NOT_COVERED}
    return digest_of(ticket_no, said) == proof.sha256


_NOT_COVERED = frozenset({"id", "ticket_id", "sha256"})


def stored_return_settlements(session: Session) -> list[StoredRow]:
    """Every settlement of a return, as ``return_settlements.csv`` has it."""
    return stored_rows(
        session,
        select(
            ReturnSettlement.id,
            Ticket.ticket_no,
            TicketLine.place,
            ReturnSettlement.turn,
            ReturnSettlement.settled_on,
            ReturnSettlement.settled,
            ReturnSettlement.note,
            ReturnSettlement.recorded_at,
            ReturnSettlement.recorded_by,
        )
        .join(TicketLine, TicketLine.id == ReturnSettlement.line_id)
        .join(Ticket, Ticket.id == TicketLine.ticket_id),
    )


def ticket_ids(session: Session) -> dict[str, int]:
    """The id of every ticket by its number."""
    return dict(session.execute(select(Ticket.ticket_no, Ticket.id)).all())


def line_ids(session: Session) -> dict[tuple[str, int], int]:
    """The id of every line by its ticket's number and its place there."""
    chosen = select(Ticket.ticket_no, TicketLine.place, TicketLine.id).join(
        Ticket, Ticket.id == TicketLine.ticket_id
    )
    return {(ticket_no, place): line_id for ticket_no, place, line_id in session.execute(chosen)}
