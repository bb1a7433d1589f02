"""The write side of rentals: begun, served and ended; taken from files; their months' ledger."""

from dmedesk.rentals.actions.ledger import MonthTurn, write_months
from dmedesk.rentals.actions.pausing import choice_findings, pause_rental, resume_rental
from dmedesk.rentals.actions.serving import (
    begin_rental,
    exchange_unit,
    prove_rental,
    stop_rental,
)
from dmedesk.rentals.actions.taking import (
    take_interruptions,
    take_rental_units,
    take_rentals,
    take_resumptions,
)

__all__ = [
    "MonthTurn",
    "begin_rental",
    "choice_findings",
    "exchange_unit",
    "pause_rental",
    "prove_rental",
    "resume_rental",
    "stop_rental",
    "take_interruptions",
    "take_rental_units",
    "take_rentals",
    "take_resumptions",
    "write_months",
]
