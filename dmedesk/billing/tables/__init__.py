"""The tables of billing: what was posted, and what became of it."""

from dmedesk.billing.tables.invoices import (
    BillingRun,
    Credit,
    HeldMonth,
    Invoice,
    InvoiceDocument,
    InvoiceLine,
    PrintedWords,
    Ruling,
)

__all__ = [
    "BillingRun",
    "Credit",
    "HeldMonth",
    "Invoice",
    "InvoiceDocument",
    "InvoiceLine",
    "PrintedWords",
    "Ruling",
]
