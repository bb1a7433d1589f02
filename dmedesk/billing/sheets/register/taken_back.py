"""The register's list of credits, each with the invoice that it takes back."""

from dmedesk.billing.rules.register import RegisterCredit
from dmedesk.billing.sheets.register.listing import Listed
from dmedesk.printing.figures import money
from dmedesk.printing.grid import LEFT, LINE, RIGHT, RULE, column, column_end
from dmedesk.printing.table import Line, Mark, Row, stacked
from dmedesk.printing.typeface import SMALL, STRONG, TEXT
from dmedesk.printing.wrapping import wrap

NUMBER_WIDTH = column_end(2.5) - LEFT
TAKEN_X = column(3.5)
TAKEN_WIDTH = column_end(5.5) - TAKEN_X
MEMBER_X = column(6)
MEMBER_WIDTH = column_end(8) - MEMBER_X
PAYER_X = column(9)
PAYER_WIDTH = column_end(10.5) - PAYER_X

TITLE = "Taken back by credit"
NOTE = "A credit takes back lines of its invoice, or all of them. None is counted before."
_DROP = 13.0
_BELOW = 5.0


def head_row() -> Row:
    """What the list is, and its head, repeated on every page, with a rule below it."""
    marks = (
        Mark(LEFT, LINE, TITLE, STRONG),
        Mark(LEFT, 2 * LINE, NOTE, SMALL),
        Mark(LEFT, 4 * LINE, "Credit, date", SMALL),
        Mark(TAKEN_X, 4 * LINE, "Takes back", SMALL),
        Mark(MEMBER_X, 4 * LINE, "Member", SMALL),
        Mark(PAYER_X, 4 * LINE, "Payer", SMALL),
        Mark(RIGHT, 4 * LINE, "Amount", SMALL, right=True),
    )
    drop = 4 * LINE + 6
    return Row(drop, marks, (Line(LEFT, RIGHT, drop, RULE),))


def listed(credit: RegisterCredit) -> Listed:
    """The credit's row: who on its first line, when and whose number on its second."""
    below = _DROP + LINE
    member = wrap(credit.member, TEXT, MEMBER_WIDTH, most=1)
    marks = (
        *stacked(LEFT, _DROP, wrap(credit.credit_no, TEXT, NUMBER_WIDTH, most=1), TEXT),
        Mark(LEFT, below, credit.credited_on.isoformat(), SMALL),
        *stacked(TAKEN_X, _DROP, wrap(credit.invoice_no, TEXT, TAKEN_WIDTH, most=1), TEXT),
        *stacked(MEMBER_X, _DROP, member, TEXT),
        *stacked(MEMBER_X, below, wrap(credit.member_no, SMALL, MEMBER_WIDTH, most=1), SMALL),
        *stacked(PAYER_X, _DROP, wrap(credit.payer_code, TEXT, PAYER_WIDTH, most=1), TEXT),
        Mark(RIGHT, _DROP, money(credit.amount_cents), TEXT, right=True),
    )
    height = below + _BELOW
    return Listed(Row(height, marks, (Line(LEFT, RIGHT, height),)), credit.amount_cents)
