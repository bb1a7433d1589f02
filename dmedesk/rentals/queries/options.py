"""What was answered to offers to buy what is rented."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.rentals.rules import NOTHING_SAID, AfterNo, OptionAnswer
from dmedesk.rentals.tables import OptionFact, Rental


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer, with the price that was offered, and what follows where it is a no."""

    turn: int
    on: date
    answer: OptionAnswer
    cents: int
    why: str
    by: str
    then: AfterNo = NOTHING_SAID


_COLUMNS = (
    OptionFact.turn,
    OptionFact.answered_on,
    OptionFact.answer,
    OptionFact.cents,
    OptionFact.why,
    OptionFact.recorded_by,
    OptionFact.ends_on,
    OptionFact.goes_on_why,
)


def _answered(row: Sequence[Any]) -> Answered:
    *said, ends_on, why = row
    turn, on, answer, cents, reason, by = said
    return Answered(turn, on, answer, cents, reason, by, AfterNo(ends_on, why or ""))


def answers_of(session: Session, *, rental_id: int) -> tuple[Answered, ...]:
    """Every answer to the offers of one rental, in order."""
    chosen = select(*_COLUMNS).where(OptionFact.rental_id == rental_id).order_by(OptionFact.turn)
    return tuple(_answered(row) for row in session.execute(chosen))


def answers_of_member(session: Session, *, member_id: int) -> list[tuple[str, Answered]]:
    """Every answer to the offers of a member's rentals, each with the number of its rental."""
    chosen = (
        select(Rental.rental_no, *_COLUMNS)
        .join(Rental, Rental.id == OptionFact.rental_id)
        .where(Rental.member_id == member_id)
        .order_by(Rental.rental_no, OptionFact.turn)
    )
    return [(row.rental_no, _answered(row[1:])) for row in session.execute(chosen)]


def sale_that_ended(session: Session, *, rental_id: int) -> Answered | None:
    """The sale by which a rental ended, where one stands."""
    told = [one for one in answers_of(session, rental_id=rental_id) if _is_of_sale(one)]
    return told[-1] if told and told[-1].answer is OptionAnswer.TAKEN else None


def no_that_ended(session: Session, *, rental_id: int) -> Answered | None:
    """The declined offer with which a rental ended, where it was the last answer."""
    told = answers_of(session, rental_id=rental_id)
    return told[-1] if told and told[-1].then.ends_on is not None else None


def _is_of_sale(answered: Answered) -> bool:
    return answered.answer is not OptionAnswer.DECLINED
