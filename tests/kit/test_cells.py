"""Days and money as people write them into spreadsheets (``billing.md``: files)."""

from datetime import date

import pytest

from dmedesk.kit.cells import as_cents, as_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-01-31", date(2026, 1, 31)),
        ("01/31/2026", date(2026, 1, 31)),
        ("1/2/2026", date(2026, 1, 2)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_days_are_read_in_both_spellings(text: str, day: date) -> None:
    assert as_day(text) == day


@pytest.mark.parametrize(
    "text", ["", "2025-02-29", "31/01/2026", "01/31/26", "2026-01-31 10:00", "January 31", "46053"]
)
def test_anything_else_is_no_day(text: str) -> None:
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        as_day(text)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("0", 0),
        ("0.00", 0),
        ("97.6", 9760),
        ("97.60", 9760),
        ("97.600", 9760),
        ("75.", 7500),
        ("1,234.56", 123456),
        ("1234.56", 123456),
        ("$1,234,567.89", 123456789),
    ],
)
def test_money_is_read_to_the_cent(text: str, cents: int) -> None:
    assert as_cents(text) == cents


@pytest.mark.parametrize(
    "text", ["", ".", ".50", "-1.00", "+1", "1e3", "12,34.00", "1.005", "1 000", "USD 5", "٣"]
)
def test_anything_else_is_no_money(text: str) -> None:
    with pytest.raises(ValueError, match="whole cents"):
        as_cents(text)
