"""The words of units, and how their serials are compared."""

from enum import StrEnum


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


class PlaceKind(StrEnum):
    """What kind of place keeps units of the house."""

    SHELF = "shelf"
    VAN = "van"
    WORKSHOP = "workshop"
    MAKER = "maker"


# Hyphens, dashes and minus signs, as they are typed, printed and pasted.
_DASHES = dict.fromkeys(map(ord, "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"))


def serial_key(serial: str) -> str:
    """The form in which serials are compared: capitals, without spaces and dashes of any kind.

    ``sn-00 12`` and ``SN0012`` are one unit.
    """
    return "".join(serial.upper().translate(_DASHES).split())
