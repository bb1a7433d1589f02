"""The deposit slip of a batch: every check with its number, whose it is, and the total."""

from dmedesk.billing.rules.deposits import DepositLine, DepositSlip
from dmedesk.printing.figures import money
from dmedesk.printing.footer import FOOTER_TOP, draw_footer
from dmedesk.printing.grid import LEFT, LINE, RIGHT, RULE, baseline, column, column_end
from dmedesk.printing.heading import draw_running_head
from dmedesk.printing.letterhead import draw_letterhead
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.table import Line, Mark, Row, draw_row, pages_of
from dmedesk.printing.typeface import SMALL, STRONG, TEXT, TITLE
from dmedesk.printing.wrapping import wrap

_TITLE = "Deposit slip"
_NUMBER_X, _KIND_X, _FROM_X = column(1.6), column(5), column(7)
_GAP = 6.0
_DROP, _BELOW = 14.0, 5.0
_HEAD_AT, _TOP_AT = 8, 11
_BOTTOM = FOOTER_TOP - LINE
_LATER_TOP = baseline(2.5)


def deposit_pdf(slip: DepositSlip) -> bytes:
    """The slip as PDF, the same bytes for the same values."""
    name = f"Batch {slip.batch_no}, {slip.deposited_on}"
    sheet = Sheet(title=f"{_TITLE}, {name}", author=slip.supplier.name)
    head = _head_row()
    rows = [_row(place, line) for place, line in enumerate(slip.lines, start=1)]
    total = _total(slip)
    top = baseline(_TOP_AT)
    pages = pages_of(
        [row.height for row in rows],
        first=_BOTTOM - top - head.height,
        later=_BOTTOM - _LATER_TOP - head.height,
        carry=0,
        tail=total.height,
    )
    for number, page in enumerate(pages, start=1):
        y = _begin_page(sheet, slip, number)
        y = draw_row(sheet, head, y)
        for at in page:
            y = draw_row(sheet, rows[at], y)
        if number == len(pages):
            draw_row(sheet, total, y)
        draw_footer(sheet, f"{_TITLE}, {name}", number, len(pages))
    return sheet.finish()


def _begin_page(sheet: Sheet, slip: DepositSlip, number: int) -> float:
    if number > 1:
        sheet.next_page()
        draw_running_head(sheet, slip.supplier.name, f"{_TITLE}, batch {slip.batch_no}")
        return _LATER_TOP
    draw_letterhead(sheet, slip.supplier)
    sheet.text(column(9), baseline(1), _TITLE, TITLE)
    y = baseline(_HEAD_AT)
    for x, label, value in (
        (LEFT, "Batch", str(slip.batch_no)),
        (_KIND_X, "Day", f"{slip.deposited_on:%a} {slip.deposited_on}"),
        (column(8.5), "Papers", str(len(slip.lines))),
        (column(10.5), "Total", money(slip.total_cents)),
    ):
        sheet.text(x, y, label, SMALL)
        sheet.text(x, y + 1.6 * LINE, value, STRONG)
    sheet.rule(LEFT, RIGHT, y + 2.2 * LINE)
    return baseline(_TOP_AT)


def _head_row() -> Row:
    titles = ((LEFT, "Line"), (_NUMBER_X, "Number"), (_KIND_X, "Kind"), (_FROM_X, "From"))
    marks = [Mark(x, LINE, title, SMALL) for x, title in titles]
    marks.append(Mark(RIGHT, LINE, "Amount", SMALL, right=True))
    return Row(LINE + 5, tuple(marks), (Line(LEFT, RIGHT, LINE + 5, RULE),))


def _row(place: int, line: DepositLine) -> Row:
    number = wrap(line.reference or "–", TEXT, _KIND_X - _NUMBER_X - _GAP, most=1)[0]
    account = wrap(line.account, TEXT, column_end(10) - _FROM_X, most=1)[0]
    height = _DROP + _BELOW
    marks = (
        Mark(LEFT, _DROP, str(place), TEXT),
        Mark(_NUMBER_X, _DROP, number, TEXT),
        Mark(_KIND_X, _DROP, line.kind, TEXT),
        Mark(_FROM_X, _DROP, account, TEXT),
        Mark(RIGHT, _DROP, money(line.cents), TEXT, right=True),
    )
    return Row(height, marks, (Line(LEFT, RIGHT, height),))


def _total(slip: DepositSlip) -> Row:
    """How many papers of each kind there are, then the total below a rule."""
    marks, lines, drop = [], [], _DROP + _BELOW
    for kind, count, cents in slip.sums():
        marks.append(Mark(_KIND_X, drop, kind, TEXT))
        marks.append(Mark(_FROM_X, drop, str(count), TEXT))
        marks.append(Mark(RIGHT, drop, money(cents), TEXT, right=True))
        drop += LINE + 2
    lines.append(Line(_KIND_X, RIGHT, drop - LINE + _BELOW, RULE))
    drop += _BELOW
    marks.append(Mark(_KIND_X, drop, "Total", STRONG))
    marks.append(Mark(_FROM_X, drop, str(len(slip.lines)), STRONG))
    marks.append(Mark(RIGHT, drop, money(slip.total_cents), STRONG, right=True))
    return Row(drop + _BELOW, tuple(marks), tuple(lines))
