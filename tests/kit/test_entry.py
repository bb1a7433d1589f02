"""What people type: short days, sums, numbers, telephones; nonsense is told with a remedy."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmedesk.kit import entry
from dmedesk.kit.cells import Unreadable
from dmedesk.rates.money import format_dollars

# A Sunday.
TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("t", "2026-11-29"),
        ("today", "2026-11-29"),
        ("+", "2026-11-30"),
        ("-", "2026-11-28"),
        ("+3", "2026-12-02"),
        ("-29", "2026-10-31"),
        ("w", "2026-12-06"),
        ("W", "2026-11-22"),
        ("2w", "2026-12-13"),
        ("-2w", "2026-11-15"),
        ("-2W", "2026-12-13"),
        ("m", "2026-12-29"),
        ("M", "2026-10-29"),
        ("mmm", "2027-02-28"),
        ("y", "2027-11-29"),
        ("Y+1", "2025-11-30"),
        ("t+3", "2026-12-02"),
        ("fri", "2026-12-04"),
        ("Sunday", "2026-11-29"),
        ("sat-1", "2026-12-04"),
        ("thurs", "2026-12-03"),
        ("mon", "2026-11-30"),
        ("eom", "2026-11-30"),
        ("bom", "2026-11-01"),
        ("eom+1", "2026-12-01"),
        ("10/4-26", "2026-09-08"),
        ("1+", "2026-11-02"),
        ("--", "2026-11-27"),
        ("3/5", "2026-03-05"),
        ("3/5/26", "2026-03-05"),
        ("3/5/36", "2036-03-05"),
        ("3/5/37", "1937-03-05"),
        ("3-5-2026", "2026-03-05"),
        ("3.5", "2026-03-05"),
        ("2026-10-04", "2026-10-04"),
        ("2026-10-4", "2026-10-04"),
        ("2026-10-04w", "2026-10-11"),
        ("10042026", "2026-10-04"),
        ("20261004", "2026-10-04"),
        ("100426", "2026-10-04"),
        ("1004", "2026-10-04"),
        ("15", "2026-11-15"),
        ("oct 4", "2026-10-04"),
        ("4 oct", "2026-10-04"),
        ("Oct 4, 2025", "2025-10-04"),
        ("4 october 25", "2025-10-04"),
        ("2/29/24", "2024-02-29"),
        ("1880-01-01", "1880-01-01"),
        ("2200-12-31", "2200-12-31"),
    ],
)
def test_days(typed: str, meant: str) -> None:
    assert entry.day(typed, today=TODAY) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("+3", "2026-02-03"),
        ("m", "2026-02-28"),
        ("mm", "2026-03-31"),
        ("M", "2025-12-31"),
        ("y", "2027-01-31"),
        ("eom", "2026-01-31"),
        ("15", "2026-01-15"),
        ("t", "2026-11-29"),
        ("fri", "2026-12-04"),
        ("3/5", "2026-03-05"),
    ],
)
def test_steps_start_from_the_day_that_the_field_has(typed: str, meant: str) -> None:
    found = entry.day(typed, today=TODAY, present=date(2026, 1, 31))
    assert found == date.fromisoformat(meant)


@pytest.mark.parametrize(
    "typed",
    [
        *("x", "13/5", "2/30", "2/29/26", "31", "32", "0", "3/5/1", "3/5/126", "2026-13-01"),
        *("friend", "tt", "1879-12-31", "2201-01-01", "9999y", "-9999y", "99999d"),
        *("fri fri", "oc 4", "oct", "oct 32", "2/30w", "10/4/-26", "+3x", "12345", "1234567"),
        "\N{FULLWIDTH DIGIT THREE}/5",
    ],
)
def test_no_day(typed: str) -> None:
    with pytest.raises(Unreadable) as refused:
        entry.day(typed, today=TODAY)
    assert refused.value.code == "bad_date"
    assert refused.value.remedy


@given(st.dates(date(1880, 1, 1), date(2200, 12, 31)))
def test_a_day_is_read_as_it_is_shown(day: date) -> None:
    assert entry.day(day.isoformat(), today=TODAY) == day
    assert entry.day(day.strftime("%m%d%Y"), today=TODAY) == day


@given(st.integers(-999, 999))
def test_days_step_there_and_back(count: int) -> None:
    there = entry.day(f"{count:+}", today=TODAY)
    assert there == TODAY + timedelta(count)
    assert entry.day(f"{-count:+}", today=TODAY, present=there) == TODAY


@given(st.text("tTdDwWmMyYeobfri0123456789+-/. ", max_size=12))
def test_whatever_is_typed_is_a_day_or_told(typed: str) -> None:
    with suppress(Unreadable):
        assert isinstance(entry.day(typed.strip() or "t", today=TODAY), date)


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("75", 7500),
        ("75.", 7500),
        (".5", 50),
        ("0", 0),
        ("1,234.50", 123_450),
        ("$1,234.5", 123_450),
        ("12.50+3*4", 2450),
        ("3*4+12.50", 2450),
        ("2*3*4", 2400),
        ("100 - 0.01", 9999),
        ("10*1.5 - 5", 1000),
        ("0.125*8", 100),
        ("1000*1.0625", 106_250),
        ("−5+5", 0),
        ("2×3", 600),
        ("-5+10", 500),
        ("2*-3+10", 400),
        ("9,999,999,999.99", 999_999_999_999),
    ],
)
def test_money(typed: str, cents: int) -> None:
    assert entry.money(typed) == cents


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "bad_money"),
        ("x", "bad_money"),
        ("1 2", "bad_money"),
        ("1+", "bad_money"),
        ("*2", "bad_money"),
        ("2*", "bad_money"),
        ("1++2", "bad_money"),
        ("2**3", "bad_money"),
        ("1,23", "bad_money"),
        ("1.2.3", "bad_money"),
        ("1e5", "bad_money"),
        ("4/2", "bad_money"),
        ("(3)", "bad_money"),
        ("0.005", "bad_money"),
        ("10*0.0333", "bad_money"),
        ("10,000,000,000", "bad_money"),
        ("1+" * 30 + "1", "bad_money"),
        ("5-6", "negative_money"),
        ("-0.01", "negative_money"),
    ],
)
def test_no_money(typed: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        entry.money(typed)
    assert refused.value.code == code
    assert refused.value.remedy


def test_money_below_nothing_where_it_may_be() -> None:
    assert entry.money("5-6", may_be_negative=True) == -100


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=4))
def test_sums_are_exact(cents: list[int]) -> None:
    assert entry.money("+".join(format_dollars(one) for one in cents)) == sum(cents)


@given(st.text("0123456789.,+-*$ ", max_size=20))
def test_whatever_is_typed_is_money_or_told(typed: str) -> None:
    with suppress(Unreadable):
        assert type(entry.money(typed)) is int


def test_whole_numbers() -> None:
    assert (entry.whole("1,200"), entry.whole("2*6+1")) == (1200, 13)
    assert entry.whole("13", most=13) == 13
    for typed, least, most in (("1.5", 0, 99), ("0", 1, 99), ("14", 1, 13), ("-1", 0, 9)):
        with pytest.raises(Unreadable, match=typed):
            entry.whole(typed, least=least, most=most)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("6175550100", "617-555-0100"),
        ("(617) 555-0100", "617-555-0100"),
        ("+1 617.555.0100", "617-555-0100"),
        ("1-617-555-0100 ext. 12", "617-555-0100 x12"),
        ("617-555-0100 x12", "617-555-0100 x12"),
    ],
)
def test_phones(typed: str, kept: str) -> None:
    assert entry.phone(typed) == kept


@pytest.mark.parametrize("typed", ["555-0100", "61755501000", "call Ana", "617-555-01OO", "x12"])
def test_no_phones(typed: str) -> None:
    with pytest.raises(Unreadable):
        entry.phone(typed)


def test_text() -> None:
    assert entry.line("A\N{NO-BREAK SPACE}b") == "A b"
    assert entry.paragraph("A\r\nb") == "A\nb"
    for bad in ("a\0", "x" * 4001):
        with pytest.raises(Unreadable):
            entry.paragraph(bad)
    with pytest.raises(Unreadable):
        entry.line("a\nb")
