"""A member's letter about a recall: large enough to read, what to do first, a receipt to sign.

12 points, or 18 in large print; the address stands in the window of an envelope.
"""

from collections.abc import Iterator
from functools import partial

from dmedesk.kit.postal import Address
from dmedesk.kit.prose import Paragraph
from dmedesk.printing.addresses import Addressee, draw_addresses
from dmedesk.printing.footer import FOOTER_TOP
from dmedesk.printing.grid import LEFT, LINE, RIGHT, baseline, column, column_end
from dmedesk.printing.heading import draw_heading, draw_running_head
from dmedesk.printing.letterhead import draw_letterhead
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.table import Mark, Row
from dmedesk.printing.typeface import SMALL, Style
from dmedesk.printing.whole import draw_pages
from dmedesk.printing.wrapping import wrap
from dmedesk.recalls.rules.letters import LetterPaper, day_in_words, letter_text

TITLE = "Safety recall"
_SIZE, _LARGE_SIZE = 12.0, 18.0
_LEADING = 1.35
_BOTTOM = FOOTER_TOP - LINE
_LATER_TOP = baseline(3)
_RECEIPT = 5.5 * LINE
_MOST = 60


def letter_pdf(paper: LetterPaper) -> bytes:
    """The letter, the same bytes for the same values. Raises as the letterhead does."""
    sheet = Sheet(title=f"{TITLE} {paper.number}", author=paper.supplier.name)
    draw_letterhead(sheet, paper.supplier)
    draw_heading(sheet, TITLE, paper.number)
    about = Addressee("About", Address(f"Recall {paper.recall_no}", (paper.firm,)))
    top = draw_addresses(sheet, Addressee("To", paper.member), about)
    top = max(top, baseline(15)) + 2 * LINE
    sheet.text(LEFT, top, day_in_words(paper.written_on), SMALL)
    top += LINE / 2
    ask = f"Call {paper.supplier.phone}." if paper.supplier.phone else "Write to us."
    draw_pages(
        sheet,
        list(_rows(paper)),
        top=top,
        later=_LATER_TOP,
        bottom=_BOTTOM,
        head=partial(draw_running_head, sheet, paper.supplier.name, f"{TITLE} {paper.number}"),
        foot=f"Questions? {ask} The maker's notice follows.",
        tail=_RECEIPT,
        end=partial(_draw_receipt, sheet),
    )
    return sheet.finish()


def _rows(paper: LetterPaper) -> Iterator[Row]:
    size = _LARGE_SIZE if paper.is_large else _SIZE
    step = size * _LEADING
    heading: Paragraph | None = None
    for said in letter_text(paper):
        if said.is_heading:
            heading = said
            continue
        marks: list[Mark] = []
        drop = step * 0.35
        if heading is not None:
            drop += step * 1.2
            marks.append(Mark(LEFT, drop, heading.text, Style(size, bold=True)))
            heading = None
        lines = wrap(said.text, Style(size), RIGHT - LEFT, most=_MOST)
        for line in lines[:2]:
            drop += step
            marks.append(Mark(LEFT, drop, line, Style(size)))
        yield Row(drop, tuple(marks))
        for line in lines[2:]:
            yield Row(step, (Mark(LEFT, step, line, Style(size)),))


def _draw_receipt(sheet: Sheet) -> None:
    """At the foot, to be torn off: that the member got the letter and the notice."""
    y = _BOTTOM - _RECEIPT + LINE
    sheet.dashes(LEFT, RIGHT, y)
    sheet.text(LEFT, y + 1.4 * LINE, "I got this letter and a copy of the notice.", SMALL)
    for from_x, to_x, words in (
        (LEFT, column_end(8), "Signature of the member, or of whoever signs for them"),
        (column(9), RIGHT, "Date"),
    ):
        sheet.rule(from_x, to_x, y + 3.6 * LINE)
        sheet.text(from_x, y + 4.5 * LINE, words, SMALL)
