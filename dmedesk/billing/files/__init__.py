"""The files of billing: one-off charges, what was posted, and what was paid."""

from dmedesk.billing.files.charges import CHARGE_LINES, CHARGE_PROOFS, CHARGES
from dmedesk.billing.files.notes import ACCOUNT_NOTES
from dmedesk.billing.files.payments import (
    ALLOCATIONS,
    APPEALS,
    BATCH_FACTS,
    PAYMENT_BATCHES,
    PAYMENT_FACTS,
    PAYMENTS,
    REMITTANCE_FILES,
    REMITTANCE_LINES,
    WRITE_OFFS,
)
from dmedesk.billing.files.posted import CREDITS, HELD, INVOICE_LINES, INVOICES, PAPERS, RUNS
from dmedesk.billing.files.scrub import SCRUB_OVERRIDES
from dmedesk.billing.files.statements import STATEMENTS

__all__ = [
    "ACCOUNT_NOTES",
    "ALLOCATIONS",
    "APPEALS",
    "BATCH_FACTS",
    "CHARGES",
    "CHARGE_LINES",
    "CHARGE_PROOFS",
    "CREDITS",
    "HELD",
    "INVOICES",
    "INVOICE_LINES",
    "PAPERS",
    "PAYMENTS",
    "PAYMENT_BATCHES",
    "PAYMENT_FACTS",
    "REMITTANCE_FILES",
    "REMITTANCE_LINES",
    "RUNS",
    "SCRUB_OVERRIDES",
    "STATEMENTS",
    "WRITE_OFFS",
]
