"""What is wrong with a place as it is typed."""

from datetime import date

from dmedesk.assets.rules import PlaceKind
from dmedesk.kit.cells import Reader, text
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.stored import Values
from dmedesk.kit.typed import by_field, missing, unreadable

PLACE_WORDS = {
    PlaceKind.SHELF: "Shelf",
    PlaceKind.VAN: "Van",
    PlaceKind.WORKSHOP: "Workshop",
    PlaceKind.MAKER: "Maker",
}
"""How each kind is said on screen."""

_NAMES = {"name": "name", "kind": "kind"}
_TEXTS: dict[str, Reader] = {"name": text}


def place_findings(values: Values) -> list[Finding]:
    """Everything to say of a place as typed into a form."""
    return by_field(missing(values, _NAMES), unreadable(values, _TEXTS))


def closing_findings(closed_on: date | None, *, units: int) -> list[Finding]:
    """That a place cannot be closed while units are kept there."""
    if closed_on is None or not units:
        return []
    are = "unit is" if units == 1 else "units are"
    return [
        Finding(
            Severity.STOP,
            "place_in_use",
            f"{units} {are} there still.",
            remedy="Transfer them to another place first.",
            field="closed_on",
        )
    ]
