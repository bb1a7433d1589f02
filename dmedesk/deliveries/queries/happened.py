"""What slips did, for the histories of members, units and rentals; and what each of them needs."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from dmedesk.assets.tables import Asset
from dmedesk.deliveries.queries.listed import AHEAD, MoneyWaiting, held_by, since
from dmedesk.deliveries.rules.words import TicketKind, TicketStage, Way
from dmedesk.deliveries.tables import Ticket, TicketLine
from dmedesk.members.tables import Member


@dataclass(frozen=True, slots=True)
class SlipMove:
    """One unit of a slip: which way it went, or is to go, on a day.

    ``expected`` is the unit in whose stead this one came back, or empty. ``is_made`` says that the
    visit was made.
    """

    ticket_id: int
    ticket_no: str
    kind: TicketKind
    on: date
    is_made: bool
    way: Way
    serial: str
    expected: str
    member: str


def moves_of(
    session: Session, *, asset_id: int | None = None, rental_id: int | None = None
) -> list[SlipMove]:
    """The units of every slip of a unit, or of a rental, the earliest visit first."""
    meant, moved = aliased(Asset), aliased(Asset)
    chosen = (
        select(TicketLine.way, meant, moved, Ticket, since(), Member)
        .join(Ticket, Ticket.id == TicketLine.ticket_id)
        .join(Member, Member.id == Ticket.member_id)
        .outerjoin(meant, meant.id == TicketLine.asset_id)
        .outerjoin(moved, moved.id == TicketLine.moved_asset_id)
        .where(Ticket.stage != TicketStage.CANCELLED, TicketLine.asset_id.is_not(None))
        .where(TicketLine.has_moved.is_not(False))
    )
    if asset_id is not None:
        mine = func.coalesce(TicketLine.moved_asset_id, TicketLine.asset_id)
        chosen = chosen.where(or_(mine == asset_id, TicketLine.asset_id == asset_id))
    if rental_id is not None:
        chosen = chosen.where(TicketLine.rental_id == rental_id)
    rows = session.execute(chosen.order_by(Ticket.id, TicketLine.place)).all()
    return [_move(row) for row in rows]


def _move(row: Any) -> SlipMove:
    way, meant, moved, ticket, on, member = row
    is_other = moved is not None and moved.id != meant.id
    is_made = ticket.stage not in AHEAD
    return SlipMove(
        ticket.id,
        ticket.ticket_no,
        ticket.kind,
        on if is_made else ticket.planned_on,
        is_made,
        way,
        moved.serial if is_other else meant.serial,
        meant.serial if is_other else "",
        f"{member.last_name}, {member.first_name}",
    )


@dataclass(frozen=True, slots=True)
class SlipVisit:
    """One slip of a member: ``on`` is the day of its visit, or the planned one."""

    ticket_id: int
    ticket_no: str
    kind: TicketKind
    stage: TicketStage
    on: date
    items: int


def visits_of(session: Session, *, member_id: int) -> list[SlipVisit]:
    """Every slip of a member."""
    items = select(func.count(TicketLine.id)).where(TicketLine.ticket_id == Ticket.id)
    chosen = select(Ticket, since(), items.correlate(Ticket).scalar_subquery()).where(
        Ticket.member_id == member_id
    )
    return [
        SlipVisit(
            ticket.id,
            ticket.ticket_no,
            ticket.kind,
            ticket.stage,
            ticket.planned_on if ticket.stage in AHEAD else on,
            count,
        )
        for ticket, on, count in session.execute(chosen.order_by(Ticket.id))
    ]


@dataclass(frozen=True, slots=True)
class Unsigned:
    """The slips of one stage that are not proven: how many, since when, and the money they hold."""

    stage: TicketStage
    count: int
    oldest_on: date
    cents: int


def unsigned(session: Session, money: MoneyWaiting, *, on: date) -> list[Unsigned]:
    """What waits for its proof, by stage; none where nothing waits."""
    chosen = select(Ticket.stage, Ticket.id, since()).where(
        Ticket.stage.in_((TicketStage.WAITING, TicketStage.REASON_GIVEN))
    )
    rows = session.execute(chosen).all()
    if not rows:
        return []
    held = held_by(session, money, on=on)
    found = []
    for stage in (TicketStage.WAITING, TicketStage.REASON_GIVEN):
        mine = [(ticket_id, day) for its, ticket_id, day in rows if its is stage]
        if mine:
            cents = sum(held.get(ticket_id, 0) for ticket_id, _ in mine)
            found.append(Unsigned(stage, len(mine), min(day for _, day in mine), cents))
    return found
