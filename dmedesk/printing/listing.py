"""A plain listing on paper: a head that every page repeats, lines, a foot with the pages' count."""

from collections.abc import Sequence

from dmedesk.kit.listing import Listing
from dmedesk.printing.grid import HAIRLINE, LINE, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, RULE
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.typeface import SMALL, STRONG, Style, printable, width_of

_LINE_HEIGHT = LINE + 2
_GAP = 8.0
_HEAD_TOP = MARGIN + 12
_TITLES_AT = _HEAD_TOP + 34
_FIRST_LINE = _TITLES_AT + 8
_FOOT = MARGIN
_SMALL_STRONG = Style(SMALL.size, bold=True)
_TALL_ENOUGH = 640
"""Pixels on the screen that a portrait page has room for; a wider list is set across."""

_CUT = "…"


def draw_listing(listing: Listing) -> bytes:
    """The listing as PDF on US Letter, across where it is wide."""
    across = sum(column.width for column in listing.columns) > _TALL_ENOUGH
    wide, high = (PAGE_HEIGHT, PAGE_WIDTH) if across else (PAGE_WIDTH, PAGE_HEIGHT)
    sheet = Sheet(title=listing.title, author="DMEDesk", size=(wide, high))
    bands = _bands(listing, wide)
    a_page = max(1, int((high - _FIRST_LINE - 2 * _FOOT) // _LINE_HEIGHT))
    pages = max(1, -(-len(listing.rows) // a_page))
    for page in range(pages):
        if page:
            sheet.next_page()
        _draw_head(sheet, listing, bands, wide)
        rows = listing.rows[page * a_page : (page + 1) * a_page]
        for place, row in enumerate(rows):
            y = _FIRST_LINE + (place + 1) * _LINE_HEIGHT
            if page * a_page + place in listing.strong:
                _draw_strong(sheet, listing, bands, row, y)
            else:
                _draw_row(sheet, listing, bands, row, y, SMALL)
            sheet.rule(MARGIN, wide - MARGIN, y + 4, HAIRLINE)
        sheet.text(MARGIN, high - _FOOT, listing.about, SMALL)
        sheet.text_right(wide - MARGIN, high - _FOOT, f"Page {page + 1} of {pages}", SMALL)
    return sheet.finish()


def _bands(listing: Listing, wide: float) -> list[tuple[float, float]]:
    """Each column's left edge and its width, in points, by the columns' shares."""
    room = wide - 2 * MARGIN - _GAP * (len(listing.columns) - 1)
    whole = sum(column.width for column in listing.columns)
    bands, left = [], MARGIN
    for column in listing.columns:
        width = room * column.width / whole
        bands.append((left, width))
        left += width + _GAP
    return bands


def _draw_head(
    sheet: Sheet, listing: Listing, bands: Sequence[tuple[float, float]], wide: float
) -> None:
    sheet.text(MARGIN, _HEAD_TOP, listing.title, STRONG)
    titles = [column.title for column in listing.columns]
    _draw_row(sheet, listing, bands, titles, _TITLES_AT, _SMALL_STRONG)
    sheet.rule(MARGIN, wide - MARGIN, _TITLES_AT + 5, RULE)


def _draw_strong(
    sheet: Sheet,
    listing: Listing,
    bands: Sequence[tuple[float, float]],
    texts: Sequence[str],
    y: float,
) -> None:
    """A group's heading, or totals: its words take the room up to the next thing that is said."""
    said = [place for place, text in enumerate(texts) if text and place]
    left, _width = bands[0]
    last = bands[said[0] - 1] if said else bands[-1]
    sheet.text(left, y, fitted(texts[0], sum(last) - left, _SMALL_STRONG), _SMALL_STRONG)
    _draw_row(sheet, listing, bands, ["", *texts[1:]], y, _SMALL_STRONG)


def _draw_row(
    sheet: Sheet,
    listing: Listing,
    bands: Sequence[tuple[float, float]],
    texts: Sequence[str],
    y: float,
    style: Style,
) -> None:
    for column, (left, width), text in zip(listing.columns, bands, texts, strict=True):
        shown = fitted(text, width, style)
        if column.figures:
            sheet.text_right(left + width, y, shown, style)
        else:
            sheet.text(left, y, shown, style)


def fitted(text: str, width: float, style: Style) -> str:
    """The text, cut with … where it is wider than this many points.

    Signs that no type on paper has are left out: on the screen they stand beside a word.
    """
    whole = printable(text)
    if width_of(whole, style) <= width:
        return whole
    room = width - width_of(_CUT, style)
    kept = len(whole)
    while kept and width_of(whole[:kept], style) > room:
        kept -= 1
    return whole[:kept].rstrip() + _CUT
