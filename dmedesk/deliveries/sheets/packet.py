"""What goes with a first delivery, in one PDF: slip, rental agreement, assignment, privacy notice.

The agreement and the assignment are signed, so each comes twice: the supplier's copy and the
member's. A text that the shop has not written has no page. Only the slip bears its barcode: a
signed agreement is no signed slip, and nothing files it as one.
"""

from collections.abc import Sequence
from functools import partial

from dmedesk.deliveries.rules.paper import PacketPaper, RentedItem, SlipPaper
from dmedesk.deliveries.sheets.signing import field
from dmedesk.deliveries.sheets.slip import OURS, THEIRS, draw_slip
from dmedesk.printing.figures import money
from dmedesk.printing.footer import FOOTER_TOP
from dmedesk.printing.grid import LEFT, LINE, RIGHT, RULE, baseline, column, column_end
from dmedesk.printing.heading import draw_copy_mark, draw_heading, draw_running_head
from dmedesk.printing.letterhead import draw_letterhead
from dmedesk.printing.prose import kept_together, prose_rows
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.table import Line, Mark, Row, stacked
from dmedesk.printing.typeface import SMALL, STRONG, TEXT
from dmedesk.printing.whole import draw_pages
from dmedesk.printing.wrapping import wrap

_AGREEMENT, _PRIVACY, _ASSIGNMENT = "Rental agreement", "Privacy notice", "Assignment"
_ABOUT_AT = 8
_BOTTOM = FOOTER_TOP - LINE
_LATER_TOP = baseline(2.5)
_SIGN_HEIGHT = 7.5 * LINE
_LAST_KEPT = 4
_DROP, _BELOW = 14.0, 5.0
_MONTHS_X, _SERIAL_X = column(6), column(8.5)


def packet_pdf(paper: PacketPaper) -> bytes:
    """The packet, the same bytes for the same values. Raises as ``slip_pdf``."""
    sheet = Sheet(title=f"Packet {paper.slip.number}", author=paper.slip.supplier.name)
    draw_packet(sheet, paper)
    return sheet.finish()


def draw_packet(sheet: Sheet, paper: PacketPaper) -> None:
    """Slip and notices, from this page on."""
    slip = paper.slip
    draw_slip(sheet, slip)
    if paper.agreement:
        rows = [*_rented_rows(paper.rented), *prose_rows(paper.agreement, SMALL)]
        for copy in (OURS, THEIRS):
            _draw_notice(sheet, slip, _AGREEMENT, copy, rows, is_signed=True)
    if paper.assignment:
        for copy in (OURS, THEIRS):
            _draw_notice(
                sheet, slip, _ASSIGNMENT, copy, prose_rows(paper.assignment), is_signed=True
            )
    if paper.privacy:
        rows = prose_rows(paper.privacy)
        _draw_notice(sheet, slip, _PRIVACY, THEIRS, rows, is_signed=False)


def _draw_notice(
    sheet: Sheet, slip: SlipPaper, title: str, copy: str, rows: Sequence[Row], *, is_signed: bool
) -> None:
    sheet.next_page()
    top = _draw_head(sheet, slip, title, copy)
    rows = kept_together(rows, _LAST_KEPT) if is_signed else rows
    ask = f"Call {slip.supplier.phone}." if slip.supplier.phone else "Write to us."
    draw_pages(
        sheet,
        rows,
        top=top,
        later=_LATER_TOP,
        bottom=_BOTTOM,
        head=partial(draw_running_head, sheet, slip.supplier.name, f"{title} {slip.number}"),
        foot=f"Questions? {ask}",
        tail=_SIGN_HEIGHT if is_signed else 0,
        end=partial(_draw_signing, sheet) if is_signed else None,
    )


def _draw_head(sheet: Sheet, slip: SlipPaper, title: str, copy: str) -> float:
    draw_letterhead(sheet, slip.supplier)
    draw_heading(sheet, title, slip.number, has_bars=False)
    draw_copy_mark(sheet, slip.copy, title=title)
    y = baseline(_ABOUT_AT)
    sheet.text(LEFT, y, "Member", SMALL)
    sheet.text(column(7), y, "Day", SMALL)
    sheet.text_right(RIGHT, y, copy, SMALL)
    sheet.rule(LEFT, RIGHT, y + 5)
    sheet.text(LEFT, y + 1.6 * LINE, slip.member.name, STRONG)
    sheet.text(column(7), y + 1.6 * LINE, f"{slip.planned_on:%a} {slip.planned_on}", STRONG)
    beside = " · ".join(filter(None, (slip.member_no, slip.payer)))
    place = ", ".join(filter(None, slip.member.lines))
    for x, text in ((LEFT, place), (column(7), beside)):
        for number, line in enumerate(wrap(text, SMALL, column_end(6) - LEFT, most=2)):
            sheet.text(x, y + (2.6 + number) * LINE, line, SMALL)
    return y + 4.5 * LINE


def _rented_rows(items: Sequence[RentedItem]) -> list[Row]:
    """What is rented: how its months count, and the usual charge of one."""
    if not items:
        return []
    titles = ((LEFT, "Item"), (_MONTHS_X, "Rental months"), (_SERIAL_X, "Serial number"))
    marks = [Mark(x, LINE, title, SMALL) for x, title in titles]
    marks.append(Mark(RIGHT, LINE, "Usual charge a month", SMALL, right=True))
    height = LINE + _BELOW
    return [Row(height, tuple(marks), (Line(LEFT, RIGHT, height, RULE),)), *map(_rented, items)]


def _rented(item: RentedItem) -> Row:
    what = wrap(f"{item.hcpcs} {item.description}", TEXT, _MONTHS_X - LEFT - LINE, most=3)
    months = wrap(item.months, TEXT, _SERIAL_X - _MONTHS_X - LINE, most=3)
    serial = wrap(item.serial, STRONG, column_end(10.5) - _SERIAL_X)
    usual = money(item.usual_cents) if item.usual_cents is not None else "as agreed"
    marks = (
        *stacked(LEFT, _DROP, what, TEXT),
        *stacked(_MONTHS_X, _DROP, months, TEXT),
        *stacked(_SERIAL_X, _DROP, serial, STRONG),
        Mark(RIGHT, _DROP, usual, TEXT, right=True),
    )
    height = _DROP + (max(len(what), len(months), len(serial)) - 1) * LINE + _BELOW
    return Row(height, marks, (Line(LEFT, RIGHT, height),))


def _draw_signing(sheet: Sheet) -> None:
    """At the foot: who signs, what they are to the member, and the day."""
    y = _BOTTOM - _SIGN_HEIGHT + 3.5 * LINE
    field(sheet, LEFT, column_end(8), y, "Signature of the member, or of whoever signs for them")
    field(sheet, column(9), RIGHT, y, "Date")
    y += 3 * LINE
    field(sheet, LEFT, column_end(6), y, "Printed name, and what you are to the member")
    field(sheet, column(7), RIGHT, y, "For the supplier")
