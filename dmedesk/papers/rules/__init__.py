"""Decisions about papers: what holds a month, what a payer asks for, when an order is ready."""

from dmedesk.papers.rules.holds import (
    AuthorizationFact,
    Drawn,
    Hold,
    HoldCode,
    PrescriptionFact,
    authorization_for,
    authorization_for_units,
    expired_before_signed,
    prescription_hold,
    proof_hold,
)

__all__ = [
    "AuthorizationFact",
    "Drawn",
    "Hold",
    "HoldCode",
    "PrescriptionFact",
    "authorization_for",
    "authorization_for_units",
    "expired_before_signed",
    "prescription_hold",
    "proof_hold",
]
