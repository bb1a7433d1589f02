"""The forms of identifiers, by the vectors of CMS and what others found on their way.

The NPI example is that of CMS's paper on the check digit, the MBI that of CMS's sample card. Where
``DMEDESK_TEST_DATA`` names a folder with ``identifiers/``, its whole tables are tried, too.
"""

import csv
import os
from pathlib import Path

import pytest

from dmedesk.members.rules.identifiers import (
    masshealth_id_is_valid,
    mbi_is_valid,
    npi_is_valid,
    plain_number,
)

FOLDER = Path(os.environ.get("DMEDESK_TEST_DATA", "")) / "identifiers"
published = pytest.mark.skipif(
    "DMEDESK_TEST_DATA" not in os.environ, reason="DMEDESK_TEST_DATA names no folder"
)


def vectors(kind: str) -> list[tuple[str, bool]]:
    """Every number of one kind in the published table, and whether it has its form."""
    with (FOLDER / f"{kind}_vectors.csv").open(encoding="utf-8", newline="") as file:
        return [(row[kind], row["expect"] == "valid") for row in csv.DictReader(file)]


@published
def test_the_whole_tables() -> None:
    for kind, is_valid in (("npi", npi_is_valid), ("mbi", mbi_is_valid)):
        told = vectors(kind)
        assert told
        assert [(number, is_valid(number)) for number, _valid in told] == told


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


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("1eg4-te5-mk73", "1EG4TE5MK73"),
        (" 1000 1234 5678 ", "100012345678"),
        ("1EG4TE5MK73", "1EG4TE5MK73"),
        ("", ""),
    ],
)
def test_dashes_and_spaces_are_for_reading(written: str, stored: str) -> None:
    assert plain_number(written) == stored
