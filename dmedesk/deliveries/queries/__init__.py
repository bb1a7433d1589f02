"""The read side of tickets."""

from dmedesk.deliveries.queries.stored import (
    proof_faults,
    stored_lines,
    stored_proofs,
    stored_return_settlements,
    stored_tickets,
)

__all__ = [
    "proof_faults",
    "stored_lines",
    "stored_proofs",
    "stored_return_settlements",
    "stored_tickets",
]
