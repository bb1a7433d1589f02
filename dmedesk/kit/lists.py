"""What may be asked of a list, as plain values: which rows, in which order.

A screen builds an ``Ask``, a query answers it, a saved view keeps it.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import add, itemgetter


class Match(StrEnum):
    """How a filter compares a column's value with its own."""

    CONTAINS = "contains"
    IS = "is"
    FROM = "from"
    TO = "to"


@dataclass(frozen=True, slots=True)
class Filter:
    """Rows whose ``column`` (its key) matches ``value``.

    ``contains`` looks for the text anywhere, without regard to case; ``from`` and ``to`` include
    the value itself. Days are dates, money is integer cents, choices are their stored text.
    """

    column: str
    match: Match
    value: object


@dataclass(frozen=True, slots=True)
class Sort:
    """One column to sort by; earlier sorts of an ``Ask`` weigh more."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """All that is asked of a list. ``chip`` is the key of its quick filter, empty for every row.

    ``group`` is the column whose equal values stand together, before all sorts; empty for none.
    """

    chip: str = ""
    filters: tuple[Filter, ...] = ()
    sorts: tuple[Sort, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that stand together. ``key`` tells it from the others, and means nothing else.

    ``sums`` are what the columns come to that were asked for, in their order.
    """

    key: object
    count: int
    sums: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Grouping:
    """All ids in the order asked, and the groups that they fall into, in the same order."""

    ids: Sequence[int]
    groups: tuple[Group, ...]


def grouping_of(rows: Iterable[tuple[int, object, Sequence[int | None]]]) -> Grouping:
    """The runs of equal keys in rows of id, key and numbers that stand in their order."""
    ids = array("q")
    groups: list[Group] = []
    for key, run in groupby(rows, key=itemgetter(1)):
        first = len(ids)
        sums: list[int] = []
        for row_id, _key, numbers in run:
            ids.append(row_id)
            known = (int(number or 0) for number in numbers)
            sums = [*known] if not sums else [*map(add, sums, known)]
        groups.append(Group(key, len(ids) - first, tuple(sums)))
    return Grouping(ids, tuple(groups))


EVERYTHING = Ask()
