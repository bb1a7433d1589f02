"""What a module of scenes declares, and the scenes that every house shares: pages and records."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from docs.screens.shop import Fill
from docs.screens.studio import LONG, SHORT, Example, Studio

Scene: TypeAlias = Callable[[Studio], object]


@dataclass(frozen=True, slots=True)
class House:
    """The scenes of a house by the beginnings of their pictures' names, and its records.

    ``fill`` adds to the demo shop what its pictures need.
    """

    scenes: dict[str, Scene] = field(default_factory=dict)
    records: dict[str, Example] = field(default_factory=dict)
    fill: Fill | None = None


def pages(studio: Studio) -> None:
    """Every page of every area."""
    for kind in (kind for area in studio.window.areas for kind in area.pages):
        name = kind.key.replace(".", "-").replace("_", "-")
        if studio.wants(name):
            studio.go_to(kind.key)
            studio.take(name, wait=LONG if "invoices" in name else SHORT)


def records(studio: Studio) -> None:
    """The example of every kind of record."""
    for kind in studio.examples:
        if studio.wants(f"record-{kind}"):
            studio.open(kind)
            studio.take(f"record-{kind}", wait=LONG)
            studio.window.tabs.close_shown()
