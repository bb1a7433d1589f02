"""The files of members, payers and practitioners: what is looked at within a row."""

from datetime import date

import pytest

from dmedesk.kit.findings import Severity
from dmedesk.kit.stored import Values
from dmedesk.members.files import MEMBERS, PRACTITIONERS, RESIDENCES


@pytest.mark.parametrize(
    ("npi", "codes"),
    [("1234567893", []), ("1234567890", ["npi_invalid"]), ("123", ["npi_invalid"])],
)
def test_an_npi_is_looked_at(npi: str, codes: list[str]) -> None:
    faults = list(PRACTITIONERS.check({"npi": npi}))
    assert [fault.code for fault in faults] == codes
    assert all(fault.severity is Severity.WARNING for fault in faults)


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({}, []),
        ({"birth_date": date(1940, 1, 2), "deceased_on": date(1940, 1, 1)}, ["died_before_birth"]),
        ({"birth_date": date(1940, 1, 2), "deceased_on": date(1940, 1, 2)}, []),
        ({"birth_date": None, "deceased_on": date(1940, 1, 1)}, []),
        ({"medicare_mbi": "1eg4-te5-mk73", "masshealth_id": "100200300400"}, []),
        ({"medicare_mbi": "1EG4TE5MK7"}, ["mbi_invalid"]),
        ({"masshealth_id": "10020030040"}, ["masshealth_id_invalid"]),
    ],
)
def test_a_member_is_looked_at(values: Values, codes: list[str]) -> None:
    assert [fault.code for fault in MEMBERS.check(values)] == codes


def test_a_residence_ends_on_its_first_day_or_later() -> None:
    day = date(2026, 1, 2)
    assert list(RESIDENCES.check({"from_on": day, "until_on": date(2026, 1, 3)})) == []
    assert list(RESIDENCES.check({"from_on": day, "until_on": day}))
