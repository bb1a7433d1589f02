"""A credit on paper: its invoice taken back line by line, from the same frozen words."""

from dataclasses import replace
from datetime import date

from dmedesk.billing.rules.printed import PrintedCredit, PrintedInvoice
from dmedesk.billing.sheets.credit import draw_credit
from dmedesk.printing.figures import money
from tests.billing.sheets.test_frozen import posted
from tests.printing.reading import words


def _credit(invoice: PrintedInvoice, *places: int, why: str = "") -> PrintedCredit:
    lines = tuple(invoice.lines[place] for place in places)
    return PrintedCredit("INV-000140", date(2026, 11, 9), why, invoice, lines)


def test_a_credit_takes_back_each_line_of_its_invoice() -> None:
    invoice = posted()
    credit = _credit(invoice, *range(len(invoice.lines)))
    pdf = draw_credit(credit)
    said = words(pdf)
    for text in (
        *("Credit INV-000140", "Credit date", "2026-11-09"),
        f"Credits invoice {invoice.invoice_no}",
        *(money(-line.amount_cents) for line in invoice.lines),
        f"Total {money(-sum(line.amount_cents for line in invoice.lines))}",
    ):
        assert text in said
    assert "Reason" not in said
    assert pdf == draw_credit(credit)


def test_a_credit_of_one_line_says_so_and_why() -> None:
    whole = posted()
    invoice = replace(whole, lines=(*whole.lines, replace(whole.lines[0], serial="OTHER-1")))
    said = words(draw_credit(_credit(invoice, 0, why="Billed in error: bed never used")))
    assert f"Credits lines of invoice {invoice.invoice_no}" in said
    assert "Reason: Billed in error: bed never used" in said
    assert f"Total {money(-invoice.lines[0].amount_cents)}" in said
    assert "OTHER-1" not in said
