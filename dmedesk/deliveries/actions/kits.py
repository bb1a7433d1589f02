"""Puts kits on slips that are not out yet, gives their lines units, and takes lines off again."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import func, select

from dmedesk.catalog.queries.kits import kit_items
from dmedesk.catalog.rules.kits import is_offered
from dmedesk.catalog.tables import Kit
from dmedesk.deliveries.actions.opening import WantedLine, locked, write_lines
from dmedesk.deliveries.queries.scanned import unit_chosen
from dmedesk.deliveries.rules.kits import pieces_of
from dmedesk.deliveries.rules.scanned import FIELD, ScannedUnit, scan_findings
from dmedesk.deliveries.rules.words import TicketKind, TicketStage, Way
from dmedesk.deliveries.tables import Ticket, TicketLine
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity, stops
from dmedesk.store.unit_of_work import UnitOfWork

KIT_FIELD = "kit_id"
"""The field of a form under which findings about a kit stand."""


def add_kit(work: UnitOfWork, *, ticket_id: int, kit_id: int, on: date) -> int:
    """Put a kit's lines at the end of a delivery that is not out yet; units are still to scan.
    Answers how many lines they are.

    Refused where the slip is out or brings nothing, where the kit is not offered on the day, and
    where units would go out that nobody pays for.
    """
    ticket = locked(work, ticket_id=ticket_id)
    kit = work.session.get_one(Kit, kit_id)
    items = kit_items(work.session, kit_id=kit_id)
    pieces = pieces_of((one.product_id, one.quantity, one.by_serial) for one in items)
    lines = [
        WantedLine(
            Way.OUT,
            piece.product_id,
            quantity=piece.quantity,
            terms=piece.terms,
            awaits_unit=piece.awaits_unit,
        )
        for piece in pieces
    ]
    found = [
        *_not_to_print(ticket),
        *_not_delivered(ticket),
        *_not_offered(kit, on),
        *_unpaid(ticket, lines),
    ]
    if found:
        raise Refused(found)
    last = select(func.max(TicketLine.place)).where(TicketLine.ticket_id == ticket_id)
    first = (work.session.scalar(last) or 0) + 1
    write_lines(work, ticket_id=ticket_id, lines=lines, first=first)
    return len(lines)


def give_unit(work: UnitOfWork, *, ticket_id: int, asset_id: int, on: date) -> int:
    """Let a unit be the one that goes out on the first line that waits for one of its product.

    Answers the line's id. Refused where the slip is out, where no line waits for such a unit, and
    where the unit may not go out (``rules.scanned``).
    """
    ticket = locked(work, ticket_id=ticket_id)
    unit = unit_chosen(work.session, asset_id, on=on)
    if unit is None:
        raise ValueError(f"there is no unit {asset_id}")
    line = _waiting_line(work, ticket_id, unit.product_id)
    found = [
        *_not_to_print(ticket),
        *_nothing_waits(line, unit),
        *scan_findings(ticket.kind, unit, member_id=ticket.member_id, taken=()),
    ]
    if line is None or stops(found):
        raise Refused(found)
    line.asset_id, line.awaits_unit = asset_id, False
    work.session.flush()
    return line.id


def take_line_off(work: UnitOfWork, *, line_id: int) -> None:
    """Take a line off a slip that is not out yet. Refused for the last one: cancel the slip."""
    line = work.session.get_one(TicketLine, line_id)
    ticket = locked(work, ticket_id=line.ticket_id)
    counted = select(func.count(TicketLine.id)).where(TicketLine.ticket_id == ticket.id)
    found = list(_not_to_print(ticket))
    if work.session.scalars(counted).one() == 1:
        message, remedy = "It is the only line of the slip.", "Cancel the slip."
        found.append(_stop("last_line", ticket.ticket_no, message, remedy))
    if found:
        raise Refused(found)
    work.session.delete(line)
    work.session.flush()


def _waiting_line(work: UnitOfWork, ticket_id: int, product_id: int) -> TicketLine | None:
    chosen = (
        select(TicketLine)
        .where(TicketLine.ticket_id == ticket_id, TicketLine.product_id == product_id)
        .where(TicketLine.awaits_unit)
        .order_by(TicketLine.place)
        .limit(1)
    )
    return work.session.scalars(chosen).first()


def _not_to_print(ticket: Ticket) -> Iterator[Finding]:
    if ticket.stage is not TicketStage.TO_PRINT:
        message = "The slip is not to be printed any more: its lines stay."
        remedy = "Take it back to print first, or open another slip."
        yield _stop("slip_is_out", ticket.ticket_no, message, remedy)


def _not_delivered(ticket: Ticket) -> Iterator[Finding]:
    if ticket.kind is not TicketKind.DELIVERY:
        message = f"A kit goes out by a delivery, and this is a {ticket.kind.value}."
        remedy = "Open a delivery for it."
        yield _stop("kit_is_delivered", ticket.ticket_no, message, remedy, KIT_FIELD)


def _not_offered(kit: Kit, on: date) -> Iterator[Finding]:
    if not is_offered(kit.from_on, kit.ended_on, on=on):
        message, remedy = f"The kit is not offered on {on}.", "Choose another one."
        yield _stop("kit_not_offered", kit.name, message, remedy, KIT_FIELD)


def _unpaid(ticket: Ticket, lines: Sequence[WantedLine]) -> Iterator[Finding]:
    if ticket.payer_id is None and any(line.awaits_unit for line in lines):
        message = "Nobody is named who pays for the kit's units."
        remedy = "Open a slip with a payer."
        yield _stop("payer_missing", ticket.ticket_no, message, remedy, KIT_FIELD)


def _nothing_waits(line: TicketLine | None, unit: ScannedUnit) -> Iterator[Finding]:
    if line is None:
        message = f"No line of the slip waits for a unit of this product, {unit.product}."
        yield _stop("nothing_waits", unit.serial, message, "Scan one that is waited for.", FIELD)


def _stop(code: str, subject: str, message: str, remedy: str, field: str = "") -> Finding:
    return Finding(Severity.STOP, code, message, subject, remedy, field)
