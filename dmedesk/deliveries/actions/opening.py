"""Opens tickets, sends them out and takes them back: everything before the visit is proven."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, update

from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.deliveries.queries.scanned import everything_with
from dmedesk.deliveries.queries.slips import stopping
from dmedesk.deliveries.rules.tickets import LineFacts, line_findings, stage_findings
from dmedesk.deliveries.rules.words import (
    PickupReason,
    StayReason,
    Terms,
    TicketKind,
    TicketStage,
    Way,
)
from dmedesk.deliveries.tables import Ticket, TicketLine
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.papers.actions.ordering import follow_slips
from dmedesk.papers.rules.words import OrderStage
from dmedesk.rentals.tables import Rental
from dmedesk.store.numbers import next_number
from dmedesk.store.unit_of_work import UnitOfWork

SLIP_PREFIX, SLIP_WIDTH = "SLIP-", 6
"""What the numbers of slips begin with, and to how many figures they are filled up."""


@dataclass(frozen=True, slots=True)
class WantedLine:
    """One line of a ticket to be opened: a unit by its id, or a product that is counted.

    ``awaits_unit``: it is a unit of the product, and which one is still to be scanned.
    """

    way: Way
    product_id: int
    asset_id: int | None = None
    rental_id: int | None = None
    quantity: int = 1
    accessories: str = ""
    terms: Terms = Terms.RENT
    awaits_unit: bool = False


def open_ticket(
    work: UnitOfWork,
    *,
    kind: TicketKind,
    member_id: int,
    asked_on: date,
    planned_on: date,
    lines: Sequence[WantedLine],
    payer_id: int | None = None,
    driver: str = "",
    reason: PickupReason | None = None,
    note: str = "",
    order_id: int | None = None,
) -> int:
    """Open a ticket with its lines; answers its id. The order that it fills stands on a slip then.

    Refused with everything that is wrong: the lines (``rules.tickets``), a unit that stands on
    another open ticket, a pickup without its reason, a delivery of units that nobody pays for.
    """
    found = [
        *line_findings(kind, _facts(work, lines)),
        *_taken(work, lines),
        *_head_findings(kind, reason, payer_id, lines),
    ]
    if found:
        raise Refused(found)
    ticket = Ticket(
        ticket_no=next_number(work, Ticket.ticket_no, prefix=SLIP_PREFIX, width=SLIP_WIDTH),
        kind=kind,
        stage=TicketStage.TO_PRINT,
        member_id=member_id,
        payer_id=payer_id,
        asked_on=asked_on,
        planned_on=planned_on,
        driver=driver.strip() or None,
        reason=reason,
        note=note.strip() or None,
        order_id=order_id,
    )
    work.session.add(ticket)
    work.session.flush()
    write_lines(work, ticket_id=ticket.id, lines=lines)
    follow_order(work, ticket=ticket)
    return ticket.id


def write_lines(
    work: UnitOfWork, *, ticket_id: int, lines: Sequence[WantedLine], first: int = 1
) -> None:
    """Put these lines on a ticket, from the place ``first`` on."""
    for place, line in enumerate(lines, start=first):
        work.session.add(
            TicketLine(
                ticket_id=ticket_id,
                place=place,
                way=line.way,
                product_id=line.product_id,
                asset_id=line.asset_id,
                rental_id=line.rental_id,
                quantity=line.quantity,
                accessories=line.accessories.strip() or None,
                terms=line.terms,
                awaits_unit=line.awaits_unit,
            )
        )
    work.session.flush()


def everything_of(work: UnitOfWork, *, member_id: int) -> list[WantedLine]:
    """A line for every unit that the member has, for one pickup of them all."""
    on = work.now.astimezone().date()
    return [
        WantedLine(Way.BACK, unit.product_id, unit.asset_id, unit.rental_id)
        for unit in everything_with(work.session, member_id=member_id, on=on)
    ]


def move_ticket(
    work: UnitOfWork, *, ticket_id: int, stage: TicketStage, stayed: StayReason | None = None
) -> None:
    """Send a ticket on along the board: printed and out, back again, or cancelled.

    ``stayed`` is why nothing of a cancelled one moved.

    All stages after the visit follow from a proof alone (``proving``): our own mistake,
    ``ValueError``. Refused where the stage cannot follow, or a line still waits for its unit.
    """
    if stage not in {TicketStage.TO_PRINT, TicketStage.OUT, TicketStage.CANCELLED}:
        raise ValueError("a ticket is done by its proof")
    ticket = locked(work, ticket_id=ticket_id)
    found = stage_findings(ticket.stage, stage, ticket_no=ticket.ticket_no)
    if stage is TicketStage.OUT:
        found += stopping(work.session, ticket_id=ticket_id)
    if found:
        raise Refused(found)
    ticket.stage = stage
    if stage is TicketStage.CANCELLED:
        mine = select(TicketLine).where(TicketLine.ticket_id == ticket_id)
        for line in work.session.scalars(mine):
            line.stayed = stayed
        close_lines(work, ticket_id=ticket_id)
    work.session.flush()
    follow_order(work, ticket=ticket)


def follow_order(work: UnitOfWork, *, ticket: Ticket) -> None:
    """Write down in the order what its slips say: on one, brought by one, or open again."""
    if ticket.order_id is None:
        return
    chosen = select(Ticket.stage, Ticket.visited_on).where(
        Ticket.order_id == ticket.order_id, Ticket.stage != TicketStage.CANCELLED
    )
    slips = work.session.execute(chosen).all()
    made = [visited_on for _stage, visited_on in slips if visited_on is not None]
    stage = OrderStage.FILLED if made else OrderStage.ON_SLIP if slips else OrderStage.OPEN
    on = max(made, default=ticket.planned_on)
    follow_slips(work, order_id=ticket.order_id, stage=stage, on=on)


def locked(work: UnitOfWork, *, ticket_id: int) -> Ticket:
    """The ticket, which nobody else changes until this unit of work ends."""
    return work.session.scalars(
        select(Ticket).where(Ticket.id == ticket_id).with_for_update()
    ).one()


def close_lines(work: UnitOfWork, *, ticket_id: int) -> None:
    """The units of the ticket are free for other tickets."""
    work.session.execute(
        update(TicketLine).where(TicketLine.ticket_id == ticket_id).values(is_open=False)
    )


def _facts(work: UnitOfWork, lines: Sequence[WantedLine]) -> list[LineFacts]:
    serials = _names(work, Asset, Asset.serial, [line.asset_id for line in lines])
    rentals = _names(work, Rental, Rental.rental_no, [line.rental_id for line in lines])
    products = _names(work, Product, Product.product_no, [line.product_id for line in lines])
    return [
        LineFacts(
            line.way,
            products[line.product_id],
            serials.get(line.asset_id, ""),
            line.quantity,
            rentals.get(line.rental_id, ""),
            line.awaits_unit,
        )
        for line in lines
    ]


def _names(
    work: UnitOfWork, table: type[Any], name: Any, ids: Sequence[int | None]
) -> dict[int | None, str]:
    chosen = select(table.id, name).where(table.id.in_([one for one in ids if one is not None]))
    return dict(work.session.execute(chosen).all())


def _taken(work: UnitOfWork, lines: Sequence[WantedLine]) -> list[Finding]:
    """Units that stand on another ticket which is not done."""
    chosen = (
        select(Asset.serial, Ticket.ticket_no)
        .join(TicketLine, TicketLine.asset_id == Asset.id)
        .join(Ticket, Ticket.id == TicketLine.ticket_id)
        .where(Asset.id.in_([line.asset_id for line in lines if line.asset_id is not None]))
        .where(TicketLine.is_open)
    )
    return [
        Finding(
            Severity.STOP,
            "unit_on_another_slip",
            f"The unit stands on {ticket_no}.",
            subject=serial,
            remedy="Finish or cancel that slip first.",
        )
        for serial, ticket_no in work.session.execute(chosen)
    ]


def _head_findings(
    kind: TicketKind,
    reason: PickupReason | None,
    payer_id: int | None,
    lines: Sequence[WantedLine],
) -> Iterator[Finding]:
    if kind is TicketKind.PICKUP and reason is None:
        yield _missing("reason", "Nobody said why it is fetched.", "Choose the reason.")
    if kind is not TicketKind.PICKUP and reason is not None:
        raise ValueError("only a pickup has a reason")
    begins = [
        line
        for line in lines
        if line.awaits_unit or (line.asset_id is not None and line.rental_id is None)
    ]
    # Who pays for a substitute, if anybody does, is said by its repair.
    begins = [line for line in begins if line.terms is not Terms.LOAN]
    if kind is TicketKind.DELIVERY and begins and payer_id is None:
        yield _missing("payer_id", "Nobody is named who pays.", "Choose the payer.")


def _missing(field: str, message: str, remedy: str) -> Finding:
    return Finding(Severity.STOP, f"{field}_missing", message, remedy=remedy, field=field)
