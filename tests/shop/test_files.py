"""The letterhead and the numbering as files (docs/formats/billing.md, files)."""

import pytest

from dmedesk.kit.records import RecordFile, read_rows
from dmedesk.shop.files import CLOSED_DAYS, COMPANY, NUMBERING, POLICIES, RIGHTS, STAFF
from tests.catalog.excerpts import lines_of


def codes(file: RecordFile, text: str) -> list[str]:
    """The codes of the findings on a file."""
    return [one.code for one in read_rows(file, file="x.csv", lines=lines_of(text)).findings]


def test_a_letterhead_has_a_day_and_a_name() -> None:
    assert codes(COMPANY, "from_on,name,zip\n2026-01-01,Example Medical,2134\n") == []
    assert codes(COMPANY, "from_on,name\n,Example Medical\n") == ["missing_value"]


@pytest.mark.parametrize(
    ("prefix", "found"),
    [("INV-", []), ("", []), ("2026-", []), ("A1", ["bad_prefix"]), ("a/b-", ["bad_prefix"])],
)
def test_a_prefix_names_a_file_and_ends_in_no_digit(prefix: str, found: list[str]) -> None:
    text = f"series,prefix,next_number,width\ninvoices,{prefix},1,6\n"
    assert codes(NUMBERING, text) == found


def test_only_sequences_that_the_program_has_are_numbered() -> None:
    text = "series,prefix,next_number,width\ntickets,T-,0,6\n"
    assert codes(NUMBERING, text) == ["bad_choice", "bad_number"]


def test_people_have_a_role_that_the_program_has() -> None:
    assert codes(STAFF, "name,role,from_on,until_on\nAna,Owner,2026-01-01,\n") == []
    text = "name,role,from_on,until_on\nAna,boss,2026-01-01,\nBen,biller,2026-01-02,2025-12-31\n"
    assert codes(STAFF, text) == ["bad_choice", "until_before_from"]


def test_ticks_name_a_right() -> None:
    assert codes(RIGHTS, "role,right,ticked\nbiller,export,no\n") == []
    assert codes(RIGHTS, "role,right,ticked\nbiller,fly,perhaps\n") == ["bad_choice"] * 2


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("idle_minutes,,,2026-01-01,2026-01-01T09:00:00Z,15,Asked,Ana", []),
        ("idle_minutes,,,2026-01-01,2026-01-01T09:00:00Z,0,Asked,Ana", ["bad_choice"]),
        ("weather,,,2026-01-01,2026-01-01T09:00:00Z,x,Asked,Ana", ["unknown_policy"]),
        ("idle_minutes,,,2026-01-01,2026-01-01T09:00:00Z,15,,Ana", ["missing_value"]),
    ],
)
def test_a_policy_is_one_that_may_be_said(row: str, found: list[str]) -> None:
    head = "policy,regime,payer_code,from_on,said_at,value,why,said_by"
    assert codes(POLICIES, f"{head}\n{row}\n") == found


def test_a_closed_day_has_a_name() -> None:
    assert codes(CLOSED_DAYS, "closed_on,name\n2026-02-02,\n") == ["missing_value"]
