"""The read side of tickets."""

from dmedesk.deliveries.queries.stored import stored_lines, stored_proofs, stored_tickets

__all__ = ["stored_lines", "stored_proofs", "stored_tickets"]
