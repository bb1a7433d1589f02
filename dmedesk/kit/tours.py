"""The guided tours, a few steps each over screens of the desk (``resources/guide/tours.toml``)."""

import tomllib
from dataclasses import dataclass
from functools import cache

from dmedesk.kit.guide import guide_folder


@dataclass(frozen=True, slots=True)
class TourStep:
    """One step: the key of the screen that is shown, and what is said beside it."""

    screen: str
    says: str


@dataclass(frozen=True, slots=True)
class Tour:
    """One tour, known by its ``name``."""

    name: str
    title: str
    steps: tuple[TourStep, ...]


@cache
def tours() -> tuple[Tour, ...]:
    """Every tour, in the order in which they are offered."""
    told = tomllib.loads((guide_folder() / "tours.toml").read_text(encoding="utf-8"))
    return tuple(
        Tour(one["name"], one["title"], tuple(TourStep(**step) for step in one["steps"]))
        for one in told["tour"]
    )


def tour_named(name: str) -> Tour:
    """The tour of this name; ``KeyError`` where there is none."""
    return {tour.name: tour for tour in tours()}[name]
