"""A credit on paper: its invoice taken back line by line, from the same frozen words."""

from datetime import date

from dmedesk.billing.sheets.credit import draw_credit
from dmedesk.printing.figures import money
from tests.billing.sheets.test_frozen import posted
from tests.printing.reading import words


def test_a_credit_takes_back_each_line_of_its_invoice() -> None:
    invoice = posted()
    pdf = draw_credit(invoice, credit_no="INV-000140", credited_on=date(2026, 11, 9))
    said = words(pdf)
    for text in (
        *("Credit INV-000140", "Credit date", "2026-11-09"),
        f"Credits invoice {invoice.invoice_no}",
        *(money(-line.amount_cents) for line in invoice.lines),
        f"Total {money(-sum(line.amount_cents for line in invoice.lines))}",
    ):
        assert text in said
    assert pdf == draw_credit(invoice, credit_no="INV-000140", credited_on=date(2026, 11, 9))
