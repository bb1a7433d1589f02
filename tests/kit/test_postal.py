"""Addresses on paper: nothing for what is not known."""

import pytest

from dmedesk.kit.postal import address_lines


@pytest.mark.parametrize(
    ("parts", "lines"),
    [
        (
            ("1 Main Street", "Apt 2", "Lynn", "MA", "01901"),
            ("1 Main Street", "Apt 2", "Lynn, MA 01901"),
        ),
        (("1 Main Street", None, "Lynn", None, None), ("1 Main Street", "Lynn")),
        ((None, None, None, "MA", "01901"), ("MA 01901",)),
        (("", "", "", "", ""), ()),
        ((None,) * 5, ()),
    ],
)
def test_an_address_has_the_lines_that_are_known(
    parts: tuple[str | None, str | None, str | None, str | None, str | None],
    lines: tuple[str, ...],
) -> None:
    assert address_lines(*parts) == lines
