"""The read side of prescriptions and prior authorizations."""

from dmedesk.papers.queries.stored import (
    authorization_ids,
    stored_authorizations,
    stored_prescriptions,
    used_months,
)

__all__ = [
    "authorization_ids",
    "stored_authorizations",
    "stored_prescriptions",
    "used_months",
]
