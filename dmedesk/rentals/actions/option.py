"""What a member answers to the offer to buy what is rented: it ends the rental, or it goes on.

The price and its charge are billing's, which calls these in its own transaction.
"""

from datetime import date

from sqlalchemy import func, select

from dmedesk.assets.actions.moves import move_unit, take_back_move
from dmedesk.assets.rules.moves import OUT, Cause, Move
from dmedesk.assets.tables import Asset
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.rentals.actions.serving import go_on_with, stop_rental
from dmedesk.rentals.queries.losses import RENTAL
from dmedesk.rentals.queries.options import no_that_ended
from dmedesk.rentals.rules import NOTHING_SAID, AfterNo, OptionAnswer
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
    _append(work, rental_id, OptionAnswer.TAKEN, sold_on, cents=cents, why=why)


def refuse_option(
    work: UnitOfWork, *, rental_id: int, refused_on: date, cents: int, why: str, then: AfterNo
) -> None:
    """The offer is declined: the rental ends on a day, or it goes on for a reason.

    Its unit stays with the member until it is fetched. Refused for a rental that has ended.
    """
    if then.ends_on is not None:
        stop_rental(work, rental_id=rental_id, ended_on=then.ends_on)
    answer = OptionAnswer.DECLINED
    _append(work, rental_id, answer, refused_on, cents=cents, why=why, then=then)


def take_back_refusal(work: UnitOfWork, *, rental_id: int, taken_back_on: date, why: str) -> None:
    """The answer that ended the rental was mistaken: the rental goes on with its unit.

    Refused where another thing ended it, and where the unit is not with the member any more.
    """
    rental = work.session.scalars(
        select(Rental).where(Rental.id == rental_id).with_for_update()
    ).one()
    told = no_that_ended(work.session, rental_id=rental_id)
    if told is None or rental.ended_on != told.then.ends_on:
        message = "No declined offer ended this rental."
        raise Refused([_stop("ends_otherwise", message, rental.rental_no, "Look at the rental.")])
    if work.session.get_one(Asset, rental.asset_id).state not in OUT:
        message = "The unit is not with the member any more."
        remedy = "Begin a new rental by a delivery."
        raise Refused([_stop("unit_is_back", message, rental.rental_no, remedy)])
    go_on_with(work, rental_id=rental_id)
    answer = OptionAnswer.TAKEN_BACK
    _append(work, rental_id, answer, taken_back_on, cents=told.cents, why=why)


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
        raise Refused([_stop("ends_otherwise", message, rental_no, remedy)])
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
    answer = OptionAnswer.TAKEN_BACK
    _append(work, rental.id, answer, taken_back_on, cents=sold.cents, why=why)


def _append(
    work: UnitOfWork,
    rental_id: int,
    answer: OptionAnswer,
    on: date,
    *,
    cents: int,
    why: str,
    then: AfterNo = NOTHING_SAID,
) -> None:
    last = select(func.max(OptionFact.turn)).where(OptionFact.rental_id == rental_id)
    fact = {
        "rental_id": rental_id,
        "turn": (work.session.scalar(last) or 0) + 1,
        "answer": answer,
        "answered_on": on,
        "cents": cents,
        "why": why,
        "ends_on": then.ends_on,
        "goes_on_why": then.goes_on_why or None,
        "recorded_at": work.now,
        "recorded_by": work.actor,
    }
    work.append(OptionFact, [fact])


def _stop(code: str, message: str, subject: str, remedy: str) -> Finding:
    return Finding(Severity.STOP, code, message, subject, remedy=remedy)
