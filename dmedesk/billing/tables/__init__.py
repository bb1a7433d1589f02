"""The tables of billing: charges, what was posted of them and of rental months, credits, papers."""

from dmedesk.billing.tables.charges import Charge, ChargeClaim, ChargeEntry, ChargeProof
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
    "Charge",
    "ChargeClaim",
    "ChargeEntry",
    "ChargeProof",
    "Credit",
    "HeldMonth",
    "Invoice",
    "InvoiceDocument",
    "InvoiceLine",
    "PrintedWords",
    "Ruling",
]
