"""A month is read in a constant number of statements."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event

from dmedesk.billing.tables import (
    InvoiceLine,
)
from tests.flows.month_shop import (
    MonthShop,
)


@pytest.fixture
def statements(shop: MonthShop) -> Iterator[list[str]]:
    """Every statement that the shop's database is sent."""
    sent: list[str] = []

    def note(*arguments: Any) -> None:
        sent.append(arguments[2])

    event.listen(shop.engine, "before_cursor_execute", note)
    yield sent
    event.remove(shop.engine, "before_cursor_execute", note)


def test_the_number_of_statements_does_not_grow_with_the_shop(
    shop: MonthShop, statements: list[str]
) -> None:
    counts = []
    for size in (3, 4, 12):
        for number in range(size):
            shop.rent(f"R{size}-{number}", member_no=("M1", "M2", "M10")[number % 3])
        del statements[:]
        shop.preview("2026-10")
        previewed = len(statements)
        shop.post("2026-10")
        counts.append((previewed, len(statements) - previewed))
    # The first post also froze the words that the others share.
    assert counts[1] == counts[2]
    assert counts[0][0] == counts[1][0]
    assert len(shop.rows(InvoiceLine)) == 19
