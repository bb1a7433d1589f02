"""The write side of prescriptions and prior authorizations."""

from dmedesk.papers.actions.entering import (
    change_authorization,
    change_prescription,
    enter_authorization,
    enter_prescription,
)
from dmedesk.papers.actions.taking import (
    ChargeUse,
    Use,
    record_charge_uses,
    record_uses,
    take_authorizations,
    take_prescriptions,
)

__all__ = [
    "ChargeUse",
    "Use",
    "change_authorization",
    "change_prescription",
    "enter_authorization",
    "enter_prescription",
    "record_charge_uses",
    "record_uses",
    "take_authorizations",
    "take_prescriptions",
]
