"""Stored words are plain lower-case text."""

from enum import StrEnum

import pytest

from dmedesk.deliveries.rules import words


@pytest.mark.parametrize(
    "kind",
    [value for value in vars(words).values() if isinstance(value, type) and value is not StrEnum],
)
def test_they_are_lower_case(kind: type[StrEnum]) -> None:
    assert all(one.value == one.value.lower() for one in kind)
