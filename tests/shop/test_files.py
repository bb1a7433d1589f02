"""The letterhead and the numbering as files (docs/formats/billing.md, files)."""

import pytest

from dmedesk.kit.records import RecordFile, read_rows
from dmedesk.shop.files import COMPANY, NUMBERING
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
