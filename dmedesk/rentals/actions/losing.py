"""A unit that is out on rent is lost: its rental ends with it, or a mistaken loss is taken back.

Both are one transaction: nobody finds a lost unit whose rental ended for no reason, nor a rental
that ended for a loss which never was. The unit's movement names the rental, and bears the reason.
"""

from datetime import date

from sqlalchemy import select

from dmedesk.assets.actions.handling import move_by_hand
from dmedesk.assets.actions.moves import take_back_move
from dmedesk.assets.rules.moves import Cause, Move
from dmedesk.assets.tables import Movement
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.rentals.actions.serving import go_on_with, stop_rental
from dmedesk.rentals.queries.losses import RENTAL
from dmedesk.rentals.tables import Rental
from dmedesk.store.unit_of_work import UnitOfWork


def lose_rented_unit(work: UnitOfWork, *, asset_id: int, lost_on: date, note: str) -> int:
    """Write down that a rented unit is lost, and end its rental on that day; answers the rental.

    No month begins on that day or later; months billed beyond it stay until they are credited.
    Refused without a reason, for a day to come or before the rental's first, and where the unit
    serves in no open rental by now.
    """
    chosen = select(Rental).where(Rental.asset_id == asset_id, Rental.ended_on.is_(None))
    rental = work.session.scalar(chosen.with_for_update())
    if rental is None:
        message = "The unit serves in no open rental any more."
        raise Refused([_stop("no_open_rental", "", message, "Look at it again (F5).")])
    cause = Cause(RENTAL, rental.rental_no)
    move_by_hand(work, asset_id=asset_id, move=Move.LOST, moved_on=lost_on, note=note, cause=cause)
    stop_rental(work, rental_id=rental.id, ended_on=lost_on)
    return rental.id


def take_back_loss(
    work: UnitOfWork, *, asset_id: int, turn: int, taken_back_on: date, note: str
) -> int:
    """Take back a loss that ended a rental: the unit stands as before, and the rental goes on.

    Answers the rental. Refused without a reason, where the unit was moved since, and where the
    rental ends on another day by now.
    """
    chosen = select(Movement).where(Movement.asset_id == asset_id, Movement.turn == turn)
    loss = work.session.scalars(chosen).one()
    number = loss.cause_no or ""
    rental = work.session.scalars(
        select(Rental).where(Rental.rental_no == number).with_for_update()
    ).one()
    take_back_move(
        work,
        asset_id=asset_id,
        turn=turn,
        taken_back_on=taken_back_on,
        note=note,
        cause=Cause(RENTAL, number),
    )
    if rental.ended_on != loss.moved_on:
        message = f"The rental does not end on {loss.moved_on}, the day of the loss, any more."
        raise Refused([_stop("ends_otherwise", number, message, "Look at the rental.")])
    go_on_with(work, rental_id=rental.id)
    return rental.id


def _stop(code: str, subject: str, message: str, remedy: str) -> Finding:
    return Finding(Severity.STOP, code, message, subject=subject, remedy=remedy)
