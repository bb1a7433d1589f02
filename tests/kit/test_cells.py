"""One cell at a time: what it becomes, or why it cannot be taken (``billing.md``, Files)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum

import pytest

from dmedesk.kit import cells
from dmedesk.kit.cells import Unreadable


class Colour(StrEnum):
    RED = "red"
    DEEP_BLUE = "deep_blue"


READ: list[tuple[Callable[[str], object], str, object]] = [
    (cells.text, "1 Main St, Apt 2", "1 Main St, Apt 2"),
    (cells.text, "José", "José"),
    (cells.text, "a\N{NO-BREAK SPACE}b", "a b"),
    (cells.text, "x" * 200, "x" * 200),
    (cells.identifier, "00123", "00123"),
    (cells.identifier, "E0260", "E0260"),
    (cells.identifier, "12E", "12E"),
    (cells.day, "2026-01-31", date(2026, 1, 31)),
    (cells.day, "01/31/2026", date(2026, 1, 31)),
    (cells.day, "1/5/2026", date(2026, 1, 5)),
    (cells.day, "02/29/2024", date(2024, 2, 29)),
    (cells.last_day, "2026-01-31", date(2026, 2, 1)),
    (cells.last_day, "12/31/2026", date(2027, 1, 1)),
    (cells.money, "0", 0),
    (cells.money, "0.00", 0),
    (cells.money, "75", 7500),
    (cells.money, "75.5", 7550),
    (cells.money, "75.05", 7505),
    (cells.money, "75.0500", 7505),
    (cells.money, "$1,234,567.89", 123456789),
    (cells.money, "1,234", 123400),
    (cells.money, "9999999999.99", 999999999999),
    (cells.count, "0", 0),
    (cells.count, "13", 13),
    (cells.count, "13.0", 13),
    (cells.quantity, "0", 0),
    (cells.quantity, "123456789012", 123456789012),
    (cells.ordinal, "1", 1),
    (cells.ordinal, "40000.0", 40000),
    (cells.moment, "2026-11-03T15:00:00Z", datetime(2026, 11, 3, 15, tzinfo=UTC)),
    (cells.moment, "2026-11-03T10:00:00.5-05:00", datetime(2026, 11, 3, 15, 0, 0, 500000, UTC)),
    (cells.verbatim, "a  b", "a  b"),
    (cells.yes_or_no, "yes", True),
    (cells.yes_or_no, "No", False),
    (cells.one_of(Colour), "Deep_Blue", Colour.DEEP_BLUE),
    (cells.hcpcs, "e0260", "E0260"),
    (cells.zip_code, "02134", "02134"),
    (cells.zip_code, "2134", "02134"),
    (cells.zip_code, "00501", "00501"),
    (cells.zip_code, "501", "00501"),
    (cells.zip_code, "02134-1234", "02134-1234"),
    (cells.zip_code, "2134-1234", "02134-1234"),
    (cells.zip_code, "021341234", "02134-1234"),
    (cells.zip_code, "21341234", "02134-1234"),
]

REFUSED: list[tuple[Callable[[str], object], str, str]] = [
    (cells.text, "two\nlines", "bad_text"),
    (cells.text, "a\x00b", "bad_text"),
    (cells.text, "x" * 201, "text_too_long"),
    (cells.identifier, "1.23E+11", "shortened_number"),
    (cells.identifier, "8E+11", "shortened_number"),
    (cells.day, "2026-02-29", "bad_date"),
    (cells.day, "2026-1-5", "bad_date"),
    (cells.day, "31/01/2026", "bad_date"),
    (cells.day, "31.01.2026", "bad_date"),
    (cells.day, "46023", "bad_date"),
    (cells.day, "1/5/26", "bad_date"),
    (cells.day, "2026-01-05 00:00", "bad_date"),
    (cells.day, "0202-01-05", "bad_date"),
    (cells.day, "9999-12-31", "bad_date"),
    (cells.day, "\N{FULLWIDTH DIGIT TWO}026-01-05", "bad_date"),
    (cells.last_day, "9999-12-31", "bad_date"),
    (cells.money, "-0.01", "negative_money"),
    (cells.money, "(5.00)", "negative_money"),
    (cells.money, "0.005", "bad_money"),
    (cells.money, "1.2.3", "bad_money"),
    (cells.money, ".5", "bad_money"),
    (cells.money, "1,23", "bad_money"),
    (cells.money, "12,34.00", "bad_money"),
    (cells.money, "5 USD", "bad_money"),
    (cells.money, "1e3", "bad_money"),
    (cells.money, "10000000000", "bad_money"),
    (cells.count, "-1", "bad_number"),
    (cells.count, "1.5", "bad_number"),
    (cells.count, "three", "bad_number"),
    (cells.count, "10000", "bad_number"),
    (cells.yes_or_no, "maybe", "bad_choice"),
    (cells.one_of(Colour), "blue", "bad_choice"),
    (cells.hcpcs, "E026", "bad_hcpcs"),
    (cells.hcpcs, "E02600", "bad_hcpcs"),
    (cells.hcpcs, "9921-", "bad_hcpcs"),
    (cells.zip_code, "12", "bad_zip"),
    (cells.zip_code, "123456", "bad_zip"),
    (cells.zip_code, "0213A", "bad_zip"),
]


@pytest.mark.parametrize(("read", "cell", "value"), READ)
def test_a_cell_is_read(read: Callable[[str], object], cell: str, value: object) -> None:
    assert read(cell) == value
    assert type(read(cell)) is type(value)


@pytest.mark.parametrize(("read", "cell", "code"), REFUSED)
def test_a_cell_is_refused(read: Callable[[str], object], cell: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(cell)
    assert refused.value.code == code
    assert refused.value.message.endswith(".")
    assert refused.value.remedy.endswith(".")


def test_a_bad_choice_lists_what_is_allowed() -> None:
    with pytest.raises(Unreadable) as refused:
        cells.one_of(Colour)("green")
    assert refused.value.remedy == "Write one of: red, deep_blue."


@pytest.mark.parametrize(
    ("read", "cell", "code"),
    [
        (cells.quantity, "-1", "bad_number"),
        (cells.quantity, "1234567890123", "bad_number"),
        (cells.ordinal, "0", "bad_number"),
        (cells.ordinal, "1.5", "bad_number"),
        (cells.moment, "2026-11-03T15:00:00", "bad_moment"),
        (cells.moment, "yesterday", "bad_moment"),
    ],
)
def test_numbers_and_moments_that_are_none(
    read: Callable[[str], object], cell: str, code: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        read(cell)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("read", "value", "cell"),
    [
        (cells.money, 7505, "75.05"),
        (cells.last_day, date(2027, 1, 1), "2026-12-31"),
        (cells.day, date(2026, 1, 31), "2026-01-31"),
        (cells.yes_or_no, True, "yes"),
        (cells.yes_or_no, False, "no"),
        (cells.count, 13, "13"),
        (cells.one_of(Colour), Colour.DEEP_BLUE, "deep_blue"),
        (cells.text, "José", "José"),
        (
            cells.moment,
            datetime(2026, 11, 3, 10, 0, 0, 5, timezone(timedelta(hours=-5))),
            "2026-11-03T15:00:00.000005Z",
        ),
    ],
)
def test_a_value_is_written_as_it_is_read(
    read: Callable[[str], object], value: object, cell: str
) -> None:
    assert cells.written(read, value) == cell
    assert read(cell) == value
