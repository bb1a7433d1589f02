"""The letter that asks a practitioner for papers, from plain values."""

from functools import partial

from dmedesk.kit.prose import Paragraph
from dmedesk.papers.rules.outstanding import AskedItem, RequestPaper
from dmedesk.printing.footer import FOOTER_TOP
from dmedesk.printing.grid import LEFT, LINE, RIGHT, RULE, baseline, column, column_end
from dmedesk.printing.heading import draw_running_head
from dmedesk.printing.letterhead import draw_letterhead
from dmedesk.printing.prose import prose_rows
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.table import Line, Mark, Row, draw_row, stacked
from dmedesk.printing.typeface import SMALL, STRONG, TEXT, TITLE
from dmedesk.printing.whole import draw_pages
from dmedesk.printing.wrapping import wrap

TITLE_WORDS = "Request for papers"
"""What the letter is called."""

_WINDOW = column(2)
_ADDRESS_AT = 12
_TEXT_AT = 18
_LATER_TOP = baseline(2.5)
_BOTTOM = FOOTER_TOP - LINE
_MEMBER_X, _ITEM_X, _PAPER_X, _WHY_X = LEFT, column(4.5), column(5.75), column(8.75)
_DROP, _BELOW = 14.0, 5.0

_ASKS = (
    "For the people below we supply equipment that you ordered, and miss the papers named beside"
    " each. Without them nothing can be delivered, or be billed for. Please send them by fax or"
    " mail, signed and dated."
)
_THANKS = (
    "Thank you for your help. If a paper was sent already, or the person is not yours, tell us."
)


def request_pdf(paper: RequestPaper) -> bytes:
    """The letter as PDF, the same bytes for the same values. ``Refused`` for a bad logo."""
    sheet = Sheet(title=f"{TITLE_WORDS} {paper.to.name}", author=paper.supplier.name)
    rows = [_head(), *(_row(item) for item in paper.items), *_closing(paper)]
    top = baseline(_TEXT_AT)
    intro = prose_rows([Paragraph(_ASKS)])
    first = top + sum(row.height for row in intro) + LINE
    _draw_head(sheet, paper)
    at = top
    for row in intro:
        at = draw_row(sheet, row, at)
    draw_pages(
        sheet,
        rows,
        top=first,
        later=_LATER_TOP,
        bottom=_BOTTOM,
        head=partial(draw_running_head, sheet, paper.supplier.name, TITLE_WORDS),
        foot=f"{TITLE_WORDS}, {paper.written_on}",
    )
    return sheet.finish()


def _draw_head(sheet: Sheet, paper: RequestPaper) -> None:
    draw_letterhead(sheet, paper.supplier)
    sheet.text(column(9), baseline(1), TITLE_WORDS, TITLE)
    for at, (label, value) in enumerate(
        (("Date", str(paper.written_on)), ("Papers", str(len(paper.items))), ("Fax", paper.fax))
    ):
        if value:
            sheet.text(column(9), baseline(_ADDRESS_AT + at), label, SMALL)
            sheet.text(column(10), baseline(_ADDRESS_AT + at), value, TEXT)
    for at, line in enumerate((paper.to.name, *paper.to.lines)):
        sheet.text(_WINDOW, baseline(_ADDRESS_AT + at), line, TEXT)


def _head() -> Row:
    titles = (
        (_MEMBER_X, "Member"),
        (_ITEM_X, "Code"),
        (_PAPER_X, "Paper"),
        (_WHY_X, "Why now"),
    )
    marks = tuple(Mark(x, LINE, title, SMALL) for x, title in titles)
    return Row(LINE + 5, marks, (Line(LEFT, RIGHT, LINE + 5, RULE),))


def _row(item: AskedItem) -> Row:
    born = f"born {item.born_on}" if item.born_on else ""
    who = wrap(item.member, STRONG, column_end(3.5) - _MEMBER_X, most=2)
    paper = wrap(item.paper, TEXT, column_end(7.75) - _PAPER_X, most=3)
    why = wrap(item.why, SMALL, RIGHT - _WHY_X, most=4)
    marks = (
        *stacked(_MEMBER_X, _DROP, who, STRONG),
        *((Mark(_MEMBER_X, _DROP + len(who) * LINE, born, SMALL),) if born else ()),
        Mark(_ITEM_X, _DROP, item.item, TEXT),
        *stacked(_PAPER_X, _DROP, paper, TEXT),
        *stacked(_WHY_X, _DROP, why, SMALL),
    )
    lines = max(len(who) + bool(born), len(paper), len(why))
    height = _DROP + (lines - 1) * LINE + _BELOW
    return Row(height, marks, (Line(LEFT, RIGHT, height),))


def _closing(paper: RequestPaper) -> list[Row]:
    said = [Paragraph("What must stand on them", is_heading=True)] if paper.must_bear else []
    said += [Paragraph(one) for one in paper.must_bear]
    said.append(Paragraph(_THANKS))
    return [Row(LINE, ()), *prose_rows(said)]
