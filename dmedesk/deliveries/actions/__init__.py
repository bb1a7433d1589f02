"""The write side of tickets: opened, sent out, recorded with their proof."""

from dmedesk.deliveries.actions.opening import (
    WantedLine,
    everything_of,
    move_ticket,
    open_ticket,
)
from dmedesk.deliveries.actions.proving import add_proof, record_visit, take_back_signature
from dmedesk.deliveries.actions.settling import settle_return
from dmedesk.deliveries.actions.taking import (
    take_proofs,
    take_return_settlements,
    take_ticket_lines,
    take_tickets,
)

__all__ = [
    "WantedLine",
    "add_proof",
    "everything_of",
    "move_ticket",
    "open_ticket",
    "record_visit",
    "settle_return",
    "take_back_signature",
    "take_proofs",
    "take_return_settlements",
    "take_ticket_lines",
    "take_tickets",
]
