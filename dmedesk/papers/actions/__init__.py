"""The write side of prescriptions and prior authorizations."""

from dmedesk.papers.actions.entering import (
    change_authorization,
    change_prescription,
    enter_authorization,
    enter_prescription,
)
from dmedesk.papers.actions.taking import (
    Use,
    record_uses,
    take_authorizations,
    take_prescriptions,
)

__all__ = [
    "Use",
    "change_authorization",
    "change_prescription",
    "enter_authorization",
    "enter_prescription",
    "record_uses",
    "take_authorizations",
    "take_prescriptions",
]
