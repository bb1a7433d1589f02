"""What a label says of a device, and why a label is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity


class Issuer(StrEnum):
    """Under whose rules a device identifier was given (21 CFR 830.100)."""

    GS1 = "gs1"
    HIBCC = "hibcc"
    ICCBBA = "iccbba"


class Fault(StrEnum):
    """Why a label cannot be read; the code of the finding."""

    NOTHING_THERE = "scan_empty"
    UNKNOWN_FORM = "scan_unknown_form"
    UNKNOWN_IDENTIFIER = "scan_unknown_identifier"
    WRONG_LENGTH = "scan_wrong_length"
    WRONG_SIGNS = "scan_wrong_signs"
    WRONG_CHECK = "scan_wrong_check"
    NO_SUCH_DAY = "scan_no_such_day"
    TOLD_TWICE = "scan_told_twice"


@dataclass(frozen=True, slots=True)
class Udi:
    """A unique device identifier, taken apart (21 CFR 830.3).

    ``di`` is the labeler's and model's part: GS1's 14 figures, HIBCC's code, number and unit of
    measure, or ICCBBA's 16 signs (10 on a bag for blood). What the label does not say is empty.
    ``others`` are further statements by their identifiers (``90``), kept as they are.
    """

    issuer: Issuer
    di: str = ""
    lot: str = ""
    serial: str = ""
    made_on: date | None = None
    expires_on: date | None = None
    others: Mapping[str, str] = field(default_factory=dict)


def refused(fault: Fault, message: str, remedy: str = "") -> Refused:
    """The refusal of a label, with its one reason."""
    usual = "Scan the label again; if it is refused again, type the serial from the plate."
    return Refused([Finding(Severity.STOP, fault.value, message, remedy=remedy or usual)])
