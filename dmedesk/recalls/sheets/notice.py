"""A notice that came as text or as a picture, on pages of its own: the copy behind a letter."""

from dmedesk.kit.prose import Paragraph
from dmedesk.printing.footer import FOOTER_TOP, draw_footer
from dmedesk.printing.grid import LEFT, LINE, RIGHT, TOP, baseline
from dmedesk.printing.prose import prose_rows
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.table import draw_row, pages_of
from dmedesk.printing.typeface import SMALL, STRONG

_TOP = baseline(4)
_BOTTOM = FOOTER_TOP - LINE


def notice_pdf(title: str, text: str, *, received: str) -> bytes:
    """A notice's text as PDF. ``received`` says when it came, and its digest."""
    sheet = Sheet(title=title, author=title)
    rows = prose_rows([Paragraph(line) for line in text.splitlines() if line.strip()])
    pages = pages_of(
        [row.height for row in rows], first=_BOTTOM - _TOP, later=_BOTTOM - _TOP, carry=0, tail=0
    )
    for number, page in enumerate(pages, start=1):
        if number > 1:
            sheet.next_page()
        sheet.text(LEFT, baseline(1), f"Copy of the notice: {title}", STRONG)
        sheet.rule(LEFT, RIGHT, baseline(2))
        y = _TOP
        for row in rows[page.start : page.stop]:
            y = draw_row(sheet, row, y)
        draw_footer(sheet, received, number, len(pages))
    return sheet.finish()


def picture_pdf(title: str, picture: bytes, *, received: str) -> bytes:
    """A notice that came as a picture. Raises ``Refused`` where the bytes are none."""
    sheet = Sheet(title=title, author=title)
    sheet.text(LEFT, baseline(1), f"Copy of the notice: {title}", STRONG)
    sheet.picture(LEFT, TOP + 2 * LINE, picture, RIGHT - LEFT, _BOTTOM - TOP - 3 * LINE)
    sheet.text(LEFT, _BOTTOM, "", SMALL)
    draw_footer(sheet, received, 1, 1)
    return sheet.finish()
