"""Appends to the ledger of charges. Billing is its only writer."""

from collections.abc import Sequence
from typing import NamedTuple

from dmedesk.billing.tables import ChargeEntry, InvoiceLine
from dmedesk.store.bulk import append_many
from dmedesk.store.unit_of_work import UnitOfWork

CHARGE_LINE_COLUMNS = (
    InvoiceLine.invoice_id,
    InvoiceLine.charge_id,
    InvoiceLine.charge_turn,
    InvoiceLine.days,
    InvoiceLine.product_words_id,
    InvoiceLine.serial,
    InvoiceLine.ruling_id,
    InvoiceLine.usual_charge_cents,
    InvoiceLine.trace,
)
"""What the line of a charge says; a month's says more."""


class ChargeTurn(NamedTuple):
    """What is written of one charge: billed (odd turns) or credited (even turns, below zero)."""

    charge_id: int
    turn: int
    amount_cents: int


def write_charges(work: UnitOfWork, *, turns: Sequence[ChargeTurn]) -> Sequence[int]:
    """Append turns to the ledger; answers their ids in the order given.

    The database refuses a turn that stands already, or whose turn before is missing. Whoever
    calls holds the lock of billing.
    """
    columns = (
        ChargeEntry.charge_id,
        ChargeEntry.turn,
        ChargeEntry.amount_cents,
        ChargeEntry.turn_before,
    )
    rows = [(*turn, turn.turn - 1 or None) for turn in turns]
    return append_many(work, ChargeEntry, columns, rows)
