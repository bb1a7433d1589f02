"""Months from an anchor (``billing.md``, rental months), and Massachusetts business days.

Holidays are compared with the lists that the Trial Court, the state's Human Resources Division
and a town published (2015, 2016, 2022, 2023), and with M.G.L. c.4 s.7 cl.18 for 2026 and 2027.
"""

from datetime import date
from functools import partial

import pytest

from dmedesk.kit.calendar import (
    first_of_month,
    is_business_day,
    legal_holiday_names,
    legal_holidays,
    month_named,
    months_after,
    months_between,
    name_of_month,
    suffolk_county_days,
)
from dmedesk.rates.ma_101_cmr_322.s15_recalls import business_days_after

HOLIDAYS = {
    2015: "01-01 01-19 02-16 04-20 05-25 07-04 09-07 10-12 11-11 11-26 12-25",
    2016: "01-01 01-18 02-15 04-18 05-30 07-04 09-05 10-10 11-11 11-24 12-26",
    2022: "01-01 01-17 02-21 04-18 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26",
    2023: "01-02 01-16 02-20 04-17 05-29 06-19 07-04 09-04 10-09 11-11 11-23 12-25",
    2026: "01-01 01-19 02-16 04-20 05-25 06-19 07-04 09-07 10-12 11-11 11-26 12-25",
    2027: "01-01 01-18 02-15 04-19 05-31 06-19 07-05 09-06 10-11 11-11 11-25 12-25",
}


@pytest.mark.parametrize(
    ("anchor", "months", "day"),
    [
        ("2025-01-31", 1, "2025-02-28"),
        ("2025-01-31", 2, "2025-03-31"),
        ("2025-01-31", 13, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-01-30", 1, "2025-02-28"),
        ("2025-01-29", 1, "2025-02-28"),
        ("2025-01-28", 1, "2025-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2025-08-31", 1, "2025-09-30"),
        ("2025-12-15", 1, "2026-01-15"),
        ("2025-09-15", 1, "2025-10-15"),
        ("2025-09-15", 0, "2025-09-15"),
        ("2026-01-15", -1, "2025-12-15"),
    ],
)
def test_months_are_counted_from_the_anchor(anchor: str, months: int, day: str) -> None:
    assert months_after(date.fromisoformat(anchor), months) == date.fromisoformat(day)


@pytest.mark.parametrize("months", [0, 1, 11, 12, 13, 25])
def test_months_between_undoes_months_after_from_any_day(months: int) -> None:
    for day in (1, 15, 28, 29, 30, 31):
        anchor = date(2025, 1, day)
        assert months_between(anchor, months_after(anchor, months)) == months


def test_a_month_before_the_anchor_lies_a_negative_number_of_months_after_it() -> None:
    assert months_between(date(2026, 1, 31), date(2025, 12, 1)) == -1


def test_a_month_has_one_spelling() -> None:
    assert month_named("2026-10") == date(2026, 10, 1)
    assert name_of_month(date(2026, 10, 31)) == "2026-10"
    assert first_of_month(date(2026, 10, 31)) == date(2026, 10, 1)


@pytest.mark.parametrize(
    "text",
    ["2026", "2026-13", "2026-00", "0000-01", "26-10", "2026-1", "2026-10-01", "2026-10\n", "x"],
)
def test_any_other_spelling_is_no_month(text: str) -> None:
    with pytest.raises(ValueError, match="not a month"):
        month_named(text)


@pytest.mark.parametrize("year", HOLIDAYS)
def test_the_published_holidays_are_the_legal_holidays(year: int) -> None:
    days = {date.fromisoformat(f"{year}-{day}") for day in HOLIDAYS[year].split()}
    observed = {
        day
        for day in legal_holidays(year)
        if not (day.weekday() == 6 and day.toordinal() + 1 in {d.toordinal() for d in days})
    }
    assert observed == days


def test_the_friday_before_a_saturday_holiday_is_a_business_day() -> None:
    assert is_business_day(date(2026, 7, 3))


def test_the_monday_after_a_sunday_holiday_is_none() -> None:
    assert not is_business_day(date(2027, 7, 5))
    assert is_business_day(date(2027, 7, 6))


def test_suffolk_countys_own_holidays_count_only_when_asked_for() -> None:
    assert is_business_day(date(2026, 6, 17))
    assert not is_business_day(date(2026, 6, 17), suffolk_county=True)
    assert not is_business_day(date(2024, 3, 18), suffolk_county=True)


def test_suffolk_countys_own_holidays_have_names_and_their_clause() -> None:
    days = suffolk_county_days(2024)
    assert [(day, held.name) for day, held in days.items()] == [
        (date(2024, 3, 18), "Evacuation Day"),
        (date(2024, 6, 17), "Bunker Hill Day"),
    ]
    assert all("c.4 s.7" in held.citation for held in days.values())


@pytest.mark.parametrize(
    ("received", "suffolk_county", "deadline"),
    [
        ("2026-06-16", False, "2026-06-24"),
        ("2026-06-16", True, "2026-06-25"),
        ("2026-11-20", False, "2026-11-30"),
        ("2026-06-26", False, "2026-07-03"),
        ("2026-04-16", False, "2026-04-24"),
        ("2026-07-01", False, "2026-07-08"),
        ("2027-07-02", False, "2027-07-12"),
        ("2026-05-23", False, "2026-06-01"),
        ("2025-12-24", False, "2026-01-02"),
        ("2026-11-25", False, "2026-12-03"),
        ("2026-06-27", False, "2026-07-03"),
    ],
)
def test_five_business_days_after_a_day(received: str, suffolk_county: bool, deadline: str) -> None:
    calendar = partial(is_business_day, suffolk_county=suffolk_county)
    found = business_days_after(date.fromisoformat(received), 5, calendar)
    assert found == date.fromisoformat(deadline)


@pytest.mark.parametrize("year", [1776, 2101])
def test_a_year_whose_holidays_are_not_known_is_refused(year: int) -> None:
    with pytest.raises(OverflowError, match=str(year)):
        is_business_day(date(year, 7, 5))


def test_legal_holidays_have_names() -> None:
    names = legal_holiday_names(2026)
    assert names.keys() == legal_holidays(2026)
    assert names[date(2026, 4, 20)] == "Patriots' Day"
