"""The slip of a visit as PDF: the supplier's copy to be signed, then the member's own.

The barcode is the slip's number, on every page, so that a scan of the signed paper finds its
ticket: on a long slip the signature stands on the last page.
"""

from dmedesk.deliveries.rules.paper import SlipPaper
from dmedesk.deliveries.rules.words import TicketKind
from dmedesk.deliveries.sheets.items import head_row, item_rows
from dmedesk.deliveries.sheets.signing import HEIGHT, draw_signing, tick
from dmedesk.printing.footer import FOOTER_TOP, draw_footer
from dmedesk.printing.grid import LEFT, LINE, RIGHT, baseline, column, column_end
from dmedesk.printing.heading import draw_copy_mark, draw_heading, draw_running_head
from dmedesk.printing.letterhead import draw_letterhead
from dmedesk.printing.prose import prose_rows
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.table import Line, Mark, Row, draw_row, pages_of
from dmedesk.printing.typeface import SMALL, STRONG, TEXT
from dmedesk.printing.wrapping import wrap

TITLES = {
    TicketKind.DELIVERY: "Delivery slip",
    TicketKind.PICKUP: "Pickup slip",
    TicketKind.EXCHANGE: "Exchange slip",
}

OURS = "Supplier's copy: to be signed"
SIGNED_HERE = "Supplier's copy: signed on screen"
THEIRS = "Member's copy: yours to keep"

_PLACE_AT = 8
_TASK_GAP = 6.0
_LATER_TOP = baseline(4)
_BOTTOM = FOOTER_TOP - LINE


def slip_pdf(paper: SlipPaper) -> bytes:
    """Both copies, the same bytes for the same values.

    Raises ``Refused`` where the supplier's logo is no picture, ``ValueError`` where the number
    cannot be a barcode.
    """
    sheet = Sheet(title=f"{TITLES[paper.kind]} {paper.number}", author=paper.supplier.name)
    draw_slip(sheet, paper)
    return sheet.finish()


def suppliers_copy_pdf(paper: SlipPaper) -> bytes:
    """The supplier's copy alone, as it stays in the house; raises as ``slip_pdf``."""
    sheet = Sheet(title=f"{TITLES[paper.kind]} {paper.number}", author=paper.supplier.name)
    _draw_copy(sheet, paper, SIGNED_HERE if paper.signed else OURS, is_members=False)
    return sheet.finish()


def draw_slip(sheet: Sheet, paper: SlipPaper) -> None:
    """Both copies, from this page on. Raises as ``slip_pdf``."""
    _draw_copy(sheet, paper, SIGNED_HERE if paper.signed else OURS, is_members=False)
    sheet.next_page()
    _draw_copy(sheet, paper, THEIRS, is_members=True)


def _draw_copy(sheet: Sheet, paper: SlipPaper, copy: str, *, is_members: bool) -> None:
    top = _draw_head(sheet, paper, copy)
    head, rows = head_row(), item_rows(paper)
    items = len(rows)
    rows += _rights_rows(paper) if is_members else []
    pages = pages_of(
        [row.height for row in rows],
        first=_BOTTOM - top - head.height,
        later=_BOTTOM - _LATER_TOP - head.height,
        carry=0,
        tail=0 if is_members else HEIGHT + _tasks_height(paper),
    )
    for number, page in enumerate(pages, start=1):
        if number > 1:
            sheet.next_page()
            name = f"{TITLES[paper.kind]} {paper.number}"
            draw_running_head(sheet, paper.supplier.name, name, barcode=paper.number)
        above = [head] if page.start < items else []
        y = _draw_rows(sheet, [*above, *rows[page.start : page.stop]], top if number == 1 else 0)
        if number == len(pages) and not is_members:
            _draw_signing(sheet, paper, y)
        draw_footer(sheet, _questions(paper), number, len(pages))


def _draw_rows(sheet: Sheet, rows: list[Row], top: float) -> float:
    y = top or _LATER_TOP
    for row in rows:
        y = draw_row(sheet, row, y)
    return y


def _draw_head(sheet: Sheet, paper: SlipPaper, copy: str) -> float:
    """Letterhead, number, where to and when; answers where the table begins."""
    draw_letterhead(sheet, paper.supplier)
    draw_heading(sheet, TITLES[paper.kind], paper.number)
    y = baseline(_PLACE_AT)
    sheet.text(LEFT, y, "Where", SMALL)
    sheet.text(column(7), y, "When and who", SMALL)
    sheet.text_right(RIGHT, y, copy, SMALL)
    draw_copy_mark(sheet, paper.copy, title=TITLES[paper.kind])
    sheet.rule(LEFT, RIGHT, y + 5)
    left = [(paper.member.name, STRONG)]
    left += [(line, TEXT) for line in paper.member.lines if line]
    left += [(line, SMALL) for line in wrap(_reach(paper), SMALL, column_end(6) - LEFT, most=3)]
    right = [(f"{paper.planned_on:%a} {paper.planned_on}", STRONG)]
    facts = (
        ("Member", paper.member_no),
        ("Payer", paper.payer),
        ("Driver", paper.driver),
        ("Note:", paper.note),
    )
    width = RIGHT - column(7)
    right += [
        (line, SMALL)
        for label, value in facts
        if value
        for line in wrap(f"{label} {value}", SMALL, width, most=4)
    ]
    for x, lines in ((LEFT, left), (column(7), right)):
        for place, (text, style) in enumerate(lines):
            sheet.text(x, y + (place + 1.6) * LINE, text, style)
    return y + (max(len(left), len(right)) + 2) * LINE


def _reach(paper: SlipPaper) -> str:
    return " · ".join(filter(None, (paper.member_phone, paper.directions)))


def _tasks_height(paper: SlipPaper) -> float:
    return (len(paper.tasks) + 1) // 2 * LINE + 2 * _TASK_GAP + LINE


def _draw_signing(sheet: Sheet, paper: SlipPaper, y: float) -> None:
    """What is done at the door, then the signature at the foot of the page."""
    y += LINE + _TASK_GAP
    for place, task in enumerate(paper.tasks):
        line, at = divmod(place, 2)
        done = paper.signed is not None and task in paper.signed.tasks_done
        tick(sheet, (LEFT, column(7))[at], y + line * LINE, task, is_ticked=done)
    draw_signing(sheet, paper.kind, _BOTTOM - HEIGHT, paper.signed)


def _rights_rows(paper: SlipPaper) -> list[Row]:
    """Below a line to tear along: the number that is answered day and night, and the rights."""
    day_and_night = Mark(LEFT, 4 * LINE, f"Day and night: {paper.phone_24h}", STRONG)
    marks = (day_and_night,) if paper.phone_24h else ()
    torn = Line(LEFT, RIGHT, 2 * LINE, is_torn=True)
    return [Row((4 if marks else 3) * LINE, marks, (torn,)), *prose_rows(paper.rights, SMALL)]


def _questions(paper: SlipPaper) -> str:
    supplier = paper.supplier
    ask = f"Call {supplier.phone}" if supplier.phone else f"Write to {supplier.name}"
    return f"Questions? {ask} and have the slip's number, {paper.number}, at hand."
