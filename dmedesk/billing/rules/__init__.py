"""The rules of the month: plain facts in; lines, held months, finished rentals, invoices out."""

from dmedesk.billing.rules.printed import PrintedKind

__all__ = ["PrintedKind"]
