"""Appends to the ledger of rental months. Billing is its only writer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert

from dmedesk.rentals.tables import MonthEntry
from dmedesk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class MonthTurn:
    """What is written of one month: billed (odd turns) or credited (even turns, below zero)."""

    rental_id: int
    from_on: date
    turn: int
    number: int
    amount_cents: int


def write_months(work: UnitOfWork, *, turns: Sequence[MonthTurn]) -> list[int]:
    """Append turns to the ledger; answers their ids in the order given.

    The database refuses a turn that stands already, or whose turn before is missing.
    """
    if not turns:
        return []
    rows = [
        {
            "rental_id": turn.rental_id,
            "from_on": turn.from_on,
            "turn": turn.turn,
            "turn_before": turn.turn - 1 or None,
            "number": turn.number,
            "amount_cents": turn.amount_cents,
        }
        for turn in turns
    ]
    statement = insert(MonthEntry).returning(MonthEntry.id, sort_by_parameter_order=True)
    ids = list(work.session.scalars(statement, rows))
    work.appended(MonthEntry.__tablename__, len(ids), min(ids), max(ids))
    return ids
