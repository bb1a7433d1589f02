"""What goes out together in the demo shop."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from dmedesk.demo.facts import facts
from dmedesk.kit.calendar import months_after

_OFFERED_MONTHS = 24


def kits(today: date) -> Iterator[Mapping[str, Any]]:
    """The kits, as ``kits.csv`` has them."""
    from_on = months_after(date(today.year, 1, 1), -_OFFERED_MONTHS)
    for kit in facts()["kits"]:
        yield {"kit": kit["name"], "from_on": str(from_on), "note": kit.get("note", "")}


def kit_lines() -> Iterator[Mapping[str, Any]]:
    """What is in them, as ``kit_lines.csv`` has it."""
    for kit in facts()["kits"]:
        for product_no, quantity, by_serial in kit["items"]:
            yield {
                "kit": kit["name"],
                "product_no": product_no,
                "quantity": quantity,
                "by_serial": "yes" if by_serial else "no",
            }
