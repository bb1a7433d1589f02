"""GS1's arithmetic: check digits, centuries, ends of months, separators."""

from datetime import date

import pytest

from dmedesk.kit.errors import Refused
from dmedesk.scans.gs1 import bare_gtin, check_digit, day_of, read_gs1, with_separators


@pytest.mark.parametrize(
    ("payload", "digit"), [("629104150021", "3"), ("37610425002123456", "9"), ("0", "0")]
)
def test_check_digits(payload: str, digit: str) -> None:
    assert check_digit(payload) == digit


@pytest.mark.parametrize(
    ("text", "gtin"),
    [
        ("6291041500213", "06291041500213"),
        ("6291041500214", ""),
        ("629104150021", ""),
        ("62910415002A3", ""),
        ("123", ""),
    ],
)
def test_an_item_s_number_has_fourteen_figures(text: str, gtin: str) -> None:
    assert bare_gtin(text) == gtin


@pytest.mark.parametrize(
    ("year", "wanted"),
    [("26", 2026), ("75", 2075), ("76", 2076), ("77", 1977), ("99", 1999), ("00", 2000)],
)
def test_a_year_is_within_fifty_of_today_s(year: str, wanted: int) -> None:
    read = read_gs1(f"17{year}0115", today=date(2026, 6, 1))
    assert read.expires_on == date(wanted, 1, 15)


def test_late_in_a_century_a_small_year_is_the_next_one_s() -> None:
    read = read_gs1("17100115", today=date(2098, 6, 1))
    assert read.expires_on == date(2110, 1, 15)


@pytest.mark.parametrize(
    ("written", "day"),
    [("260400", date(2026, 4, 30)), ("261200", date(2026, 12, 31)), ("280200", date(2028, 2, 29))],
)
def test_day_00_is_the_last_of_the_month(written: str, day: date) -> None:
    assert read_gs1(f"17{written}", today=date(2026, 6, 1)).expires_on == day


def test_a_day_that_the_calendar_has_not_is_refused() -> None:
    with pytest.raises(Refused, match="no such day"):
        day_of(2026, 2, 29, said="It says 260229")
    assert day_of(2028, 2, 29, said="") == date(2028, 2, 29)


def test_what_stands_for_the_separator() -> None:
    assert with_separators("10A<GS>21B") == "10A\x1d21B"
    assert with_separators("10A|21B") == with_separators("10A\u241d21B") == "10A\x1d21B"


def test_what_a_unit_does_not_need_is_carried_along() -> None:
    read = read_gs1("90N.IGK\x1d724128", today=date(2026, 6, 1))
    assert read.others == {"90": "N.IGK", "7241": "28"}
