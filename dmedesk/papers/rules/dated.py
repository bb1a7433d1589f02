"""The parameters of papers as they stand in their files, and which entry is in force on a day."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parents[1] / "parameters"


@cache
def parameters(file: str) -> Mapping[str, Any]:
    """Everything that a file of ``parameters`` says, read once."""
    return tomllib.loads((_FOLDER / file).read_text(encoding="utf-8"))


def latest_begun(entries: Iterable[Mapping[str, Any]], day: date) -> Mapping[str, Any] | None:
    """Of entries with their first days (``from``) the one in force on a day; None before them."""
    begun = [entry for entry in entries if entry["from"] <= day]
    return max(begun, key=lambda entry: entry["from"], default=None)


def in_force(file: str, name: str, day: date) -> Mapping[str, Any]:
    """The entry of a name that is in force on a day. ``LookupError`` where none is."""
    entry = latest_begun(parameters(file)[name], day)
    if entry is None:
        raise LookupError(f"{name} is not known for {day}")
    return entry
