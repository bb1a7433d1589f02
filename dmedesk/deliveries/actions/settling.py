"""Settles that another unit came back than was expected: what became of that one, and who says."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select

from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.rules.moves import Cause, Move
from dmedesk.deliveries.actions.moving import CAUSE
from dmedesk.deliveries.rules.words import Settled
from dmedesk.deliveries.tables import ReturnSettlement, Ticket, TicketLine
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.store.unit_of_work import UnitOfWork

_MOVES = {Settled.CAME_BACK: Move.RETURNED, Settled.LOST: Move.LOST}


def settle_return(
    work: UnitOfWork, *, line_id: int, settled: Settled, settled_on: date, note: str
) -> int:
    """Write down what became of the unit that was expected on a line; answers the fact's id.

    Where it came back since, or is lost, it moves so on that day; otherwise it stays where it
    stands. Refused without a note, for a line that brought back what was expected, and for a move
    that the unit cannot make.
    """
    line, ticket_no = work.session.execute(
        select(TicketLine, Ticket.ticket_no)
        .join(Ticket, Ticket.id == TicketLine.ticket_id)
        .where(TicketLine.id == line_id)
    ).one()
    found = list(_refusals(line, ticket_no, note))
    if found:
        raise Refused(found)
    move = _MOVES.get(settled)
    if move is not None and line.asset_id is not None:
        cause = Cause(CAUSE, ticket_no)
        move_unit(work, asset_id=line.asset_id, move=move, moved_on=settled_on, cause=cause)
    last = select(func.coalesce(func.max(ReturnSettlement.turn), 0))
    turn = work.session.scalars(last.where(ReturnSettlement.line_id == line_id)).one() + 1
    fact = ReturnSettlement(
        line_id=line_id,
        turn=turn,
        settled_on=settled_on,
        settled=settled,
        note=note.strip(),
        recorded_at=work.now,
        recorded_by=work.actor,
    )
    work.session.add(fact)
    work.session.flush()
    return fact.id


def _refusals(line: TicketLine, ticket_no: str, note: str) -> Iterator[Finding]:
    if line.moved_asset_id is None or line.moved_asset_id == line.asset_id:
        message = "The unit that was expected came back."
        yield Finding(
            Severity.STOP, "nothing_to_settle", message, ticket_no, remedy="Leave it as it is."
        )
    if not note.strip():
        remedy = "Say how you know: whom you asked, where it was."
        yield Finding(
            Severity.STOP, "note_missing", "Nothing is said.", remedy=remedy, field="note"
        )
