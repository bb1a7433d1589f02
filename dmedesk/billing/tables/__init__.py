"""The tables of billing: charges, what was posted of them and of rental months, credits, papers."""

from dmedesk.billing.tables.charges import Charge, ChargeClaim, ChargeEntry, ChargeProof
from dmedesk.billing.tables.credits import Credit, CreditLine
from dmedesk.billing.tables.invoices import (
    BillingRun,
    HeldMonth,
    Invoice,
    InvoiceDocument,
    InvoiceLine,
    PrintedWords,
    Ruling,
)
from dmedesk.billing.tables.notes import AccountNote
from dmedesk.billing.tables.payments import (
    Allocation,
    Appeal,
    BatchFact,
    Payment,
    PaymentBatch,
    PaymentFact,
    RemittanceFile,
    RemittanceLine,
    WriteOff,
)
from dmedesk.billing.tables.scrub import ScrubOverride
from dmedesk.billing.tables.statements import MadeStatement

__all__ = [
    "AccountNote",
    "Allocation",
    "Appeal",
    "BatchFact",
    "BillingRun",
    "Charge",
    "ChargeClaim",
    "ChargeEntry",
    "ChargeProof",
    "Credit",
    "CreditLine",
    "HeldMonth",
    "Invoice",
    "InvoiceDocument",
    "InvoiceLine",
    "MadeStatement",
    "Payment",
    "PaymentBatch",
    "PaymentFact",
    "PrintedWords",
    "RemittanceFile",
    "RemittanceLine",
    "Ruling",
    "ScrubOverride",
    "WriteOff",
]
