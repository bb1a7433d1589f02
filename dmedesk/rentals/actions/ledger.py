"""Appends to the ledger of rental months. Billing is its only writer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dmedesk.rentals.tables import MonthEntry
from dmedesk.store.bulk import append_known
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

    The database refuses a turn that stands already, or whose turn before is missing. Whoever
    calls holds the lock of billing.
    """
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
    ids = append_known(
        work, MonthEntry, rows, by=[MonthEntry.rental_id, MonthEntry.from_on, MonthEntry.turn]
    )
    return [ids[turn.rental_id, turn.from_on, turn.turn] for turn in turns]
