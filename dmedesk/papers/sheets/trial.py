"""The record of a trial as PDF: criteria, what shows each, by whom, and where it is asked."""

from collections.abc import Sequence
from functools import partial

from dmedesk.papers.rules.trial_paper import TITLES, ShownItem, TrialPaper
from dmedesk.printing.footer import FOOTER_TOP
from dmedesk.printing.grid import LEFT, LINE, RIGHT, RULE, baseline, column, column_end
from dmedesk.printing.heading import draw_heading, draw_running_head
from dmedesk.printing.letterhead import draw_letterhead
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.table import Line, Mark, Row, stacked
from dmedesk.printing.typeface import SMALL, STRONG, TEXT
from dmedesk.printing.whole import draw_pages, draw_whose
from dmedesk.printing.wrapping import wrap

_PLACE_AT = 8
_LATER_TOP = baseline(4)
_BOTTOM = FOOTER_TOP - LINE
_TEXT_X, _SHOWN_X, _EVIDENCE_X, _CLAUSE_X = LEFT + 26, column(6), column(8.25), column(11.25)
_DROP, _BELOW = 14.0, 5.0


def trial_pdf(paper: TrialPaper) -> bytes:
    """The record, the same bytes for the same values. ``Refused`` where the logo is no picture."""
    title = TITLES[paper.stage]
    sheet = Sheet(title=f"{title} {paper.number}", author=paper.supplier.name)
    top = _draw_head(sheet, paper)
    rows = [_head_row(), *map(_row, paper.items), _source_row(paper)]
    name = f"{title} {paper.number}"
    draw_pages(
        sheet,
        rows,
        top=top,
        later=_LATER_TOP,
        bottom=_BOTTOM,
        head=partial(draw_running_head, sheet, paper.supplier.name, name, barcode=paper.number),
        foot=_questions(paper),
    )
    return sheet.finish()


def _draw_head(sheet: Sheet, paper: TrialPaper) -> float:
    """Letterhead, number, whose it is and of what; answers where the table begins."""
    draw_letterhead(sheet, paper.supplier)
    draw_heading(sheet, TITLES[paper.stage], paper.number)
    titles = ("Member", "Equipment and authorization", f"{paper.made_on}")
    whose, at = paper.member, baseline(_PLACE_AT)
    end = draw_whose(sheet, at, titles, whose.name, whose.lines, paper.facts, value_x=column(7.5))
    return end + LINE


def _head_row() -> Row:
    titles = (
        (LEFT, "Criterion, and what is asked"),
        (_SHOWN_X, "Shown"),
        (_EVIDENCE_X, "By what, and by whom"),
        (_CLAUSE_X, "Clause"),
    )
    marks = tuple(Mark(x, LINE, title, SMALL) for x, title in titles)
    return Row(LINE + _BELOW, marks, (Line(LEFT, RIGHT, LINE + _BELOW, RULE),))


def _row(item: ShownItem) -> Row:
    """A part stands below its criterion, indented; the hairline belongs to whole criteria."""
    style = TEXT if item.is_part else STRONG
    text = wrap(item.text, style, column_end(5) - _TEXT_X, most=3)
    shown = wrap(item.shown, TEXT, column_end(7.5) - _SHOWN_X, most=2) if item.shown else ()
    evidence = wrap(item.evidence, TEXT, column_end(10) - _EVIDENCE_X, most=4)
    marks: list[Mark] = [
        Mark(LEFT + (8 if item.is_part else 0), _DROP, item.label, style),
        *stacked(_TEXT_X, _DROP, text, style),
        Mark(_TEXT_X, _DROP + len(text) * LINE, item.asked, SMALL),
        *stacked(_SHOWN_X, _DROP, shown, TEXT),
        Mark(_SHOWN_X, _DROP + len(shown) * LINE, item.verdict, SMALL if item.shown else TEXT),
        *stacked(_EVIDENCE_X, _DROP, evidence, TEXT),
        Mark(_EVIDENCE_X, _DROP + len(evidence) * LINE, item.by, SMALL),
        Mark(_CLAUSE_X, _DROP, item.clause, SMALL),
    ]
    lines = 1 + max(len(text), len(shown), len(evidence))
    height = _DROP + (lines - 1) * LINE + _BELOW
    return Row(height, tuple(marks), (Line(LEFT, RIGHT, height),))


def _source_row(paper: TrialPaper) -> Row:
    said = wrap(f"Asked by: {paper.citation}", SMALL, RIGHT - LEFT, most=3)
    return Row(_DROP + len(said) * LINE, tuple(stacked(LEFT, _DROP + LINE, said, SMALL)))


def _questions(paper: TrialPaper) -> str:
    phone: Sequence[str] = (paper.supplier.phone,) if paper.supplier.phone else ()
    return paper.supplier.questions or " ".join(("Questions?", paper.supplier.name, *phone))
