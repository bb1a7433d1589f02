"""Where a member lives on a day (``billing.md``, rental months)."""

from datetime import date

import pytest

from dmedesk.members.rules.residences import Stay, first_moved, setting_on
from dmedesk.members.rules.words import Setting

HOME, FACILITY = Setting.HOME, Setting.NURSING_FACILITY
IN_JUNE = Stay(FACILITY, date(2026, 6, 1), date(2026, 7, 1))


def test_no_residence_means_home() -> None:
    assert setting_on([], date(2026, 6, 1)) is HOME


@pytest.mark.parametrize(
    ("day", "setting"),
    [
        (date(2026, 5, 31), HOME),
        (date(2026, 6, 1), FACILITY),
        (date(2026, 6, 30), FACILITY),
        (date(2026, 7, 1), HOME),
    ],
)
def test_a_residence_counts_from_its_first_through_its_last_day(
    day: date, setting: Setting
) -> None:
    assert setting_on([IN_JUNE], day) is setting


def test_an_open_residence_has_no_end() -> None:
    assert setting_on([Stay(FACILITY, date(2020, 1, 1))], date(2036, 1, 1)) is FACILITY


def test_of_two_residences_the_one_that_began_later_counts() -> None:
    since_may = Stay(HOME, date(2026, 5, 1))
    for stays in ([IN_JUNE, since_may], [since_may, IN_JUNE]):
        assert setting_on(stays, date(2026, 6, 1)) is FACILITY
        assert setting_on(stays, date(2026, 5, 31)) is HOME
        assert setting_on(stays, date(2026, 7, 1)) is HOME


def test_the_first_day_that_a_correction_moves() -> None:
    days = [date(2026, 6, 5), date(2026, 7, 5), date(2026, 8, 5)]
    longer = Stay(FACILITY, date(2026, 6, 1), date(2026, 8, 1))
    assert first_moved([IN_JUNE], [longer], days) == date(2026, 7, 5)
    assert first_moved([IN_JUNE], [], days) == date(2026, 6, 5)
    assert first_moved([IN_JUNE], [IN_JUNE._replace(from_on=date(2026, 6, 5))], days) is None
    assert first_moved([IN_JUNE], [], []) is None
