"""What was answered to offers to buy what is rented."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.rentals.rules import OptionAnswer
from dmedesk.rentals.tables import OptionFact, Rental


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer, with the price that was offered."""

    turn: int
    on: date
    answer: OptionAnswer
    cents: int
    why: str
    by: str


_COLUMNS = (
    OptionFact.turn,
    OptionFact.answered_on,
    OptionFact.answer,
    OptionFact.cents,
    OptionFact.why,
    OptionFact.recorded_by,
)


def answers_of(session: Session, *, rental_id: int) -> tuple[Answered, ...]:
    """Every answer to the offers of one rental, in order."""
    chosen = select(*_COLUMNS).where(OptionFact.rental_id == rental_id).order_by(OptionFact.turn)
    return tuple(Answered(*row) for row in session.execute(chosen))


def answers_of_member(session: Session, *, member_id: int) -> list[tuple[str, Answered]]:
    """Every answer to the offers of a member's rentals, each with the number of its rental."""
    chosen = (
        select(Rental.rental_no, *_COLUMNS)
        .join(Rental, Rental.id == OptionFact.rental_id)
        .where(Rental.member_id == member_id)
        .order_by(Rental.rental_no, OptionFact.turn)
    )
    return [(row.rental_no, Answered(*row[1:])) for row in session.execute(chosen)]


def sale_that_ended(session: Session, *, rental_id: int) -> Answered | None:
    """The sale by which a rental ended, where one stands."""
    told = [one for one in answers_of(session, rental_id=rental_id) if _is_of_sale(one)]
    return told[-1] if told and told[-1].answer is OptionAnswer.TAKEN else None


def _is_of_sale(answered: Answered) -> bool:
    return answered.answer is not OptionAnswer.DECLINED
