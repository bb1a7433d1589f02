"""The sheets and rolls that unit labels come on, and where each label stands."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.paths import resources

_POINTS = 72.0


LABEL = "label"
"""The kind under which labels are printed, and their prints counted by the unit's serial."""


@dataclass(frozen=True, slots=True)
class LabelLayout:
    """One sheet or roll, in points. ``across`` and ``down`` are the steps between labels.

    ``has_bars`` is false where a label is too narrow for a Code 128.
    """

    key: str
    title: str
    page_width: float
    page_height: float
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    across: float
    down: float
    has_bars: bool = True

    @property
    def a_page(self) -> int:
        """How many labels one sheet has; a roll has one."""
        return self.columns * self.rows

    def corner(self, place: int) -> tuple[float, float]:
        """The upper left corner of the label at a place of its sheet, 0 being the first."""
        row, column = divmod(place, self.columns)
        return self.left + column * self.across, self.top + row * self.down


@dataclass(frozen=True, slots=True)
class UnitLabel:
    """What stands on one unit's label. ``inventory_no`` is the shop's own number."""

    serial: str
    product: str
    inventory_no: str = ""


@cache
def layouts() -> Mapping[str, LabelLayout]:
    """Every layout by its key, in the order in which they are offered."""
    path = resources() / "labels" / "layouts.toml"
    read = tomllib.loads(path.read_text(encoding="utf-8"))["layout"]
    return {entry["key"]: _layout(entry) for entry in read}


def _layout(entry: Mapping[str, Any]) -> LabelLayout:
    wide, high = entry["page"]
    width, height = entry["label"]
    names = ("left", "top", "across", "down")
    return LabelLayout(
        key=entry["key"],
        title=entry["title"],
        page_width=wide * _POINTS,
        page_height=high * _POINTS,
        columns=entry["columns"],
        rows=entry["rows"],
        width=width * _POINTS,
        height=height * _POINTS,
        has_bars=entry.get("has_bars", True),
        **{name: entry[name] * _POINTS for name in names},
    )


def start_findings(layout: LabelLayout, start: int) -> Iterator[Finding]:
    """What is wrong with the first free label of a part-used sheet, counted from 1."""
    if not 1 <= start <= layout.a_page:
        yield Finding(
            Severity.STOP,
            "no_such_label",
            f"There is no label {start} on this sheet.",
            remedy=f"Count from the upper left, row by row: 1 to {layout.a_page}.",
            field="start",
        )
