"""Numbers go forward and have no gaps; a prefix is part of a file's name."""

import pytest

from dmedesk.shop.rules.numbering import numbering_findings, numbering_moved_on


@pytest.mark.parametrize(
    ("prefix", "number", "width", "is_begun", "codes"),
    [
        ("INV-", 8, 6, True, []),
        ("", 8, 1, True, []),
        ("2026-", 5001, 6, False, []),
        ("INV-", 9, 6, True, ["numbers_were_given"]),
        ("INV-", 7, 6, False, ["number_backward"]),
        ("A1", 8, 6, True, ["bad_prefix"]),
        ("a/b-", 7, 13, True, ["bad_prefix", "number_backward", "bad_width"]),
    ],
)
def test_what_is_possible(
    prefix: str, number: int, width: int, is_begun: bool, codes: list[str]
) -> None:
    found = numbering_findings(prefix, number, width, next_now=8, is_begun=is_begun)
    assert [finding.code for finding in found] == codes


def test_a_numbering_that_moved_on_is_read_again() -> None:
    assert "F5" in numbering_moved_on().remedy
