"""The numbers of the law about delivery, by date: read from ``parameters/delivery.toml`` once."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_PARAMETERS = Path(__file__).parents[1] / "parameters" / "delivery.toml"


def number_on(name: str, day: date) -> int:
    """The number in force on a day. ``LookupError`` where none is: nothing is assumed."""
    in_force = [entry for entry in _entries()[name] if entry["from"] <= day]
    if not in_force:
        raise LookupError(f"{name} is not known for {day}")
    value: int = max(in_force, key=lambda entry: entry["from"])["value"]
    return value


def citation_on(name: str, day: date) -> str:
    """Where the number in force on a day stands."""
    in_force = [entry for entry in _entries()[name] if entry["from"] <= day]
    return str(max(in_force, key=lambda entry: entry["from"])["citation"])


@cache
def _entries() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(_PARAMETERS.read_text(encoding="utf-8"))
