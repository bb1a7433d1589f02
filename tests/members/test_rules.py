"""Where a member lives on a day (``billing.md``, rental months), and the forms of identifiers.

The NPI example is that of CMS's paper on the check digit, the MBI that of CMS's sample card.
"""

from datetime import date

import pytest

from dmedesk.members.rules import (
    Setting,
    Stay,
    masshealth_id_is_valid,
    mbi_is_valid,
    npi_is_valid,
    setting_on,
)

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


@pytest.mark.parametrize(
    ("npi", "valid"),
    [
        ("1234567893", True),
        ("1558598797", True),
        ("1234567890", False),
        ("1234567892", False),
        ("1234567894", False),
        ("9992233334", False),
        ("7778889999", False),
        ("1111155555", False),
        ("123456789", False),
        ("12345678931", False),
        ("0234567893", False),
        ("2234567891", True),
        ("3234567899", False),
        ("123456789x", False),
        ("\uff11234567893", False),
        (" 1234567893", False),
        ("1234567893\n", False),
        ("", False),
    ],
)
def test_an_npi_has_ten_digits_a_first_of_1_or_2_and_a_check_digit(npi: str, valid: bool) -> None:
    assert npi_is_valid(npi) is valid


@pytest.mark.parametrize(
    ("mbi", "valid"),
    [
        ("1EG4TE5MK73", True),
        ("1EG4-TE5-MK73", True),
        ("1eg4te5mk73", True),
        ("2AG9-XC4-NN22", True),
        ("1SG4-TE5-MK73", False),
        ("1EG4-LE5-MK73", False),
        ("1EG4-TE5-OK73", False),
        ("1EG4-TE5-MI73", False),
        ("1BG4-TE5-MK73", False),
        ("1EG4-ZE5-MK73", False),
        ("AEG4-TE5-MK73", False),
        ("0EG4TE5MK73", False),
        ("12G4-TE5-MK73", False),
        ("1EG4TE5MK7", False),
        ("1EG4TE5MK734", False),
        ("123456789A", False),
    ],
)
def test_an_mbi_has_cmss_eleven_positions(mbi: str, valid: bool) -> None:
    assert mbi_is_valid(mbi) is valid


@pytest.mark.parametrize(
    ("masshealth_id", "valid"),
    [("100012345678", True), ("10001234567", False), ("1000123456789", False), ("", False)],
)
def test_a_masshealth_id_has_twelve_digits(masshealth_id: str, valid: bool) -> None:
    assert masshealth_id_is_valid(masshealth_id) is valid
