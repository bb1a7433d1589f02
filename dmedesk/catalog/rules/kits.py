"""What is wrong with a kit as it is typed: its name, its days, its lines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dmedesk.kit.cells import Reader, prose, text
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.records import Fault
from dmedesk.kit.stored import Values
from dmedesk.kit.typed import by_field, missing, unreadable

LINES = "lines"
"""The key of a kit's values under which its lines stand."""

MOST = 999
"""So many of one product at most: more is a slip of the pen."""

_NAMES = {"name": "name", "from_on": "first day"}
_TEXTS: dict[str, Reader] = {"name": text, "note": prose}


def kit_findings(values: Values) -> list[Finding]:
    """Everything that is wrong with a kit and its lines."""
    own = by_field(missing(values, _NAMES), unreadable(values, _TEXTS), kit_day_faults(values))
    return [*own, *_line_findings(values.get(LINES) or ())]


def kit_day_faults(values: Values) -> Iterator[Fault]:
    """A kit ends after its first day; ``ended_on`` is the first day without it."""
    from_on, ended_on = values.get("from_on"), values.get("ended_on")
    if from_on is not None and ended_on is not None and ended_on <= from_on:
        yield Fault(
            "ended_on",
            "ends_before_it_begins",
            f"It is offered from {from_on} and ends on {ended_on}.",
            "Give it a later day, or leave the end empty.",
        )


def is_offered(from_on: date, ended_on: date | None, *, on: date) -> bool:
    """Whether a kit can be put on a slip of this day."""
    return from_on <= on and (ended_on is None or on < ended_on)


def _line_findings(lines: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    if not lines:
        yield _stop("no_lines", LINES, "The kit has no line.", "Enter what goes out with it.")
    for place, line in enumerate(lines):
        for fault in _line_faults(line, lines[:place]):
            yield replace(
                fault.found(),
                subject=f"Line {place + 1}",
                field=f"{LINES}/{place}/{fault.column}",
            )


def _line_faults(line: Mapping[str, Any], before: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    yield from missing(line, {"product_id": "item", "quantity": "quantity"})
    quantity, product_id = line.get("quantity"), line.get("product_id")
    if quantity is not None and not 1 <= quantity <= MOST:
        message = f"The quantity is {quantity}."
        yield Fault("quantity", "wrong_quantity", message, f"Enter 1 to {MOST}.")
    if product_id is not None and any(one.get("product_id") == product_id for one in before):
        message = "The item stands in the kit twice."
        yield Fault("product_id", "row_twice", message, "Keep one line, with the quantity of both.")


def _stop(code: str, field: str, message: str, remedy: str) -> Finding:
    return Finding(Severity.STOP, code, message, remedy=remedy, field=field)
