"""Which entry of a parameter is in force: below, on and above its first day."""

from datetime import date

import pytest

from dmedesk.papers.rules.dated import in_force, latest_begun, parameters

ENTRIES = ({"from": date(2024, 1, 1), "value": 2}, {"from": date(2020, 1, 1), "value": 1})


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2019, 12, 31), None),
        (date(2020, 1, 1), 1),
        (date(2023, 12, 31), 1),
        (date(2024, 1, 1), 2),
        (date(2024, 1, 2), 2),
    ],
)
def test_the_entry_that_began_last_is_in_force(day: date, value: int | None) -> None:
    entry = latest_begun(ENTRIES, day)
    assert (None if entry is None else entry["value"]) == value


def test_what_nobody_knows_yet_is_no_answer() -> None:
    with pytest.raises(LookupError, match="days_a_month is not known for 1900-01-01"):
        in_force("supplies.toml", "days_a_month", date(1900, 1, 1))
    assert parameters("supplies.toml") is parameters("supplies.toml")
