"""A paper of rows over as many pages as it takes, and the lines above them that say whose it is."""

from collections.abc import Callable, Sequence

from dmedesk.kit.postal import Letterhead
from dmedesk.printing.footer import draw_footer
from dmedesk.printing.grid import LEFT, LINE, RIGHT, RULE, column
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.table import Row, draw_row, pages_of
from dmedesk.printing.typeface import SMALL, STRONG, TEXT
from dmedesk.printing.wrapping import wrap

_FACTS_X = column(6)


def draw_pages(
    sheet: Sheet,
    rows: Sequence[Row],
    *,
    top: float,
    later: float,
    bottom: float,
    head: Callable[[], object],
    foot: str,
    tail: float = 0,
    end: Callable[[], object] | None = None,
) -> None:
    """Draw the rows from ``top`` on, on further pages from ``later`` on, down to ``bottom``.

    All in points. ``head`` draws the running head of a further page, ``foot`` is the footer's
    sentence, ``end`` draws what stands below the last row, for which ``tail`` is kept free.
    """
    pages = pages_of(
        [row.height for row in rows],
        first=bottom - top,
        later=bottom - later,
        carry=0,
        tail=tail,
    )
    for number, page in enumerate(pages, start=1):
        y = top
        if number > 1:
            sheet.next_page()
            head()
            y = later
        for row in rows[page.start : page.stop]:
            y = draw_row(sheet, row, y)
        if number == len(pages) and end is not None:
            end()
        draw_footer(sheet, foot, number, len(pages))


def draw_whose(
    sheet: Sheet,
    y: float,
    titles: tuple[str, str, str],
    name: str,
    lines: Sequence[str],
    facts: Sequence[tuple[str, str]],
    *,
    value_x: float,
) -> float:
    """Whose paper it is at the left, what it is about beside it, under a rule with three titles.

    ``value_x`` is where the facts' values begin. Answers the last baseline that anything may use.
    """
    left, right, edge = titles
    sheet.text(LEFT, y, left, SMALL)
    sheet.text(_FACTS_X, y, right, SMALL)
    sheet.text_right(RIGHT, y, edge, SMALL)
    sheet.rule(LEFT, RIGHT, y + 5)
    y += 1.6 * LINE
    sheet.text(LEFT, y, name, STRONG)
    for place, line in enumerate(filter(None, lines), start=1):
        sheet.text(LEFT, y + place * LINE, line, TEXT)
    drawn = 0
    for fact, value in facts:
        sheet.text(_FACTS_X, y + drawn * LINE, fact, SMALL)
        for line in wrap(value, TEXT, RIGHT - value_x, most=2):
            sheet.text(value_x, y + drawn * LINE, line, TEXT)
            drawn += 1
    return y + max(drawn, len(lines) + 1) * LINE


def draw_field(sheet: Sheet, from_x: float, to_x: float, y: float, label: str) -> None:
    """A line to be written on, and below it what."""
    sheet.rule(from_x, to_x, y, RULE)
    sheet.text(from_x, y + 10, label, SMALL)


def questions(supplier: Letterhead, number: str) -> str:
    """The footer's sentence: whom to ask about the paper of this number."""
    ask = f"Call {supplier.phone}" if supplier.phone else f"Write to {supplier.name}"
    return f"Questions? {ask} and have the number {number} at hand."
