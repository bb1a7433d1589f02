"""What an invoice prints, as plain frozen values: fixed at posting, drawn by ``sheets``."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PrintedKind(StrEnum):
    """What the frozen words are about."""

    COMPANY = "company"
    MEMBER = "member"
    PAYER = "payer"
    PRODUCT = "product"
