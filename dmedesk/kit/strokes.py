"""A signature as it was drawn: strokes of points with their time, as plain values and as JSON."""

import json
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

MOST_POINTS = 20_000
"""More than any signature has; a drawing beyond it is no signature."""


class Point(NamedTuple):
    """A place in tenths of a pixel from the upper left corner; ``at`` milliseconds after the first
    point of the drawing.
    """

    x: int
    y: int
    at: int


Stroke: TypeAlias = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What was drawn on a field of this size (in tenths of a pixel), stroke by stroke."""

    width: int
    height: int
    strokes: tuple[Stroke, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is drawn."""
        return bool(self.strokes)

    def scaled(self, width: float, height: float) -> list[list[tuple[float, float]]]:
        """The strokes as large as they fit into a box, from its upper left corner."""
        scale = min(width / self.width, height / self.height)
        return [[(point.x * scale, point.y * scale) for point in one] for one in self.strokes]

    def as_text(self) -> str:
        """The drawing as it is stored; empty where nothing is drawn."""
        if not self.strokes:
            return ""
        said = {"width": self.width, "height": self.height, "strokes": self.strokes}
        return json.dumps(said, separators=(",", ":"))


def read_drawing(text: str) -> Drawing:
    """A drawing as it was stored. Raises ``ValueError`` where the text is none."""
    try:
        said: Any = json.loads(text)
        strokes = tuple(
            tuple(Point(int(x), int(y), int(at)) for x, y, at in one) for one in said["strokes"]
        )
        found = Drawing(int(said["width"]), int(said["height"]), strokes)
    except (KeyError, TypeError, ValueError) as fault:
        raise ValueError("no drawing") from fault
    points = sum(map(len, strokes))
    if found.width <= 0 or found.height <= 0 or not 0 < points <= MOST_POINTS or () in strokes:
        raise ValueError("no drawing")
    return found
