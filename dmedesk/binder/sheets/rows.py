"""Rows of a binder's own pages: wrapped cells under a head, on pages with a slim head and foot."""

from collections.abc import Callable, Iterator, Sequence

from dmedesk.binder.rules import Facts
from dmedesk.kit.binders import BinderColumn
from dmedesk.printing.grid import (
    BOTTOM,
    HAIRLINE,
    LEFT,
    LINE,
    RIGHT,
    RULE,
    TOP,
    baseline,
)
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.table import Line, Mark, Row, draw_row, pages_of, stacked
from dmedesk.printing.typeface import SMALL, STRONG, TITLE, Style, printable
from dmedesk.printing.wrapping import wrap

_GAP = 8.0
_MOST_LINES = 40
_DROP, _BELOW = 12.0, 4.0
_STRONG_SMALL = Style(SMALL.size, bold=True)
_FOOT_AT = BOTTOM - 4
_END = BOTTOM - 2 * LINE
LATER_TOP = baseline(2.5)


def title_row(title: str) -> Row:
    """The title of a section."""
    return Row(2 * LINE, (Mark(LEFT, LINE + 2, title, TITLE),))


def heading_row(title: str) -> Row:
    """The title of a table; it stays with what follows by being drawn with its head."""
    lines = wrap(printable(title), STRONG, RIGHT - LEFT, most=3)
    drop = 2 * LINE
    marks = stacked(LEFT, drop, lines, STRONG)
    return Row(drop + (len(lines) - 1) * LINE + _BELOW, marks)


def text_rows(text: str, style: Style = SMALL) -> Iterator[Row]:
    """A sentence over the whole width."""
    for line in wrap(printable(text), style, RIGHT - LEFT, most=_MOST_LINES):
        yield Row(LINE, (Mark(LEFT, LINE - 2, line, style),))


def joined(*rows: Row) -> Row:
    """Rows that stay together."""
    marks: list[Mark] = []
    lines: list[Line] = []
    top = 0.0
    for row in rows:
        marks += (Mark(m.x, m.drop + top, m.text, m.style, m.right) for m in row.marks)
        lines += (Line(one.from_x, one.to_x, one.drop + top, one.weight) for one in row.lines)
        top += row.height
    return Row(top, tuple(marks), tuple(lines))


def head_row(columns: Sequence[BinderColumn]) -> Row:
    """The titles of a table's columns, with a rule below; none where no column has one."""
    if not any(column.title for column in columns):
        return Row(0, (), (Line(LEFT, RIGHT, 0, RULE),))
    marks = [
        _mark(column, band, _DROP, column.title, _STRONG_SMALL)
        for column, band in zip(columns, bands(columns), strict=True)
        if column.title
    ]
    height = _DROP + _BELOW + 1
    return Row(height, tuple(marks), (Line(LEFT, RIGHT, height, RULE),))


def cells_row(columns: Sequence[BinderColumn], cells: Sequence[str], style: Style = SMALL) -> Row:
    """One row of a table; what is too wide takes further lines."""
    marks: list[Mark] = []
    most = 1
    for column, band, cell in zip(columns, bands(columns), cells, strict=True):
        lines = wrap(printable(cell), style, band[1], most=_MOST_LINES)
        most = max(most, len(lines))
        marks += (
            _mark(column, band, _DROP + at * LINE, line, style) for at, line in enumerate(lines)
        )
    height = _DROP + (most - 1) * LINE + _BELOW
    return Row(height, tuple(marks), (Line(LEFT, RIGHT, height, HAIRLINE),))


def bands(columns: Sequence[BinderColumn]) -> list[tuple[float, float]]:
    """Each column's left edge and its width, in points, by the columns' shares."""
    room = RIGHT - LEFT - _GAP * (len(columns) - 1)
    whole = sum(column.share for column in columns)
    found, left = [], LEFT
    for column in columns:
        width = room * column.share / whole
        found.append((left, width))
        left += width + _GAP
    return found


def _mark(
    column: BinderColumn, band: tuple[float, float], drop: float, text: str, style: Style
) -> Mark:
    left, width = band
    x = left + width if column.figures else left
    return Mark(x, drop, text, style, column.figures)


def laid_out(rows: Sequence[Row], *, top: float = LATER_TOP) -> list[range]:
    """Which rows stand on which page; the first page's begin at ``top``."""
    heights = [row.height for row in rows]
    return pages_of(heights, first=_END - top, later=_END - LATER_TOP, carry=0, tail=0)


def draw_pages(
    sheet: Sheet,
    facts: Facts,
    rows: Sequence[Row],
    *,
    top: float = LATER_TOP,
    draw_head: Callable[[], None] | None = None,
) -> int:
    """Draw the rows from this page on; answers how many pages they take.

    ``draw_head`` draws the head of the first page instead of the slim one.
    """
    pages = laid_out(rows, top=top)
    for number, page in enumerate(pages):
        if number:
            sheet.next_page()
        y = LATER_TOP
        if draw_head is not None and not number:
            draw_head()
            y = top
        else:
            sheet.text(LEFT, TOP + 8, facts.supplier.name, SMALL)
            sheet.text_right(RIGHT, TOP + 8, f"Audit binder {facts.number}", _STRONG_SMALL)
        for place in page:
            y = draw_row(sheet, rows[place], y)
        _draw_foot(sheet, facts)
    return len(pages)


def _draw_foot(sheet: Sheet, facts: Facts) -> None:
    sheet.rule(LEFT, RIGHT, _FOOT_AT - LINE)
    sheet.text(LEFT, _FOOT_AT, f"{facts.whose.name}, {facts.whose.member_no}", SMALL)
    sheet.text_right(RIGHT, _FOOT_AT, "Confidential: health information", SMALL)
