"""What is wrong with units that are received together, beside what is wrong with each."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dmedesk.assets.rules import AssetState, Condition, serial_key
from dmedesk.assets.rules.units import shape_of, usual_shape
from dmedesk.kit.findings import Finding, Severity

_NEEDED = {
    "product_id": ("product", "Choose what came."),
    "condition": ("condition", "Say whether they are new or used: used ones are cleaned first."),
    "acquired_on": ("day", "Enter the day on which they came."),
}


def state_on_receipt(condition: Condition | None) -> AssetState:
    """Where a unit stands when it is received.

    A new one is ready. A used one waits for the bench: equipment that goes to a member is clean,
    in working order and, where it is respiratory, free of contaminating agents (101 CMR 322.03(7)
    and (8)), and nobody here has seen to that yet. One of which nothing is said counts as new, as
    it does where it is paid for.
    """
    return AssetState.CLEANING if condition is Condition.USED else AssetState.READY


def together_findings(
    shared: Mapping[str, Any], units: Sequence[Mapping[str, Any]]
) -> list[Finding]:
    """What is not said of all the units, and that there are none."""
    found = [
        Finding(
            Severity.STOP,
            "missing_value",
            f"The {word} is missing.",
            remedy=remedy,
            field=field,
        )
        for field, (word, remedy) in _NEEDED.items()
        if shared.get(field) is None
    ]
    if not units:
        remedy = "Scan the serials, or add a row and type one."
        found.append(
            Finding(Severity.STOP, "no_units", "No unit is named.", remedy=remedy, field="units")
        )
    return found


def entered_twice(units: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    """That a serial stands in two rows, told at the later one."""
    first: dict[str, int] = {}
    for at, unit in enumerate(units):
        key = serial_key(unit.get("serial") or "")
        if key and first.setdefault(key, at) != at:
            yield Finding(
                Severity.STOP,
                "serial_twice",
                f"{unit['serial']} stands in row {first[key] + 1} already.",
                remedy="Remove one of the two rows (Del).",
                field=f"units/{at}/serial",
            )


def odd_rows(units: Sequence[Mapping[str, Any]], others: Sequence[str]) -> Iterator[Finding]:
    """Serials that look otherwise than those of their product; where it has none, than each other.

    They are only told: makers change their serials.
    """
    serials = [unit.get("serial") or "" for unit in units]
    usual = usual_shape(others) or usual_shape(_commonest(serials))
    for at, serial in enumerate(serials):
        if usual and serial and shape_of(serial) != usual:
            yield Finding(
                Severity.WARNING,
                "odd_shape",
                f"{serial} looks odd: the other serials of this product look like {usual}.",
                remedy="Look at the label again. If it is right, leave it.",
                field=f"units/{at}/serial",
            )


def _commonest(serials: Sequence[str]) -> list[str]:
    """Those of the shape that all but one at most have."""
    shapes = [shape_of(one) for one in serials if one]
    usual = max(shapes, key=shapes.count, default="")
    alike = [one for one in serials if one and shape_of(one) == usual]
    return alike if len(alike) >= len(shapes) - 1 else []
