"""The count sheet of a place: a square to tick for every unit that should be there.

On the last page there is room for units that are there and do not stand on it, and for the names
of whoever counted.
"""

from dmedesk.assets.rules.papers import CountLine, CountPaper
from dmedesk.printing.barcode import QUIET_MODULES, widths
from dmedesk.printing.footer import FOOTER_TOP, draw_footer
from dmedesk.printing.grid import LEFT, LINE, MARGIN, RIGHT, RULE, baseline, column, column_end
from dmedesk.printing.heading import draw_heading, draw_running_head
from dmedesk.printing.letterhead import draw_letterhead
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.table import Line, Mark, Row, draw_row, pages_of, stacked
from dmedesk.printing.typeface import SMALL, STRONG, TEXT, TITLE
from dmedesk.printing.wrapping import wrap

_TITLE = "Count sheet"
_SERIAL_X, _NUMBER_X, _WHAT_X, _BARS_X = column(1.5), column(4.5), column(6), column(9)
_BOX = 9.0
_GAP = 6.0
_DROP, _BELOW = 14.0, 5.0
_BARCODE_HEIGHT, _BAR_HEIGHT = 30.0, 22.0
# Whole dots of a 300-dpi printer: 3 and 2.
_MODULES = (0.72, 0.48)
_PLACE_AT = 8
_TOP_AT = 11
_MORE_LINES = 5
_MORE_HEIGHT = (2 * _MORE_LINES + 7) * LINE
_BOTTOM = FOOTER_TOP - LINE
_LATER_TOP = baseline(2.5)


def count_pdf(paper: CountPaper) -> bytes:
    """The sheet as PDF, the same bytes for the same values.

    Raises ``ValueError`` where the count's number cannot be a barcode.
    """
    sheet = Sheet(title=f"{_TITLE}, {paper.place}", author=paper.supplier.name)
    head, rows = _head_row(), [_row(line, paper) for line in paper.lines]
    top = baseline(_TOP_AT)
    pages = pages_of(
        [row.height for row in rows],
        first=_BOTTOM - top - head.height,
        later=_BOTTOM - _LATER_TOP - head.height,
        carry=0,
        tail=_MORE_HEIGHT,
    )
    for number, page in enumerate(pages, start=1):
        y = _begin_page(sheet, paper, number)
        y = draw_row(sheet, head, y)
        for at in page:
            _draw_tools(sheet, paper, paper.lines[at], y)
            y = draw_row(sheet, rows[at], y)
        if number == len(pages):
            _draw_more(sheet, _BOTTOM - _MORE_HEIGHT)
        draw_footer(sheet, f"{paper.place}, {paper.counted_on}", number, len(pages))
    return sheet.finish()


def _begin_page(sheet: Sheet, paper: CountPaper, number: int) -> float:
    if number == 1:
        _draw_head(sheet, paper)
        return baseline(_TOP_AT)
    sheet.next_page()
    draw_running_head(sheet, paper.supplier.name, f"{_TITLE}, {paper.place}")
    return _LATER_TOP


def _draw_head(sheet: Sheet, paper: CountPaper) -> None:
    draw_letterhead(sheet, paper.supplier)
    if paper.number:
        draw_heading(sheet, _TITLE, paper.number)
    else:
        sheet.text(column(9), baseline(1), _TITLE, TITLE)
    y = baseline(_PLACE_AT)
    expected = f"{len(paper.lines)} expected"
    for x, label, value in (
        (LEFT, "Place", paper.place),
        (column(7), "Day", f"{paper.counted_on:%a} {paper.counted_on}"),
        (column(10), "Units", expected),
    ):
        sheet.text(x, y, label, SMALL)
        sheet.text(x, y + 1.6 * LINE, value, STRONG)
    sheet.rule(LEFT, RIGHT, y + 5)


def _head_row() -> Row:
    titles = ((_SERIAL_X, "Serial number"), (_NUMBER_X, "Our no."), (_WHAT_X, "Item"))
    marks = tuple(Mark(x, LINE, title, SMALL) for x, title in titles)
    return Row(LINE + 5, marks, (Line(LEFT, RIGHT, LINE + 5, RULE),))


def _row(line: CountLine, paper: CountPaper) -> Row:
    """The serial is never cut: more lines where it is long. What it is is said on one line each."""
    width = (column_end(8.5) if paper.has_barcodes else RIGHT) - _WHAT_X
    serial = wrap(line.serial, STRONG, _NUMBER_X - _SERIAL_X - _GAP)
    number = wrap(line.inventory_no, TEXT, _WHAT_X - _NUMBER_X - _GAP, most=2)
    said = [(text, TEXT) for text in wrap(line.product, TEXT, width, most=1)]
    said += [(text, SMALL) for text in wrap(line.about, SMALL, width, most=1)]
    height = _DROP + (max(len(serial), len(number), len(said)) - 1) * LINE + _BELOW
    marks = (
        *stacked(_SERIAL_X, _DROP, serial, STRONG),
        *stacked(_NUMBER_X, _DROP, number, TEXT),
        *(Mark(_WHAT_X, _DROP + at * LINE, *one) for at, one in enumerate(said)),
    )
    least = _BARCODE_HEIGHT if paper.has_barcodes else 0.0
    height = max(height, least)
    return Row(height, marks, (Line(LEFT, RIGHT, height),))


def _draw_tools(sheet: Sheet, paper: CountPaper, line: CountLine, y: float) -> None:
    """The square to tick, and the serial to scan where Code 128 can write it and it has room."""
    sheet.box(LEFT, y + _DROP - _BOX + 1, _BOX)
    if not (paper.has_barcodes and line.serial.isascii()):
        return
    modules = widths(line.serial)
    for module in _MODULES:
        if module * (sum(modules) + 2 * QUIET_MODULES) <= RIGHT - _BARS_X + MARGIN / 2:
            x = RIGHT - module * sum(modules)
            sheet.bars(x, y + 4, _BAR_HEIGHT, [module * one for one in modules])
            return


def _draw_more(sheet: Sheet, y: float) -> None:
    """Lines for what is there and should not be, and for the names."""
    y += 2 * LINE
    sheet.text(LEFT, y, "Here, but not listed", STRONG)
    sheet.text(_NUMBER_X, y, "Serial number, what it is", SMALL)
    for _ in range(_MORE_LINES):
        y += 2 * LINE
        sheet.rule(LEFT, RIGHT, y)
    y += 3.5 * LINE
    for from_x, to_x, label in (
        (LEFT, column_end(6), "Counted by"),
        (column(7), column_end(9), "Day, from when to when"),
        (column(10), RIGHT, "Found, missing"),
    ):
        sheet.rule(from_x, to_x, y, RULE)
        sheet.text(from_x, y + 10, label, SMALL)
