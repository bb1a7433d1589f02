"""What may be asked of a list, as plain values: which rows, in which order.

A screen builds an ``Ask``, a query answers it, a saved view keeps it.
"""

from dataclasses import dataclass
from enum import StrEnum


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
    """All that is asked of a list. ``chip`` is the key of its quick filter, empty for every row."""

    chip: str = ""
    filters: tuple[Filter, ...] = ()
    sorts: tuple[Sort, ...] = ()


EVERYTHING = Ask()
