"""Who pays for a member first, second and third on a day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

MOST_RANKS = 9
"""More payers than that nobody has at once; it catches a slip of the finger."""

RANK_WORDS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
"""The ranks as people say them; the last one has no word of its own."""


class Cover(NamedTuple):
    """One payer of a member: in which rank, and from a day up to, and without, ``until_on``.

    ``coverage_id`` is None for one that is not entered yet.
    """

    coverage_id: int | None
    payer: str
    rank: int
    from_on: date
    until_on: date | None = None


def in_words(rank: int) -> str:
    """The rank as people say it: ``first``."""
    return RANK_WORDS[rank] if 0 < rank < len(RANK_WORDS) else f"no. {rank}"


def is_in_force(from_on: date, until_on: date | None, day: date) -> bool:
    """Whether a range that runs up to, and without, ``until_on`` holds on the day."""
    return from_on <= day and (until_on is None or day < until_on)


def in_force(covers: Iterable[Cover], day: date) -> list[Cover]:
    """The coverage of one member on a day, the first payer first."""
    held = (one for one in covers if is_in_force(one.from_on, one.until_on, day))
    return sorted(held, key=lambda one: (one.rank, one.from_on))


def overlapping(covers: Sequence[Cover]) -> Iterator[tuple[Cover, Cover]]:
    """Every two of one rank on the same day: a member has one first payer, one second."""
    in_order = sorted(covers, key=lambda one: (one.rank, one.from_on))
    for earlier, later in combinations(in_order, 2):
        is_over = earlier.until_on is not None and earlier.until_on <= later.from_on
        if earlier.rank == later.rank and not is_over:
            yield earlier, later


def next_rank(covers: Iterable[Cover], day: date) -> int:
    """The first rank that is free on a day and after it."""
    taken = {one.rank for one in covers if one.until_on is None or one.until_on > day}
    return next(rank for rank in range(1, MOST_RANKS + 2) if rank not in taken)
