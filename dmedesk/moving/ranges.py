"""Ids as ranges, so that a hundred thousand rows of an import are a few numbers."""

from collections.abc import Iterable, Sequence


def ranges_of(ids: Iterable[int]) -> list[list[int]]:
    """Ids as pairs of first and last, in order."""
    ranges: list[list[int]] = []
    for one in sorted(set(ids)):
        if ranges and ranges[-1][1] == one - 1:
            ranges[-1][1] = one
        else:
            ranges.append([one, one])
    return ranges


def ids_of(ranges: Iterable[Sequence[int]]) -> list[int]:
    """The ids of the ranges."""
    return [one for first, last in ranges for one in range(first, last + 1)]
