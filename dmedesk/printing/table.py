"""Rows of a table: text placed in columns, broken over pages without losing a line or a sum."""

from collections.abc import Sequence
from dataclasses import dataclass

from dmedesk.printing.grid import HAIRLINE, LINE
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.typeface import Style


@dataclass(frozen=True, slots=True)
class Mark:
    """A text in a row: at ``x`` (its right edge where ``right``), ``drop`` points below the top."""

    x: float
    drop: float
    text: str
    style: Style
    right: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A rule in a row, ``drop`` points below its top; ``is_torn`` is one to tear along."""

    from_x: float
    to_x: float
    drop: float
    weight: float = HAIRLINE
    is_torn: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Marks and rules that stay together, and how much of the page they take, in points."""

    height: float
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...] = ()


def stacked(
    x: float, drop: float, lines: Sequence[str], style: Style, *, right: bool = False
) -> tuple[Mark, ...]:
    """Lines under each other, the first one ``drop`` points below the row's top."""
    return tuple(Mark(x, drop + n * LINE, line, style, right) for n, line in enumerate(lines))


def draw_row(sheet: Sheet, row: Row, y: float) -> float:
    """Draws the row with its top at ``y``; answers where the next one begins."""
    for mark in row.marks:
        put = sheet.text_right if mark.right else sheet.text
        put(mark.x, y + mark.drop, mark.text, mark.style)
    for line in row.lines:
        if line.is_torn:
            sheet.dashes(line.from_x, line.to_x, y + line.drop)
        else:
            sheet.rule(line.from_x, line.to_x, y + line.drop, line.weight)
    return y + row.height


def pages_of(
    heights: Sequence[float], *, first: float, later: float, carry: float, tail: float
) -> list[range]:
    """Which rows stand on which page, as ranges of their numbers; at least one page.

    ``first`` and ``later`` are the room for rows on the first page and on the others, in points.
    A page that is not the last keeps ``carry`` free below its rows (a sum carried forward), the
    last one ``tail`` (the total). A page holds at least one row, so the total never stands alone.
    """
    pages: list[range] = []
    start, count, room = 0, len(heights), first
    while not pages or start < count:
        fits = _rows_that_fit(heights, start, room - tail)
        if fits < count:
            fits = min(_rows_that_fit(heights, start, room - carry), count - 1)
        end = min(max(fits, start + 1), count)
        pages.append(range(start, end))
        start, room = end, later
    return pages


def _rows_that_fit(heights: Sequence[float], start: int, room: float) -> int:
    """The number of the first row that no longer fits."""
    end = start
    while end < len(heights) and heights[end] <= room:
        room -= heights[end]
        end += 1
    return end
