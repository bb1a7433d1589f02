"""An audit binder's sections as plain values: each house offers its own, by record reference.

A paper is read only when its turn comes, so that a binder of many papers is made in bounded memory.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dmedesk.kit.media import PDF
from dmedesk.kit.references import RecordRef


@dataclass(frozen=True, slots=True)
class BinderAsk:
    """Whose binder it is, for the days from ``from_on`` and before ``until_on`` (None: no end).

    ``on`` is the day on which it is made.
    """

    ref: RecordRef
    on: date
    from_on: date | None = None
    until_on: date | None = None

    def holds(self, day: date | None) -> bool:
        """Whether a day is in the period; what has no day belongs to every period."""
        return day is None or self.meets(day, day)

    def meets(self, first_on: date | None, last_on: date | None) -> bool:
        """Whether something that lasts from one day to another (None: open) touches the period."""
        begins_before = self.until_on is None or first_on is None or first_on < self.until_on
        ends_after = self.from_on is None or last_on is None or last_on >= self.from_on
        return begins_before and ends_after


@dataclass(frozen=True, slots=True)
class BinderPaper:
    """One paper. ``read`` gets an open session and answers the bytes; it may refuse.

    ``sha256`` is the digest under which the bytes are kept; empty for a paper that is drawn from
    the records when the binder is made.
    """

    title: str
    read: Callable[[Any], bytes]
    on: date | None = None
    sha256: str = ""
    media_type: str = PDF


@dataclass(frozen=True, slots=True)
class BinderColumn:
    """A column of a table: ``share`` is its part of the page; ``figures`` stand at the right."""

    title: str
    share: int
    figures: bool = False


@dataclass(frozen=True, slots=True)
class BinderTable:
    """Records as a table; ``note`` says what it shows, or why it is empty."""

    title: str
    columns: Sequence[BinderColumn]
    rows: Sequence[Sequence[str]]
    note: str = ""


@dataclass(frozen=True, slots=True)
class BinderSection:
    """What one house has of the record: tables, the papers behind them, and what is missing."""

    key: str
    title: str
    rank: int
    tables: tuple[BinderTable, ...] = ()
    papers: tuple[BinderPaper, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.papers or self.missing or any(table.rows for table in self.tables))


def in_order(sections: Iterable[BinderSection]) -> list[BinderSection]:
    """Sections by rank; papers of each by their days, those without one first."""
    return [
        replace(one, papers=tuple(sorted(one.papers, key=lambda paper: paper.on or date.min)))
        for one in sorted(sections, key=lambda one: one.rank)
    ]
