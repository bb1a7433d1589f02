"""The closure and effectiveness report of a recall: what was meant, told, done, and in time."""

from collections.abc import Sequence
from functools import partial

from dmedesk.printing.figures import money
from dmedesk.printing.footer import FOOTER_TOP
from dmedesk.printing.grid import LEFT, LINE, RIGHT, RULE, baseline, column, column_end
from dmedesk.printing.heading import draw_heading, draw_running_head
from dmedesk.printing.letterhead import draw_letterhead
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.table import Line, Mark, Row, stacked
from dmedesk.printing.typeface import SMALL, STRONG, TEXT, Style
from dmedesk.printing.whole import draw_pages
from dmedesk.printing.wrapping import wrap
from dmedesk.recalls.rules.letters import ReportPaper

TITLE = "Recall report"
_BOTTOM = FOOTER_TOP - LINE
_TOP, _LATER_TOP = baseline(9), baseline(3)
_DROP, _BELOW = 11.0, 4.0
_GAP = 8.0
_UNIT_COLUMNS = (
    ("Serial", LEFT, column_end(2)),
    ("Item", column(3), column_end(5)),
    ("Stands", column(6), column(7.2) - _GAP),
    ("With", column(7.2), column(9.2) - _GAP),
    ("What was done", column(9.2), RIGHT),
)
_LETTER_COLUMNS = (
    ("Letter", LEFT, column_end(2)),
    ("Member", column(3), column_end(5)),
    ("Tries", column(6), column_end(6)),
    ("Given", column(7), column(9.2) - _GAP),
    ("Proof", column(9.2), RIGHT),
)

_Cells = Sequence[tuple[str, float, float]]


def report_pdf(paper: ReportPaper) -> bytes:
    """The report, the same bytes for the same values."""
    sheet = Sheet(title=f"{TITLE} {paper.number}", author=paper.supplier.name)
    draw_letterhead(sheet, paper.supplier)
    draw_heading(sheet, TITLE, paper.number)
    state = "Closed" if paper.is_closed else "Open: not everything is done yet"
    draw_pages(
        sheet,
        _rows(paper),
        top=_TOP,
        later=_LATER_TOP,
        bottom=_BOTTOM,
        head=partial(draw_running_head, sheet, paper.supplier.name, f"{TITLE} {paper.number}"),
        foot=f"{state}. Printed on {paper.printed_on}.",
    )
    return sheet.finish()


def _rows(paper: ReportPaper) -> list[Row]:
    rows = [_line(((paper.title, LEFT, RIGHT),), STRONG, most=3)]
    rows += [_pair(name, text) for name, text in paper.facts]
    rows += [_section("How well it worked"), *(_pair(*one) for one in paper.measures)]
    rows += [_section("Units"), _head(_UNIT_COLUMNS)]
    for unit in paper.units:
        cost = f"cost {money(unit.cost_cents)}" if unit.cost_cents else ""
        done = ", ".join(filter(None, (unit.remedy, unit.done, cost)))
        texts = (unit.serial, unit.product, unit.stand, unit.holder, done)
        rows.append(_cells(texts, _UNIT_COLUMNS))
    rows += [_section("Letters"), _head(_LETTER_COLUMNS)]
    for letter in paper.letters:
        texts = (
            letter.number,
            letter.member,
            f"{letter.attempts:,}",
            letter.given,
            letter.proof,
        )
        rows.append(_cells(texts, _LETTER_COLUMNS))
    rows.append(_section("What happened"))
    return rows + [_line(((step, LEFT, RIGHT),), TEXT, most=6) for step in paper.steps]


def _section(title: str) -> Row:
    return Row(2.6 * LINE, (Mark(LEFT, 2 * LINE, title, STRONG),))


def _pair(name: str, text: str) -> Row:
    lines = wrap(text, TEXT, RIGHT - column(5), most=4) or ("",)
    marks = (Mark(LEFT, _DROP, name, SMALL), *stacked(column(5), _DROP, lines, TEXT))
    return Row(_DROP + (len(lines) - 1) * LINE + _BELOW, marks)


def _head(columns: _Cells) -> Row:
    marks = tuple(Mark(x, _DROP, title, SMALL) for title, x, _end in columns)
    return Row(_DROP + _BELOW, marks, (Line(LEFT, RIGHT, _DROP + _BELOW, RULE),))


def _cells(texts: Sequence[str], columns: _Cells) -> Row:
    places = [(text, x, end) for text, (_title, x, end) in zip(texts, columns, strict=True)]
    row = _line(places, SMALL, most=6)
    return Row(row.height, row.marks, (Line(LEFT, RIGHT, row.height),))


def _line(places: Sequence[tuple[str, float, float]], style: Style, *, most: int) -> Row:
    wrapped = [(x, wrap(text, style, end - x, most=most)) for text, x, end in places]
    marks = [mark for x, lines in wrapped for mark in stacked(x, _DROP, lines, style)]
    tallest = max((len(lines) for _x, lines in wrapped), default=1)
    return Row(_DROP + (max(tallest, 1) - 1) * LINE + _BELOW, tuple(marks))
