"""Decisions about papers: what holds a month, what a payer asks for, when an order is ready."""

from dmedesk.papers.rules.holds import (
    AuthorizationFact,
    Hold,
    HoldCode,
    PrescriptionFact,
    authorization_for,
    expired_before_signed,
    prescription_hold,
    proof_hold,
)

__all__ = [
    "AuthorizationFact",
    "Hold",
    "HoldCode",
    "PrescriptionFact",
    "authorization_for",
    "expired_before_signed",
    "prescription_hold",
    "proof_hold",
]
