"""Rows that stand in groups: a heading before each group, whose rows can be folded away.

A heading has a place among the ids, as a number below zero: so pages, jumps and what is kept in
sight stay what they are without groups. What it is called, its first row says.
"""

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

from dmedesk.kit.lists import Group
from dmedesk.widgets.listing.spec import FilterKind, ListColumn
from dmedesk.widgets.words import money

NOTHING = "nothing"
"""What a group is called whose column is empty."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The line before a group: the group, and its first row, which has its words."""

    group: Group
    row: Any
    is_folded: bool = False


@dataclass(frozen=True)
class Groups:
    """The groups of an answer over all of its ids. ``column`` is the one that they share."""

    column: str
    ids: Sequence[int]
    groups: Sequence[Group]
    folded: frozenset[object] = frozenset()

    @cached_property
    def starts(self) -> list[int]:
        """Where each group begins among the ids."""
        return [0, *accumulate(group.count for group in self.groups)][:-1]

    def shown(self) -> "array[int]":
        """The ids in sight, each group after its heading, without the rows that are folded."""
        made = array("q")
        for at, (group, start) in enumerate(zip(self.groups, self.starts, strict=True)):
            made.append(-1 - at)
            if group.key not in self.folded:
                made.extend(self.ids[start : start + group.count])
        return made

    def first_ids(self, ids: Collection[int]) -> list[int]:
        """The first row of each group whose heading is among these ids."""
        return [self.ids[self.starts[-1 - one]] for one in ids if one < 0]

    def heading(self, mark: int, rows: dict[int, Any]) -> Heading:
        """The heading that this id below zero stands for."""
        group, first = self.groups[-1 - mark], self.ids[self.starts[-1 - mark]]
        return Heading(group, rows.get(first), group.key in self.folded)

    def mark_of(self, key: object) -> int | None:
        """The mark of the group of this key."""
        return next((-1 - at for at, group in enumerate(self.groups) if group.key == key), None)


def heading_text(column: ListColumn[Any], heading: Heading) -> str:
    """What a heading says: its group, and how many rows that has; … until its row is read."""
    said = "…" if heading.row is None else column.text(heading.row).strip() or NOTHING
    return f"{column.title}: {said}  ({heading.group.count:,})"


def summed(columns: Sequence[ListColumn[Any]]) -> tuple[ListColumn[Any], ...]:
    """The columns that are added up: money, and numbers that were declared so."""
    return tuple(
        one
        for one in columns
        if (one.filter is FilterKind.MONEY if one.is_summed is None else one.is_summed)
    )


def sum_text(column: ListColumn[Any], total: int) -> str:
    """A column's sum, written as its cells are."""
    return money(total) if column.filter is FilterKind.MONEY else f"{total:,}"
