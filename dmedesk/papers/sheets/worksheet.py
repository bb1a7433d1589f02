"""The worksheet of individual consideration as PDF: the cost, every step, the result, the evidence.

The barcode is the worksheet's number.
"""

from collections.abc import Iterator
from functools import partial

from dmedesk.kit.prose import Paragraph
from dmedesk.papers.rules.worksheet_paper import WORKSHEET_TITLE, WorksheetPaper
from dmedesk.printing.figures import money
from dmedesk.printing.footer import FOOTER_TOP
from dmedesk.printing.grid import LEFT, LINE, RIGHT, RULE, baseline, column
from dmedesk.printing.heading import draw_heading, draw_running_head
from dmedesk.printing.letterhead import draw_letterhead
from dmedesk.printing.prose import prose_rows
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.table import Line, Mark, Row, stacked
from dmedesk.printing.typeface import SMALL, STRONG, TEXT
from dmedesk.printing.typeface import TITLE as LARGE
from dmedesk.printing.whole import draw_pages
from dmedesk.printing.wrapping import wrap

_TOP = baseline(8)
_LATER_TOP = baseline(4)
_BOTTOM = FOOTER_TOP - LINE
_DROP, _BELOW = 12.0, 2.5
_VALUE_X, _CLAUSE_X = column(3), column(7)


def worksheet_pdf(paper: WorksheetPaper) -> bytes:
    """The paper, the same bytes for the same values. ``Refused`` where the logo is no picture."""
    sheet = Sheet(title=f"{WORKSHEET_TITLE} {paper.number}", author=paper.supplier.name)
    draw_letterhead(sheet, paper.supplier)
    draw_heading(sheet, WORKSHEET_TITLE, paper.number)
    name = f"{WORKSHEET_TITLE} {paper.number}"
    draw_pages(
        sheet,
        list(_rows(paper)),
        top=_TOP,
        later=_LATER_TOP,
        bottom=_BOTTOM,
        head=partial(draw_running_head, sheet, paper.supplier.name, name, barcode=paper.number),
        foot=f"101 CMR 322.03(19), made on {paper.made_on}",
    )
    return sheet.finish()


def _rows(paper: WorksheetPaper) -> Iterator[Row]:
    yield Row(22, (Mark(LEFT, 16, paper.title, LARGE),))
    yield from (_pair(*one) for one in paper.facts)
    yield _head("What the vendor asks, for one unit", "")
    yield from (_pair(*one) for one in paper.costs)
    yield _head("How the amount comes about", "Clause", "Figure")
    for step in paper.steps:
        said = wrap(step.says, TEXT, _CLAUSE_X - LEFT - 8, most=6)
        clause = wrap(step.clause, SMALL, column(11) - _CLAUSE_X, most=3)
        marks = (
            *stacked(LEFT, _DROP, said, TEXT),
            *stacked(_CLAUSE_X, _DROP, clause, SMALL),
            Mark(RIGHT, _DROP, step.figure, TEXT, right=True),
        )
        yield Row(_DROP + (max(len(said), len(clause)) - 1) * LINE + _BELOW, marks)
    marks = (
        Mark(LEFT, _DROP, "What may be charged for one unit", STRONG),
        Mark(RIGHT, _DROP, money(paper.result_cents), STRONG, right=True),
    )
    yield Row(_DROP + LINE, marks, (Line(LEFT, RIGHT, 1, RULE),))
    yield from prose_rows([Paragraph(one) for one in paper.readings])
    yield _head("To lie with it", "Clause")
    for words, clause_of in paper.evidence:
        said = wrap(words, TEXT, _CLAUSE_X - LEFT - 8, most=6)
        marks = (
            *stacked(LEFT, _DROP, said, TEXT),
            Mark(_CLAUSE_X, _DROP, clause_of, SMALL),
        )
        yield Row(_DROP + (len(said) - 1) * LINE + _BELOW, marks)


def _head(title: str, clause: str, figure: str = "") -> Row:
    y = 2 * LINE
    marks = (
        Mark(LEFT, y, title, STRONG),
        *((Mark(_CLAUSE_X, y, clause, SMALL),) if clause else ()),
        *((Mark(RIGHT, y, figure, SMALL, right=True),) if figure else ()),
    )
    return Row(y + 5, marks, (Line(LEFT, RIGHT, y + 5, RULE),))


def _pair(name: str, value: str) -> Row:
    said = wrap(value, TEXT, RIGHT - _VALUE_X, most=4)
    marks = (Mark(LEFT, _DROP, name, SMALL), *stacked(_VALUE_X, _DROP, said, TEXT))
    return Row(_DROP + (len(said) - 1) * LINE + _BELOW, marks)
