"""The invoice's table: where its columns stand, and one rental month as a row of it.

A row has two tones on one baseline grid: what and how much in 10.5 points, and below it in 8.5
what identifies and justifies it. The amount stands at the right edge with its clause under it.
"""

from dataclasses import replace

from dmedesk.billing.sheets.paper import InvoicePaperLine
from dmedesk.kit.calendar import last_day
from dmedesk.printing.figures import money
from dmedesk.printing.grid import LEFT, LINE, RIGHT, RULE, column, column_end
from dmedesk.printing.table import Line, Mark, Row, stacked
from dmedesk.printing.typeface import SMALL, STRONG, TEXT
from dmedesk.printing.wrapping import wrap

PERIOD_X = column(1.5)
CODE_X = column(3)
CODE_WIDTH = column_end(3) - CODE_X + 6
DESCRIPTION_X = column(4)
DESCRIPTION_WIDTH = column_end(8) - DESCRIPTION_X
MONTH_X = column(9)
CHARGE_RIGHT = column_end(10.5)
AMOUNT_RIGHT = RIGHT
CLAUSE_WIDTH = RIGHT - MONTH_X
_SAID_WIDTH = column_end(8) - LEFT

_FIRST_DROP = 15.0
_BELOW = 7.0


def head_row() -> Row:
    """The two-line head, repeated on every page, with a rule below it."""
    first = (
        Mark(LEFT, LINE, "Line", SMALL),
        Mark(PERIOD_X, LINE, "Service period", SMALL),
        Mark(CODE_X, LINE, "HCPCS", SMALL),
        Mark(DESCRIPTION_X, LINE, "Description", SMALL),
        Mark(MONTH_X, LINE, "Month", SMALL),
        Mark(CHARGE_RIGHT, LINE, "Usual charge", SMALL, right=True),
        Mark(AMOUNT_RIGHT, LINE, "Amount", SMALL, right=True),
    )
    second = (
        Mark(CODE_X, 2 * LINE, "modifiers", SMALL),
        Mark(DESCRIPTION_X, 2 * LINE, "brand and model, serial", SMALL),
        Mark(AMOUNT_RIGHT, 2 * LINE, "clause", SMALL, right=True),
    )
    drop = 2 * LINE + 6
    return Row(drop, (*first, *second), (Line(LEFT, RIGHT, drop, RULE),))


def line_row(number: int, line: InvoicePaperLine, *, is_last: bool) -> Row:
    """One rental month; a hairline parts it from the next."""
    modifiers = wrap(" ".join(line.modifiers), SMALL, CODE_WIDTH)
    described = wrap(line.description, TEXT, DESCRIPTION_WIDTH, most=6)
    unit = unit_lines(line)
    charged = "" if line.charge_cents is None else money(line.charge_cents)
    clauses = [part for citation in line.citations for part in wrap(citation, SMALL, CLAUSE_WIDTH)]
    below = _FIRST_DROP + LINE
    marks = (
        Mark(LEFT, _FIRST_DROP, str(number), SMALL),
        Mark(PERIOD_X, _FIRST_DROP, line.from_on.isoformat(), TEXT),
        *_until(line, below),
        *stacked(CODE_X, _FIRST_DROP, wrap(line.hcpcs, TEXT, CODE_WIDTH, most=1), TEXT),
        *stacked(CODE_X, below, modifiers, SMALL),
        *stacked(DESCRIPTION_X, _FIRST_DROP, described, TEXT),
        *stacked(DESCRIPTION_X, _FIRST_DROP + len(described) * LINE, unit, SMALL),
        Mark(MONTH_X, _FIRST_DROP, month_of(line), TEXT),
        Mark(CHARGE_RIGHT, _FIRST_DROP, charged, TEXT, right=True),
        Mark(AMOUNT_RIGHT, _FIRST_DROP, money(line.amount_cents), TEXT, right=True),
        *stacked(AMOUNT_RIGHT, below, clauses, SMALL, right=True),
    )
    count = max(2, 1 + len(modifiers), len(described) + len(unit), 1 + len(clauses))
    height = _FIRST_DROP + (count - 1) * LINE + _BELOW
    return Row(height, marks, () if is_last else (Line(LEFT, RIGHT, height),))


def _until(line: InvoicePaperLine, drop: float) -> tuple[Mark, ...]:
    """The last day below the first; a charge has its one day."""
    if line.charge:
        return ()
    return (Mark(PERIOD_X, drop, f"– {last_day(line.until_on).isoformat()}", SMALL),)


def carried_row(cents: int) -> Row:
    """The sum so far, below the last line of a page that is not the last."""
    return _sum_row("Carried forward", cents)


def brought_row(cents: int) -> Row:
    """The same sum at the top of the next page; a hairline parts it from the lines."""
    row = _sum_row("Brought forward", cents)
    return replace(row, lines=(Line(LEFT, RIGHT, row.height),))


def _sum_row(label: str, cents: int) -> Row:
    marks = (
        Mark(MONTH_X, _FIRST_DROP, label, SMALL),
        Mark(AMOUNT_RIGHT, _FIRST_DROP, money(cents), TEXT, right=True),
    )
    return Row(_FIRST_DROP + _BELOW, marks)


def total_row(cents: int, pays: str = "") -> Row:
    """The total, at the right edge where the eye ends; at its left what the payer pays of it."""
    said = wrap(pays, SMALL, _SAID_WIDTH)
    marks = (
        *stacked(LEFT, _FIRST_DROP, said, SMALL),
        Mark(MONTH_X, _FIRST_DROP + 2, "Total", STRONG),
        Mark(AMOUNT_RIGHT, _FIRST_DROP + 2, money(cents), STRONG, right=True),
    )
    height = _FIRST_DROP + max(2, (len(said) - 1) * LINE) + _BELOW
    return Row(height, marks, (Line(MONTH_X, RIGHT, 0, RULE),))


def month_of(line: InvoicePaperLine) -> str:
    """``"4 of 13"``, or the bare number where there is no cap; of a charge its units."""
    if line.charge:
        return line.units
    if line.last_month is None:
        return str(line.rental_month)
    return f"{line.rental_month} of {line.last_month}"


def unit_lines(line: InvoicePaperLine) -> tuple[str, ...]:
    """Brand, model and serial on one line where they fit, else the serial on its own.

    Of a charge first what it is; below, what other payers answered to it.
    """
    answered = wrap(line.answered, SMALL, DESCRIPTION_WIDTH)
    made = " ".join(part for part in (line.brand, line.model) if part)
    made = " · ".join(part for part in (line.charge, made) if part)
    serial = f"Serial {line.serial}" if line.serial else ""
    together = " · ".join(part for part in (made, serial) if part)
    one = wrap(together, SMALL, DESCRIPTION_WIDTH)
    if len(one) <= 1:
        return (*one, *answered)
    return (
        *wrap(made, SMALL, DESCRIPTION_WIDTH, most=2),
        *wrap(serial, SMALL, DESCRIPTION_WIDTH),
        *answered,
    )
