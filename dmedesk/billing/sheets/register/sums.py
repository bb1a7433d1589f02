"""The register's first table: what each payer comes to, and what credits took back."""

from dmedesk.billing.rules.register import PayerTotal, Register, payer_totals
from dmedesk.printing.figures import money
from dmedesk.printing.grid import LEFT, LINE, RIGHT, RULE, column, column_end
from dmedesk.printing.table import Line, Mark, Row, stacked
from dmedesk.printing.typeface import SMALL, STRONG, TEXT, Style
from dmedesk.printing.wrapping import wrap

CODE_WIDTH = column_end(2.5) - LEFT
NAME_X = column(3.5)
NAME_WIDTH = column_end(7.5) - NAME_X
INVOICES_RIGHT = column_end(9)
LINES_RIGHT = column_end(10)

_DROP = 15.0
_BELOW = 3.0
_RULE_DROP = 6.0


def head_row() -> Row:
    """The head of the table, repeated on every page, with a rule below it."""
    marks = (
        Mark(LEFT, LINE, "Payer", SMALL),
        Mark(INVOICES_RIGHT, LINE, "Invoices", SMALL, right=True),
        Mark(LINES_RIGHT, LINE, "Lines", SMALL, right=True),
        Mark(RIGHT, LINE, "Total", SMALL, right=True),
    )
    drop = LINE + 6
    return Row(drop, marks, (Line(LEFT, RIGHT, drop, RULE),))


def sum_rows(register: Register) -> list[Row]:
    """A row a payer, their total, and what was taken back besides."""
    totals = payer_totals(register)
    whole = PayerTotal(
        "Total",
        "",
        sum(payer.invoices for payer in totals),
        sum(payer.lines for payer in totals),
        register.total_cents,
    )
    rows = [_row(payer, _DROP, TEXT) for payer in totals]
    total = _row(whole, _DROP + 4, STRONG)
    rows.append(Row(total.height, total.marks, (Line(LEFT, RIGHT, _RULE_DROP, RULE),)))
    if register.credits:
        rows.append(_taken_back(register))
    return rows


def _row(payer: PayerTotal, drop: float, style: Style) -> Row:
    marks = (
        *stacked(LEFT, drop, wrap(payer.payer_code, style, CODE_WIDTH), style),
        *stacked(NAME_X, drop, wrap(payer.payer, style, NAME_WIDTH, most=2), style),
        Mark(INVOICES_RIGHT, drop, f"{payer.invoices:,}", style, right=True),
        Mark(LINES_RIGHT, drop, f"{payer.lines:,}", style, right=True),
        Mark(RIGHT, drop, money(payer.total_cents), style, right=True),
    )
    return Row(max(mark.drop for mark in marks) + _BELOW, marks)


def _taken_back(register: Register) -> Row:
    drop = _DROP + LINE
    marks = (
        Mark(LEFT, drop, "Taken back by credit, not counted above", SMALL),
        Mark(INVOICES_RIGHT, drop, f"{len(register.credits):,}", SMALL, right=True),
        Mark(RIGHT, drop, money(register.credited_cents), SMALL, right=True),
    )
    return Row(drop + _BELOW, marks)
