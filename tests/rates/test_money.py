"""Exact money: what is money, what is not, and one rounding, half-up (contract ``price.md``)."""

from fractions import Fraction

import pytest

from dmedesk.rates.money import (
    ExactCents,
    exact,
    format_dollars,
    parse_dollars,
    parse_percentage,
    round_half_up,
    share,
)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("0", 0),
        ("0.0", 0),
        ("00", 0),
        ("75", 7500),
        ("075.00", 7500),
        ("75.0", 7500),
        ("75.5", 7550),
        ("75.05", 7505),
        ("75.000", 7500),
        ("75.005", Fraction(15001, 2)),
        ("0.0049999", Fraction(49999, 100000)),
        ("9" * 400 + ".99", 10**402 - 1),
    ],
)
def test_digits_or_digits_a_point_and_digits_are_money(text: str, cents: ExactCents) -> None:
    parsed = parse_dollars(text)
    assert parsed == cents
    assert type(parsed) is type(cents)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ".", "1.", ".5", "1..5", "1.5.0", "1,000", "1_000", "1.5_0", "1 000"),
        *("+1", "-1", "1-", "1e5", "1E5", "1.e5", "0x10", "$1", "NaN", "Infinity", "I.C."),
        *(" 1", "1 ", "1\n", "\t1", "1.\n5", "1. 5"),
        *("\u0661\u0662", "\uff11", "\u00b2", "1.\u0665", "\u06f1.50", "1\u00a0"),
    ],
)
def test_nothing_else_is(text: str) -> None:
    with pytest.raises(ValueError, match="not money"):
        parse_dollars(text)
    with pytest.raises(ValueError, match="not money"):
        parse_percentage(text)


@pytest.mark.parametrize(
    ("text", "percentage"),
    [("20", 20), ("20.0", 20), ("7.5", Fraction(15, 2)), ("0", 0), ("33.335", Fraction(6667, 200))],
)
def test_a_percentage_is_written_as_money_is(text: str, percentage: ExactCents) -> None:
    assert parse_percentage(text) == percentage


@pytest.mark.parametrize(
    ("cents", "rounded"),
    [
        (7500, 7500),
        (0, 0),
        (Fraction(1, 2), 1),
        (Fraction(49999, 100000), 0),
        (Fraction(50001, 100000), 1),
        (Fraction(3, 2), 2),
        (Fraction(5, 2), 3),
        (Fraction(2, 3), 1),
        (Fraction(1, 3), 0),
    ],
)
def test_half_a_cent_goes_up(cents: ExactCents, rounded: int) -> None:
    assert round_half_up(cents) == rounded


@pytest.mark.parametrize(
    ("cents", "numerator", "denominator", "rounded"),
    [
        (1003, 10, 100, 100),
        (1004, 10, 100, 100),
        (1005, 10, 100, 101),
        (1006, 10, 100, 101),
        (Fraction(2009, 2), 10, 100, 100),
        (Fraction(2010, 2), 10, 100, 101),
        (15000, 7, 30, 3500),
        (100, 1, 3, 33),
        (200, 1, 3, 67),
        (0, 90, 100, 0),
    ],
)
def test_a_share_is_rounded_once(
    cents: ExactCents, numerator: int, denominator: int, rounded: int
) -> None:
    assert share(cents, numerator, denominator) == rounded


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (0, "0.00"),
        (1, "0.01"),
        (99, "0.99"),
        (100, "1.00"),
        (123456789, "1234567.89"),
        (-5, "-0.05"),
        (-12345, "-123.45"),
        (Fraction(1, 2), "0.005"),
        (Fraction(15001, 2), "75.005"),
        (Fraction(-1, 2), "-0.005"),
        (Fraction(-30001, 4), "-75.0025"),
        (Fraction(1, 125), "0.00008"),
    ],
)
def test_two_digits_and_more_only_for_what_is_finer(cents: ExactCents, text: str) -> None:
    assert format_dollars(cents) == text


def test_what_no_decimal_can_write_is_refused() -> None:
    with pytest.raises(ValueError, match="no finite decimal: 1/3"):
        format_dollars(Fraction(1, 3))


def test_whole_cents_are_plain_integers() -> None:
    assert type(exact(Fraction(4, 2))) is int
    assert exact(Fraction(1, 2)) == Fraction(1, 2)


@pytest.mark.parametrize("cents", [0, 5, 100, 99999, Fraction(15001, 2), Fraction(1, 125)])
def test_what_is_written_is_read_back(cents: ExactCents) -> None:
    assert parse_dollars(format_dollars(cents)) == cents
