"""The pages "How each amount was computed": three columns like a tax form: step, figure, clause."""

from collections.abc import Iterator, Sequence

from dmedesk.billing.sheets.columns import month_of
from dmedesk.billing.sheets.paper import InvoicePaper, InvoicePaperLine, Step
from dmedesk.printing.figures import money
from dmedesk.printing.grid import LEFT, LINE, RIGHT, RULE, baseline, column, column_end
from dmedesk.printing.table import Line, Mark, Row, stacked
from dmedesk.printing.typeface import SMALL, STRONG, TEXT
from dmedesk.printing.wrapping import wrap

STEP_X = column(1.5)
STEP_WIDTH = column_end(7.5) - STEP_X
FIGURE_RIGHT = column_end(9)
CLAUSE_X = column(10)
CLAUSE_WIDTH = RIGHT - CLAUSE_X

TITLE = "How each amount was computed"
TABLE_TOP = baseline(3)

_BELOW_STEP = 3.0
_BELOW_GROUP = 18.0


def head_row() -> Row:
    """The head of the three columns, with a rule below it."""
    marks = (
        Mark(LEFT, LINE, "Line", SMALL),
        Mark(STEP_X, LINE, "Step", SMALL),
        Mark(FIGURE_RIGHT, LINE, "Figure", SMALL, right=True),
        Mark(CLAUSE_X, LINE, "Clause", SMALL),
    )
    drop = LINE + 6
    return Row(drop, marks, (Line(LEFT, RIGHT, drop, RULE),))


def blocks(paper: InvoicePaper, room: float) -> list[Row]:
    """Each line's derivation as one row, or as several where it is taller than ``room`` points."""
    return [
        block
        for number, line in enumerate(paper.lines, start=1)
        for block in _blocks_of(number, line, room)
    ]


def _blocks_of(number: int, line: InvoicePaperLine, room: float) -> Iterator[Row]:
    rows = [*(_step_row(step) for step in line.steps), *_reading_rows(line), _amount_row(line)]
    started: list[Row] = [_line_head(number, line)]
    for row in rows:
        if len(started) > 1 and _height([*started, row]) + _BELOW_GROUP > room:
            yield _joined(started)
            started = [_line_head(number, line, " (continued)")]
        started.append(row)
    yield _joined(started)


def _line_head(number: int, line: InvoicePaperLine, remark: str = "") -> Row:
    code = " ".join((line.hcpcs, *line.modifiers))
    counted = month_of(line) if line.charge else f"month {month_of(line)}"
    marks = (
        Mark(LEFT, 17, str(number), STRONG),
        Mark(STEP_X, 17, f"{code}{remark}", STRONG),
        Mark(column(4), 17, f"{line.period}, {counted}", TEXT),
    )
    return Row(17 + 6, marks)


def _step_row(step: Step) -> Row:
    says, figure, clause = step
    words = wrap(says, TEXT, STEP_WIDTH)
    clauses = wrap(clause, SMALL, CLAUSE_WIDTH)
    last = max(len(words), 1) * LINE
    marks = (
        *stacked(STEP_X, LINE, words, TEXT),
        *((Mark(FIGURE_RIGHT, last, figure, TEXT, right=True),) if figure else ()),
        *stacked(CLAUSE_X, last, clauses, SMALL),
    )
    return Row(last + max(len(clauses) - 1, 0) * LINE + _BELOW_STEP, marks)


def _reading_rows(line: InvoicePaperLine) -> Iterator[Row]:
    for reading in line.readings:
        words = wrap(f"Reading: {reading}", SMALL, STEP_WIDTH)
        yield Row(len(words) * LINE + _BELOW_STEP, stacked(STEP_X, LINE, words, SMALL))


def _amount_row(line: InvoicePaperLine) -> Row:
    marks = (
        Mark(STEP_X, LINE + 6, "Amount", STRONG),
        Mark(FIGURE_RIGHT, LINE + 6, money(line.amount_cents), STRONG, right=True),
    )
    return Row(LINE + 6, marks, (Line(column(8), FIGURE_RIGHT, 3),))


def _joined(rows: Sequence[Row]) -> Row:
    """Rows under each other as one row that stays together."""
    marks: list[Mark] = []
    lines: list[Line] = []
    top = 0.0
    for row in rows:
        marks.extend(Mark(m.x, m.drop + top, m.text, m.style, m.right) for m in row.marks)
        lines.extend(Line(r.from_x, r.to_x, r.drop + top, r.weight) for r in row.lines)
        top += row.height
    return Row(top + _BELOW_GROUP, tuple(marks), tuple(lines))


def _height(rows: Sequence[Row]) -> float:
    return sum(row.height for row in rows)
