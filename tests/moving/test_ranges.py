"""Ids as ranges and back."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dmedesk.moving.ranges import ids_of, ranges_of


@given(st.sets(st.integers(1, 200)))
def test_there_and_back(ids: set[int]) -> None:
    ranges = ranges_of(ids)
    assert ids_of(ranges) == sorted(ids)
    assert all(later[0] > earlier[1] + 1 for earlier, later in pairwise(ranges))


def test_one_range_for_what_follows_one_another() -> None:
    assert ranges_of([3, 1, 2, 7]) == [[1, 3], [7, 7]]
