"""A credit's row names the invoice that it takes back and counts below zero."""

from dmedesk.billing.sheets.register.taken_back import listed
from tests.billing.register import credit


def test_a_credit_is_one_row() -> None:
    one = listed(credit(104))
    assert [mark.text for mark in one.row.marks] == [
        *("INV-000104", "2026-11-05", "INV-000004", "Rosa Núñez", "M1", "MH", "-94.50"),
    ]
    assert one.cents == -9_450
