"""What a member answers to the offer to buy what is rented: it ends the rental, or it does not.

The price and its charge are billing's, which calls these in its own transaction.
"""

from datetime import date

from sqlalchemy import func, select

from dmedesk.assets.actions.moves import move_unit, take_back_move
from dmedesk.assets.rules.moves import Cause, Move
from dmedesk.assets.tables import Asset
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.rentals.actions.serving import go_on_with, stop_rental
from dmedesk.rentals.queries.losses import RENTAL
from dmedesk.rentals.rules import OptionAnswer
from dmedesk.rentals.tables import OptionFact, Rental
from dmedesk.store.unit_of_work import UnitOfWork


def sell_rented_unit(
    work: UnitOfWork, *, rental_id: int, sold_on: date, cents: int, why: str
) -> None:
    """The rental's unit is bought: it is the member's, and the rental ends on that day.

    No month begins on that day or later. Refused for an ended rental, and where the unit cannot be
    sold (``assets.actions.moves``).
    """
    rental = work.session.get_one(Rental, rental_id)
    stop_rental(work, rental_id=rental_id, ended_on=sold_on)
    move_unit(
        work,
        asset_id=rental.asset_id,
        move=Move.SOLD,
        moved_on=sold_on,
        member_id=rental.member_id,
        cause=Cause(RENTAL, rental.rental_no),
        note=why,
    )
    _append(work, rental_id, OptionAnswer.TAKEN, sold_on, cents, why)


def refuse_option(
    work: UnitOfWork, *, rental_id: int, refused_on: date, cents: int, why: str
) -> None:
    """The offer is declined, and the rental goes on as before."""
    _append(work, rental_id, OptionAnswer.DECLINED, refused_on, cents, why)


def take_back_sale(work: UnitOfWork, *, rental_no: str, taken_back_on: date, why: str) -> None:
    """A sale to the member was mistaken: the rental goes on, its unit serves in it as before.

    Refused where the unit was moved since, or serves in another rental.
    """
    rental = work.session.scalars(
        select(Rental).where(Rental.rental_no == rental_no).with_for_update()
    ).one()
    sold = work.session.scalars(
        select(OptionFact)
        .where(OptionFact.rental_id == rental.id, OptionFact.answer == OptionAnswer.TAKEN)
        .order_by(OptionFact.turn.desc())
        .limit(1)
    ).one()
    if rental.ended_on != sold.answered_on:
        message = f"The rental does not end on {sold.answered_on}, the day of the sale, any more."
        remedy = "Look at the rental."
        raise Refused([Finding(Severity.STOP, "ends_otherwise", message, rental_no, remedy=remedy)])
    turn = work.session.get_one(Asset, rental.asset_id).turn
    take_back_move(
        work,
        asset_id=rental.asset_id,
        turn=turn,
        taken_back_on=taken_back_on,
        note=why,
        cause=Cause(RENTAL, rental_no),
    )
    go_on_with(work, rental_id=rental.id)
    _append(work, rental.id, OptionAnswer.TAKEN_BACK, taken_back_on, sold.cents, why)


def _append(
    work: UnitOfWork, rental_id: int, answer: OptionAnswer, on: date, cents: int, why: str
) -> None:
    last = select(func.max(OptionFact.turn)).where(OptionFact.rental_id == rental_id)
    fact = {
        "rental_id": rental_id,
        "turn": (work.session.scalar(last) or 0) + 1,
        "answer": answer,
        "answered_on": on,
        "cents": cents,
        "why": why,
        "recorded_at": work.now,
        "recorded_by": work.actor,
    }
    work.append(OptionFact, [fact])
