"""The first table: a row a payer, the total, and what was taken back without being counted."""

from dmedesk.billing.sheets.register.sums import sum_rows
from dmedesk.printing.table import Row
from tests.billing.register import EMPTY, SMALL, invoice, register


def _texts(rows: list[Row]) -> list[list[str]]:
    return [[mark.text for mark in row.marks] for row in rows]


def test_payers_total_and_credits() -> None:
    assert _texts(sum_rows(SMALL)) == [
        ["MH", "Payer MH", "2", "2", "189.00"],
        ["PP", "Payer PP", "1", "2", "1,329.06"],
        ["Total", "3", "4", "1,518.06"],
        ["Taken back by credit, not counted above", "1", "-94.50"],
    ]


def test_without_credits_nothing_is_said_of_them() -> None:
    assert _texts(sum_rows(register(invoice(1))))[-1][0] == "Total"
    assert _texts(sum_rows(EMPTY)) == [["Total", "0", "0", "0.00"]]
