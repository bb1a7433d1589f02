"""Appends to the ledger of rental months. Billing is its only writer."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dmedesk.rentals.tables import MonthEntry
from dmedesk.store.bulk import append_many
from dmedesk.store.unit_of_work import UnitOfWork


class MonthTurn(NamedTuple):
    """What is written of one month: billed (odd turns) or credited (even turns, below zero)."""

    rental_id: int
    from_on: date
    turn: int
    number: int
    amount_cents: int


def write_months(work: UnitOfWork, *, turns: Sequence[MonthTurn]) -> Sequence[int]:
    """Append turns to the ledger; answers their ids in the order given.

    The database refuses a turn that stands already, or whose turn before is missing. Whoever
    calls holds the lock of billing.
    """
    columns = (
        MonthEntry.rental_id,
        MonthEntry.from_on,
        MonthEntry.turn,
        MonthEntry.number,
        MonthEntry.amount_cents,
        MonthEntry.turn_before,
    )
    return append_many(
        work, MonthEntry, columns, [(*turn, turn.turn - 1 or None) for turn in turns]
    )
