"""Which lines an amount is proposed to pay."""

from datetime import date

import pytest

from dmedesk.billing.rules.allocating import OpenLine, Share, suggest


def line(line_id: int, cents: int, day: int, invoice_id: int = 1) -> OpenLine:
    return OpenLine(line_id, invoice_id, f"L{line_id}", 1, 1, date(2026, 10, day), cents)


LINES = [line(1, 500, 9, 3), line(2, 300, 2), line(3, 0, 1), line(4, -50, 1), line(5, 200, 2, 2)]


@pytest.mark.parametrize(
    ("cents", "first", "shares"),
    [
        (299, (), [(2, 299)]),
        (300, (), [(2, 300)]),
        (301, (), [(2, 300), (5, 1)]),
        (2_000, (), [(2, 300), (5, 200), (1, 500)]),
        (600, (3,), [(1, 500), (2, 100)]),
        (600, (2, 3), [(5, 200), (1, 400)]),
        (0, (), []),
    ],
)
def test_the_invoices_named_come_first_then_the_oldest(
    cents: int, first: tuple[int, ...], shares: list[tuple[int, int]]
) -> None:
    assert suggest(LINES, cents, first=first) == tuple(Share(*share) for share in shares)
