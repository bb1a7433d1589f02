"""The read side of rentals: their records as the files have them, and their months' ledger."""

from dmedesk.rentals.queries.ledger import rental_with_ledger, rentals_with_ledger
from dmedesk.rentals.queries.stored import (
    rental_ids,
    stored_interruptions,
    stored_rental_units,
    stored_rentals,
    stored_resumptions,
)

__all__ = [
    "rental_ids",
    "rental_with_ledger",
    "rentals_with_ledger",
    "stored_interruptions",
    "stored_rental_units",
    "stored_rentals",
    "stored_resumptions",
]
