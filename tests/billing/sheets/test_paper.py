"""What the paper says of itself follows from its frozen values."""

from tests.billing.sheets.specimens import BED, CHAIR, CREDIT, paper


def test_the_total_is_the_sum_of_the_lines() -> None:
    assert paper(BED, CHAIR).total_cents == 9450 + 59550
    assert CREDIT.total_cents == -9450


def test_a_paper_that_takes_an_invoice_back_is_a_credit() -> None:
    assert (paper().kind, CREDIT.kind) == ("Invoice", "Credit")
