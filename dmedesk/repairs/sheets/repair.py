"""The papers of a repair as PDF: order, estimate, work done with its signature, refusal, report.

The barcode is the repair's number, so that a scan of the signed paper finds it.
"""

from collections.abc import Sequence
from functools import partial

from dmedesk.kit.prose import Paragraph
from dmedesk.printing.footer import FOOTER_TOP
from dmedesk.printing.grid import LEFT, LINE, RIGHT, RULE, baseline, column, column_end
from dmedesk.printing.heading import draw_copy_mark, draw_heading, draw_running_head
from dmedesk.printing.letterhead import draw_letterhead
from dmedesk.printing.prose import prose_rows
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.table import Line, Mark, Row, stacked
from dmedesk.printing.typeface import SMALL, STRONG, TEXT
from dmedesk.printing.whole import draw_field, draw_pages, draw_whose, questions
from dmedesk.printing.wrapping import wrap
from dmedesk.rates.money import format_dollars
from dmedesk.repairs.rules.paper import TITLES, PaperLine, RepairPaper

_PLACE_AT = 8
_LATER_TOP = baseline(4)
_BOTTOM = FOOTER_TOP - LINE
_QTY_X, _TIME_X, _BEARS_X = column_end(7), column_end(8.5), column(9.5)
_DROP, _BELOW = 14.0, 5.0
_SIGNING = 9 * LINE
_SUM_WIDTH = 72.0


def repair_pdf(paper: RepairPaper) -> bytes:
    """The paper, the same bytes for the same values. ``Refused`` where the logo is no picture."""
    title = TITLES[paper.kind]
    sheet = Sheet(title=f"{title} {paper.number}", author=paper.supplier.name)
    top = _draw_head(sheet, paper)
    rows = _rows(paper)
    name = f"{title} {paper.number}"
    draw_pages(
        sheet,
        rows,
        top=top,
        later=_LATER_TOP,
        bottom=_BOTTOM,
        head=partial(draw_running_head, sheet, paper.supplier.name, name, barcode=paper.number),
        foot=questions(paper.supplier, paper.number),
        tail=_SIGNING if paper.signs else 0,
        end=partial(_draw_signing, sheet, paper.signs, _BOTTOM - _SIGNING) if paper.signs else None,
    )
    return sheet.finish()


def _draw_head(sheet: Sheet, paper: RepairPaper) -> float:
    """Letterhead, number, whose it is and what it is; answers where the text begins."""
    title = TITLES[paper.kind]
    draw_letterhead(sheet, paper.supplier)
    draw_heading(sheet, title, paper.number)
    draw_copy_mark(sheet, paper.copy, title=title)
    titles = ("For", "Equipment and repair", f"{paper.made_on}")
    whose, at = paper.member, baseline(_PLACE_AT)
    end = draw_whose(sheet, at, titles, whose.name, whose.lines, paper.facts, value_x=column(8))
    return end + LINE


def _rows(paper: RepairPaper) -> list[Row]:
    rows: list[Row] = []
    for heading, text in paper.said:
        paragraphs = [Paragraph(heading, is_heading=True)]
        paragraphs += [Paragraph(line) for line in text.splitlines() if line.strip()]
        rows += [*prose_rows(paragraphs), Row(LINE / 2, ())]
    if paper.lines is not None:
        rows += [_head_row(), *map(_line_row, paper.lines)]
        rows += _total_rows(paper)
    return rows


def _head_row() -> Row:
    marks = (
        Mark(LEFT, LINE, "Parts and labor", SMALL),
        Mark(_QTY_X, LINE, "Qty", SMALL, right=True),
        Mark(_TIME_X, LINE, "Minutes", SMALL, right=True),
        Mark(_BEARS_X, LINE, "Who bears it", SMALL),
        Mark(RIGHT, LINE, "Amount", SMALL, right=True),
    )
    return Row(LINE + _BELOW, marks, (Line(LEFT, RIGHT, LINE + _BELOW, RULE),))


def _line_row(line: PaperLine) -> Row:
    said = wrap(line.description, TEXT, column_end(6) - LEFT, most=4)
    amount = "–" if line.cents is None else format_dollars(line.cents)
    marks = (
        *stacked(LEFT, _DROP, said, TEXT),
        Mark(_QTY_X, _DROP, str(line.quantity), TEXT, right=True),
        Mark(_TIME_X, _DROP, "" if line.minutes is None else str(line.minutes), TEXT, right=True),
        Mark(_BEARS_X, _DROP, line.bears, TEXT),
        Mark(RIGHT, _DROP, amount, TEXT, right=True),
    )
    height = _DROP + (len(said) - 1) * LINE + _BELOW
    return Row(height, marks, (Line(LEFT, RIGHT, height),))


def _total_rows(paper: RepairPaper) -> Sequence[Row]:
    if paper.total_cents is None:
        return ()
    marks = (
        Mark(RIGHT - _SUM_WIDTH, _DROP, paper.sum_words, STRONG, right=True),
        Mark(RIGHT, _DROP, f"${format_dollars(paper.total_cents)}", STRONG, right=True),
    )
    return (Row(_DROP + _BELOW, marks),)


def _draw_signing(sheet: Sheet, sentence: str, y: float) -> None:
    """The signature block with its top at ``y``: who, what they are to the member, the day."""
    sheet.rule(LEFT, RIGHT, y, RULE)
    y += 1.5 * LINE
    sheet.text(LEFT, y, sentence, TEXT)
    y += 3.5 * LINE
    for from_x, to_x, label in (
        (LEFT, column_end(8), "Signature of the member or of whoever acts for them"),
        (column(9), RIGHT, "Date"),
    ):
        draw_field(sheet, from_x, to_x, y, label)
    y += 3 * LINE
    for from_x, to_x, label in (
        (LEFT, column_end(6), "Printed name"),
        (column(7), RIGHT, "What they are to the member"),
    ):
        draw_field(sheet, from_x, to_x, y, label)
