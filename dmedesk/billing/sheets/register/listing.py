"""The register's list: an invoice as a head in 10.5 points, its months below it in 8.5."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dmedesk.billing.rules.register import RegisterInvoice, RegisterLine
from dmedesk.kit.calendar import last_day
from dmedesk.printing.figures import money
from dmedesk.printing.grid import HAIRLINE, LEFT, LINE, RIGHT, RULE, column, column_end
from dmedesk.printing.table import Line, Mark, Row, stacked
from dmedesk.printing.typeface import SMALL, STRONG, TEXT
from dmedesk.printing.wrapping import wrap

NUMBER_WIDTH = column_end(2.5) - LEFT
INNER_X = column(3.5)
MEMBER_WIDTH = column_end(8) - INNER_X
CODE_X = column(6)
CODE_WIDTH = column_end(8) - CODE_X
MONTH_X = column(9)
PAYER_WIDTH = column_end(10.5) - MONTH_X
CHARGE_RIGHT = column_end(10.5)
UNDER_WIDTH = CHARGE_RIGHT - INNER_X

_HEAD_DROP = 16.0
_LINE_DROP = 12.0
_BELOW_LINE = 4.0
_BELOW_INVOICE = 5.0
_SUM_DROP = 15.0
_BELOW_SUM = 7.0


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the list, what it adds to the sum, and the invoice that it continues, if any."""

    row: Row
    cents: int
    continues: str = ""


def head_row() -> Row:
    """The three-line head, repeated on every page, with a rule below it."""
    marks = (
        Mark(LEFT, LINE, "Invoice", SMALL),
        Mark(INNER_X, LINE, "Member", SMALL),
        Mark(MONTH_X, LINE, "Payer", SMALL),
        Mark(RIGHT, LINE, "Total", SMALL, right=True),
        Mark(LEFT, 2 * LINE, "rental", SMALL),
        Mark(INNER_X, 2 * LINE, "service period", SMALL),
        Mark(CODE_X, 2 * LINE, "HCPCS, modifiers", SMALL),
        Mark(MONTH_X, 2 * LINE, "month", SMALL),
        Mark(CHARGE_RIGHT, 2 * LINE, "usual charge", SMALL, right=True),
        Mark(RIGHT, 2 * LINE, "amount", SMALL, right=True),
        Mark(INNER_X, 3 * LINE, "serial, basis, clause", SMALL),
    )
    drop = 3 * LINE + 6
    return Row(drop, marks, (Line(LEFT, RIGHT, drop, RULE),))


def listed(invoice: RegisterInvoice) -> Iterator[Listed]:
    """The invoice's rows: its head stays with its first line, and a hairline ends it."""
    last = len(invoice.lines) - 1
    for number, line in enumerate(invoice.lines):
        row = _line_row(line)
        if number == 0:
            row = _under(_head_of(invoice), row)
        if number == last:
            height = row.height + _BELOW_INVOICE
            row = replace(row, height=height, lines=(Line(LEFT, RIGHT, height, HAIRLINE),))
        yield Listed(row, line.amount_cents, invoice.invoice_no if number else "")


def _head_of(invoice: RegisterInvoice) -> Row:
    member = wrap(f"{invoice.member_no}  {invoice.member}", TEXT, MEMBER_WIDTH, most=2)
    marks = (
        *stacked(LEFT, _HEAD_DROP, wrap(invoice.invoice_no, STRONG, NUMBER_WIDTH), STRONG),
        *stacked(INNER_X, _HEAD_DROP, member, TEXT),
        *stacked(MONTH_X, _HEAD_DROP, wrap(invoice.payer_code, TEXT, PAYER_WIDTH, most=1), TEXT),
        Mark(RIGHT, _HEAD_DROP, money(invoice.total_cents), STRONG, right=True),
    )
    return Row(_HEAD_DROP + (_count(marks) - 1) * LINE + _BELOW_LINE, marks)


def _line_row(line: RegisterLine) -> Row:
    period = f"{line.from_on.isoformat()} – {last_day(line.until_on).isoformat()}"
    number = line.rental_no or line.charge_no
    if line.charge_no:
        period = line.from_on.isoformat()
    code = wrap(" ".join((line.hcpcs, *line.modifiers)), SMALL, CODE_WIDTH)
    charged = "" if line.usual_charge_cents is None else money(line.usual_charge_cents)
    first = (
        *stacked(LEFT, _LINE_DROP, wrap(number, SMALL, NUMBER_WIDTH), SMALL),
        Mark(INNER_X, _LINE_DROP, period, SMALL),
        *stacked(CODE_X, _LINE_DROP, code, SMALL),
        Mark(MONTH_X, _LINE_DROP, _counted(line), SMALL),
        Mark(CHARGE_RIGHT, _LINE_DROP, charged, SMALL, right=True),
        Mark(RIGHT, _LINE_DROP, money(line.amount_cents), SMALL, right=True),
    )
    reasons = (line.serial, line.basis.replace("_", " "), *line.citations)
    under = " · ".join(part for part in reasons if part)
    below = _LINE_DROP + len(code) * LINE
    marks = (*first, *stacked(INNER_X, below, wrap(under, SMALL, UNDER_WIDTH), SMALL))
    return Row(max(mark.drop for mark in marks) + _BELOW_LINE, marks)


def _counted(line: RegisterLine) -> str:
    """The month, ``4 of 13``; of a charge how many units."""
    if line.rental_month is None:
        return f"× {line.units}"
    cap = line.last_month
    return str(line.rental_month) if cap is None else f"{line.rental_month} of {cap}"


def _count(marks: tuple[Mark, ...]) -> int:
    """How many lines of text stand under each other."""
    return len({mark.drop for mark in marks})


def _under(head: Row, row: Row) -> Row:
    lowered = tuple(replace(mark, drop=mark.drop + head.height) for mark in row.marks)
    return Row(head.height + row.height, (*head.marks, *lowered))


def carried_row(cents: int) -> Row:
    """The sum so far, below the last row of a page that is not the last."""
    return _sum_row("Carried forward", cents)


def brought_row(cents: int, continues: str) -> Row:
    """The same sum at the top of the next page, and which invoice goes on there, if one does."""
    row = _sum_row("Brought forward", cents)
    goes_on = f"{continues}, continued" if continues else ""
    named = stacked(LEFT, _SUM_DROP, wrap(goes_on, SMALL, MEMBER_WIDTH, most=1), SMALL)
    return replace(row, marks=(*named, *row.marks), lines=(Line(LEFT, RIGHT, row.height),))


def _sum_row(label: str, cents: int) -> Row:
    marks = (
        Mark(MONTH_X, _SUM_DROP, label, SMALL),
        Mark(RIGHT, _SUM_DROP, money(cents), TEXT, right=True),
    )
    return Row(_SUM_DROP + _BELOW_SUM, marks)


def total_row(cents: int) -> Row:
    """The sum of all invoices."""
    marks = (
        Mark(MONTH_X, _SUM_DROP + 2, "Total", STRONG),
        Mark(RIGHT, _SUM_DROP + 2, money(cents), STRONG, right=True),
    )
    return Row(_SUM_DROP + 2 + _BELOW_SUM, marks, (Line(MONTH_X, RIGHT, 0, RULE),))
