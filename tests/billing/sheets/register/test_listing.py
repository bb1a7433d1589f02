"""The rows of the list: an invoice's head stays with its first line, a rule ends the invoice."""

from dmedesk.billing.sheets.register.listing import brought_row, listed
from tests.billing.register import LINE, OXYGEN, invoice


def test_a_head_stays_with_the_first_line_and_a_rule_follows_the_last() -> None:
    first, second, third = listed(invoice(7, LINE, OXYGEN, LINE))
    assert first.row.marks[0].text == "INV-000007"
    assert "R1" in [mark.text for mark in first.row.marks]
    assert [bool(one.row.lines) for one in (first, second, third)] == [False, False, True]
    assert [one.continues for one in (first, second, third)] == ["", "INV-000007", "INV-000007"]
    assert [one.cents for one in (first, second, third)] == [9_450, 123_456, 9_450]


def test_an_invoice_that_goes_on_is_named_where_its_sum_is_brought_forward() -> None:
    assert brought_row(100, "INV-000007").marks[0].text == "INV-000007, continued"
    assert [mark.text for mark in brought_row(100, "").marks] == ["Brought forward", "1.00"]
