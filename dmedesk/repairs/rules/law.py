"""The numbers of the law about repairs, by date: read from ``parameters/repair.toml`` once."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_PARAMETERS = Path(__file__).parents[1] / "parameters" / "repair.toml"


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of the law on a day, in the unit of its entry, and where it stands."""

    value: int
    citation: str


def limit_on(name: str, day: date) -> Limit:
    """The number in force on a day. ``LookupError`` where none is: nothing is assumed."""
    in_force = [entry for entry in _entries()[name] if entry["from"] <= day]
    if not in_force:
        raise LookupError(f"{name} is not known for {day}")
    found = max(in_force, key=lambda entry: entry["from"])
    return Limit(found["value"], str(found["citation"]))


@cache
def _entries() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(_PARAMETERS.read_text(encoding="utf-8"))
