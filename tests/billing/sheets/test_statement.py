"""The statement on paper: every word of it is there, large where asked, a page each in a batch."""

from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pytest

from dmedesk.billing.rules.statement import StatementEntry
from dmedesk.billing.sheets.statement import statement_pdf, statements_pdf
from dmedesk.kit.prose import Paragraph
from tests.billing.rules.test_statement import ITEM, STATEMENT
from tests.printing.reading import words

ENTRY = StatementEntry(date(2026, 11, 3), "Invoice INV-000001, October 2026", "MH", 7_500)
FULL = replace(
    STATEMENT,
    entries=(ENTRY,),
    said=(Paragraph("To give something back", is_heading=True), Paragraph("Call us.")),
)


@pytest.mark.parametrize("large", [False, True])
def test_all_that_it_says_is_printed(large: bool) -> None:
    said = words(statement_pdf(FULL, large=large))
    for text in (
        *("Statement", "M10-20261201", "Ana Rivera", "Member no. M10", "You owe nothing."),
        *("What you have from us", "Hospital bed", "Serial S1", "Month 5 of 13"),
        *("8 months follow.", "Billed to MassHealth"),
        *("Invoice INV-000001", "75.00", "To give something back", "Call us."),
    ):
        assert text in said


def test_the_same_values_give_the_same_bytes_and_a_batch_is_one_print() -> None:
    assert statement_pdf(FULL) == statement_pdf(FULL)
    batch = pypdfium2.PdfDocument(statements_pdf([FULL, STATEMENT, FULL]))
    assert len(batch) == 3
    with pytest.raises(ValueError, match="no statement"):
        statements_pdf([])


def test_a_long_one_runs_over_pages_and_loses_nothing() -> None:
    entries = tuple(
        replace(ENTRY, on=ENTRY.on + timedelta(days=n), words=f"Entry number {n}")
        for n in range(60)
    )
    pdf = statement_pdf(replace(FULL, entries=entries, items=(ITEM,) * 4), large=True)
    said = words(pdf)
    assert all(f"Entry number {n}" in said for n in range(60))
    pages = len(pypdfium2.PdfDocument(pdf))
    assert pages > 2
    assert f"Page {pages} of {pages}" in said
