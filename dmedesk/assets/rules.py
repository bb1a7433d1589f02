"""The words of units, and how their serials are compared."""

from enum import StrEnum
from unicodedata import category


class Condition(StrEnum):
    """Whether a unit was new or used when it came to the shop; used ones are paid less."""

    NEW = "new"
    USED = "used"


class AssetState(StrEnum):
    """Where a unit stands today."""

    READY = "ready"
    ON_RENT = "on_rent"
    LOANED = "loaned"
    SOLD = "sold"
    CLEANING = "cleaning"
    REPAIR = "repair"
    QUARANTINED = "quarantined"
    RECALLED = "recalled"
    LOST = "lost"
    RETIRED = "retired"


def serial_key(serial: str) -> str:
    """The form in which serials are compared: capitals, without spaces and dashes of any kind.

    ``sn-00 12`` and ``SN0012`` are one unit.
    """
    kept = (sign for sign in serial.upper() if not (sign.isspace() or category(sign) == "Pd"))
    return "".join(kept)
