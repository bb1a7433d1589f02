"""What a visit does: units go out and come back, rentals begin, change their unit, or end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.rules.moves import Cause, Move
from dmedesk.assets.tables import Asset
from dmedesk.deliveries.rules.tickets import stops_from
from dmedesk.deliveries.rules.words import Method, Terms, TicketKind, Way
from dmedesk.deliveries.tables import Ticket, TicketLine
from dmedesk.rentals.actions.serving import begin_rental, exchange_unit, stop_rental
from dmedesk.rentals.rules import Proof as RentalProof
from dmedesk.rentals.tables import Rental
from dmedesk.store.unit_of_work import UnitOfWork

CAUSE = "ticket"

PROVES: Mapping[Method, RentalProof] = {
    Method.DIRECT: RentalProof.SIGNED,
    Method.FACILITY: RentalProof.SIGNED,
    Method.BEFORE_DISCHARGE: RentalProof.SIGNED,
    Method.UNSIGNED: RentalProof.DRIVER_NOTE,
    Method.CARRIER: RentalProof.CARRIER_LOG,
}
"""How a rental says that its delivery is proven, by the method of the slip."""

_MOVES: Mapping[Terms, Move] = {
    Terms.RENT: Move.RENTED_OUT,
    Terms.SALE: Move.SOLD,
    Terms.LOAN: Move.LENT,
}


@dataclass(frozen=True, slots=True)
class Visit:
    """The visit of one ticket: its day, and the date of service that its proof gives, if any."""

    ticket: Ticket
    visited_on: date
    method: Method
    service_on: date | None

    @property
    def cause(self) -> Cause:
        """What the units' moves name."""
        return Cause(CAUSE, self.ticket.ticket_no)


def move_lines(work: UnitOfWork, *, visit: Visit, lines: Sequence[TicketLine]) -> None:
    """Do what the lines that moved say; what comes back first: a place must be free."""
    moved = [line for line in lines if line.has_moved]
    for line in moved:
        if line.way is Way.BACK:
            _take_back(work, visit, line)
    for line in moved:
        if line.way is Way.OUT:
            _bring(work, visit, line)


def _take_back(work: UnitOfWork, visit: Visit, line: TicketLine) -> None:
    asset_id = line.moved_asset_id or line.asset_id
    if asset_id is None:
        return
    move_unit(
        work,
        asset_id=asset_id,
        move=Move.RETURNED,
        moved_on=visit.visited_on,
        cause=visit.cause,
        note=_instead(work, line),
    )
    ticket = visit.ticket
    if ticket.kind is not TicketKind.PICKUP or line.rental_id is None:
        return
    rental = work.session.get_one(Rental, line.rental_id)
    ended_on = stops_from(ticket.kind, asked_on=ticket.asked_on, picked_up_on=visit.visited_on)
    # The request for a pickup may have ended it already.
    if rental.ended_on is None and ended_on is not None:
        stop_rental(work, rental_id=rental.id, ended_on=max(ended_on, rental.started_on))


def _instead(work: UnitOfWork, line: TicketLine) -> str:
    """What the unit's history says of one that came back in another's stead."""
    if line.moved_asset_id is None or line.asset_id is None:
        return ""
    serial = work.session.scalars(select(Asset.serial).where(Asset.id == line.asset_id)).one()
    return f"Came back instead of {serial}."


def _bring(work: UnitOfWork, visit: Visit, line: TicketLine) -> None:
    if line.asset_id is None:
        return
    ticket = visit.ticket
    move_unit(
        work,
        asset_id=line.asset_id,
        move=_MOVES[line.terms],
        moved_on=visit.visited_on,
        member_id=ticket.member_id,
        cause=visit.cause,
    )
    if line.terms is not Terms.RENT:
        return
    if line.rental_id is not None:
        exchange_unit(
            work,
            rental_id=line.rental_id,
            asset_id=line.asset_id,
            exchanged_on=visit.visited_on,
        )
    elif ticket.payer_id is not None:
        line.rental_id = begin_rental(
            work,
            member_id=ticket.member_id,
            payer_id=ticket.payer_id,
            asset_id=line.asset_id,
            started_on=visit.service_on or visit.visited_on,
            proof=RentalProof.NONE if visit.service_on is None else PROVES[visit.method],
            proof_on=visit.service_on,
        )
