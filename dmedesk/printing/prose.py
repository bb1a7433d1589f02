"""Paragraphs as rows of lines, so that a text runs over pages as a table does."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dmedesk.kit.prose import Paragraph
from dmedesk.printing.grid import LEFT, LINE, RIGHT
from dmedesk.printing.table import Mark, Row
from dmedesk.printing.typeface import STRONG, TEXT, Style
from dmedesk.printing.wrapping import wrap

_GAP = 4.0
_ABOVE_HEADING = 6.0
_MOST_LINES = 200


def prose_rows(said: Sequence[Paragraph], style: Style = TEXT, *, to_x: float = RIGHT) -> list[Row]:
    """A row each line; a heading stays with the two lines below it."""
    return list(_rows(said, style, to_x - LEFT))


def _rows(said: Sequence[Paragraph], style: Style, width: float) -> Iterator[Row]:
    heading: list[str] = []
    for place, one in enumerate(said):
        if place and not said[place - 1].is_heading:
            yield Row(_GAP, ())
        if one.is_heading:
            heading += wrap(one.text, STRONG, width, most=2)
            continue
        lines = wrap(one.text, style, width, most=_MOST_LINES)
        yield _row(heading, lines[:2], style)
        yield from (_row([], (line,), style) for line in lines[2:])
        heading = []
    if heading:
        yield _row(heading, (), style)


def kept_together(rows: Sequence[Row], last: int) -> list[Row]:
    """The rows with the ``last`` ones as one: what stands below them is not left alone."""
    kept, marks, drop = list(rows[:-last]), [], 0.0
    for row in rows[-last:]:
        marks += [replace(mark, drop=mark.drop + drop) for mark in row.marks]
        drop += row.height
    return [*kept, Row(drop, tuple(marks))] if marks else kept


def _row(heading: Sequence[str], lines: Sequence[str], style: Style) -> Row:
    drop = _ABOVE_HEADING if heading else 0.0
    marks = []
    for text, its in [*((text, STRONG) for text in heading), *((text, style) for text in lines)]:
        drop += LINE
        marks.append(Mark(LEFT, drop, text, its))
    return Row(drop, tuple(marks))
