"""The write side of rentals: taking their records, and appending to their months' ledger."""

from dmedesk.rentals.actions.ledger import MonthTurn, write_months
from dmedesk.rentals.actions.taking import (
    take_interruptions,
    take_rental_units,
    take_rentals,
)

__all__ = [
    "MonthTurn",
    "take_interruptions",
    "take_rental_units",
    "take_rentals",
    "write_months",
]
