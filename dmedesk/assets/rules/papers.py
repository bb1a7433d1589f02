"""What the papers of units print, as plain values."""

from dataclasses import dataclass
from datetime import date

from dmedesk.kit.postal import Letterhead


@dataclass(frozen=True, slots=True)
class CountLine:
    """One unit that should be there. ``about`` is its state in words, or since when it is there."""

    serial: str
    product: str
    inventory_no: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class CountPaper:
    """The units that are expected at one place on a day, in the order in which one walks.

    ``number`` is the count's own, empty where it has none; with ``has_barcodes`` each line bears
    its serial to be scanned.
    """

    supplier: Letterhead
    place: str
    counted_on: date
    lines: tuple[CountLine, ...]
    number: str = ""
    has_barcodes: bool = False
