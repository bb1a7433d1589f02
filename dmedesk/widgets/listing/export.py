"""What a list shows, as a spreadsheet or as a listing for paper; read on the worker, all of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, TypeVar

from dmedesk.kit.listing import Listing, ListingColumn
from dmedesk.kit.spreadsheet import SheetColumn, Value, write_csv, write_xlsx
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
    """What is shown: the ids in their order, the columns from the left."""

    title: str
    source: ListSource[R]
    ids: Sequence[int]
    columns: Sequence[ListColumn[R]]
    on: date

    def rows(self, session: Any, go_on: GoOn) -> Iterator[R]:
        """Every row, some hundred a statement. Raises ``Stopped``."""
        for start in range(0, len(self.ids), READ_TOGETHER):
            if not go_on(start):
                raise Stopped
            some = self.ids[start : start + READ_TOGETHER]
            yield from self.source.rows(session, some, on=self.on)


def write_shown(shown: Shown[R], path: Path, form: SheetFormat, doors: Doors, go_on: GoOn) -> bool:
    """Write what is shown into a file; answers whether it was (False: stopped)."""
    columns = [SheetColumn(column.title, column.width) for column in shown.columns]
    with doors.reading() as session:
        rows = (
            [value_of(column, row) for column in shown.columns]
            for row in shown.rows(session, go_on)
        )
        try:
            if form is SheetFormat.CSV:
                write_csv(path, columns, rows)
            else:
                write_xlsx(path, shown.title, columns, rows)
        except Stopped:
            return False
    return True


def listing_of(shown: Shown[R], about: str, doors: Doors, go_on: GoOn) -> Listing | None:
    """What is shown, for paper; None where it was stopped."""
    columns = [
        ListingColumn(column.title, column.width, column.figures) for column in shown.columns
    ]
    with doors.reading() as session:
        try:
            rows = [
                [column.text(row) for column in shown.columns] for row in shown.rows(session, go_on)
            ]
        except Stopped:
            return None
    return Listing(shown.title, about, columns, rows)


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
