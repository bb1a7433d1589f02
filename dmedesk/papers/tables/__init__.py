"""Orders, the papers that they need, what payers want, and the authorized months used up."""

from dmedesk.papers.tables.chains import Chain, ChainCriterion, Trial, TrialAnswer
from dmedesk.papers.tables.limits import (
    InsulinStatement,
    Limit,
    Receipt,
    RefillContact,
    Replacement,
)
from dmedesk.papers.tables.orders import Conversion, Order, OrderLine, PaperAsked
from dmedesk.papers.tables.papers import (
    Authorization,
    AuthorizationChargeUse,
    AuthorizationDraw,
    AuthorizationRequest,
    AuthorizationStep,
    AuthorizationUse,
    Prescription,
    SupportingPaper,
)
from dmedesk.papers.tables.requirements import Requirement
from dmedesk.papers.tables.worksheets import Worksheet

__all__ = [
    "Authorization",
    "AuthorizationChargeUse",
    "AuthorizationDraw",
    "AuthorizationRequest",
    "AuthorizationStep",
    "AuthorizationUse",
    "Chain",
    "ChainCriterion",
    "Conversion",
    "InsulinStatement",
    "Limit",
    "Order",
    "OrderLine",
    "PaperAsked",
    "Prescription",
    "Receipt",
    "RefillContact",
    "Replacement",
    "Requirement",
    "SupportingPaper",
    "Trial",
    "TrialAnswer",
    "Worksheet",
]
