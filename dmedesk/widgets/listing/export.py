"""What a list shows, as a spreadsheet or as a listing for paper; read on the worker, all of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, TypeVar

from dmedesk.kit.listing import Listing, ListingColumn
from dmedesk.kit.spreadsheet import SheetColumn, Value, write_csv, write_xlsx
from dmedesk.widgets.listing.grouping import Groups, Heading, heading_text, sum_text
from dmedesk.widgets.listing.spec import FilterKind, ListColumn, ListSource
from dmedesk.widgets.tasks import Doors, GoOn

R = TypeVar("R")
READ_TOGETHER = 500
PRINTED_AT_MOST = 20_000
"""Rows on paper: some 500 pages."""

_CENT = Decimal("0.01")


class SheetFormat(StrEnum):
    """The kinds of file that a list is exported to."""

    CSV = "csv"
    XLSX = "xlsx"


class Stopped(Exception):
    """The export was stopped; no file was written."""


@dataclass(frozen=True, slots=True)
class Shown(Generic[R]):
    """What is shown: the ids in their order, the columns from the left.

    Folded rows are taken out too. ``totals`` are what columns come to, where that is shown.
    """

    title: str
    source: ListSource[R]
    ids: Sequence[int]
    columns: Sequence[ListColumn[R]]
    on: date
    groups: Groups | None = None
    totals: Mapping[str, int] = field(default_factory=dict)
    group: ListColumn[R] | None = None

    @property
    def taken(self) -> Sequence[ListColumn[R]]:
        """The columns of a file: the one that rows are grouped by is there, shown or not."""
        is_missing = self.group is not None and self.group not in self.columns
        return [self.group, *self.columns] if is_missing and self.group else self.columns

    def rows(self, session: Any, go_on: GoOn) -> Iterator[R]:
        """Every row, some hundred a statement. Raises ``Stopped``."""
        for start in range(0, len(self.ids), READ_TOGETHER):
            if not go_on(start):
                raise Stopped
            some = self.ids[start : start + READ_TOGETHER]
            yield from self.source.rows(session, some, on=self.on)


def write_shown(shown: Shown[R], path: Path, form: SheetFormat, doors: Doors, go_on: GoOn) -> bool:
    """Write what is shown into a file; answers whether it was (False: stopped).

    Groups are an order and a column, without headings: a file is read by programs. Totals are the
    last line of a workbook; CSV has none.
    """
    taken = shown.taken
    columns = [SheetColumn(column.title, column.width) for column in taken]
    with doors.reading() as session:
        rows = ([value_of(column, row) for column in taken] for row in shown.rows(session, go_on))
        try:
            if form is SheetFormat.CSV:
                write_csv(path, columns, rows)
            else:
                write_xlsx(path, shown.title, columns, rows, last=_last_line(shown))
        except Stopped:
            return False
    return True


def listing_of(shown: Shown[R], about: str, doors: Doors, go_on: GoOn) -> Listing | None:
    """What is shown, for paper; None where it was stopped."""
    columns = [
        ListingColumn(column.title, column.width, column.figures) for column in shown.columns
    ]
    rows: list[list[str]] = []
    strong: set[int] = set()
    groups = (
        {}
        if shown.groups is None
        else dict(zip(shown.groups.starts, shown.groups.groups, strict=True))
    )
    with doors.reading() as session:
        try:
            for place, row in enumerate(shown.rows(session, go_on)):
                if place in groups and shown.group is not None:
                    strong.add(len(rows))
                    words = heading_text(shown.group, Heading(groups[place], row))
                    rows.append(_sums_line(shown, words, groups[place].sums))
                rows.append([column.text(row) for column in shown.columns])
        except Stopped:
            return None
    if shown.totals:
        strong.add(len(rows))
        rows.append(_sums_line(shown, "Total", tuple(shown.totals.values())))
    return Listing(shown.title, about, columns, rows, frozenset(strong))


def _sums_line(shown: Shown[R], words: str, sums: Sequence[int]) -> list[str]:
    """Words in the first column, and what columns come to in theirs."""
    by_key = dict(zip(shown.totals, sums, strict=False))
    line = [
        sum_text(column, by_key[column.key]) if column.key in by_key else ""
        for column in shown.columns
    ]
    return [line[0] or words, *line[1:]]


def _last_line(shown: Shown[R]) -> list[Value] | None:
    """A workbook's last line: what the columns come to, where that is shown."""
    if not shown.totals:
        return None
    line: list[Value] = []
    for place, column in enumerate(shown.taken):
        total = shown.totals.get(column.key)
        if total is None:
            line.append("" if place else "Total")
        else:
            is_money = column.filter is FilterKind.MONEY
            line.append(Decimal(total) * _CENT if is_money else total)
    return line


def value_of(column: ListColumn[R], row: R) -> Value:
    """A cell as a spreadsheet takes it: a number, a day, dollars; else its text."""
    stored = getattr(row, column.key, None)
    if column.filter is FilterKind.MONEY and isinstance(stored, int):
        return Decimal(stored) * _CENT
    if column.filter is FilterKind.DAY and isinstance(stored, date):
        return stored
    if column.filter is FilterKind.NUMBER and isinstance(stored, int):
        return stored
    return column.text(row)
