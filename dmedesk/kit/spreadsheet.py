"""Writes a table for a spreadsheet program: CSV, or xlsx with true numbers and days.

A text that such a program would take for a formula is made harmless. A file is written whole or
not at all.
"""

import csv
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias

from dmedesk.kit.errors import WorldError

Value: TypeAlias = str | int | Decimal | date | None
"""Money is a ``Decimal`` of dollars; a moment is told as text."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MONEY_FORMAT, _DAY_FORMAT = "#,##0.00", "yyyy-mm-dd"
_CHARACTER = 7.0
"""Pixels of a character, by which a spreadsheet counts a column's width."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column's title, and its width in pixels."""

    title: str
    width: int = 96


def write_csv(path: Path, columns: Sequence[SheetColumn], rows: Iterable[Sequence[Value]]) -> None:
    """Write the table as CSV (UTF-8 with its mark, which spreadsheet programs look for).

    Raises ``WorldError`` where the place cannot be written.
    """

    def write(unfinished: Path) -> None:
        with unfinished.open("w", encoding="utf-8-sig", newline="") as file:
            lines = csv.writer(file)
            lines.writerow([column.title for column in columns])
            lines.writerows([_plain(value) for value in row] for row in rows)

    _whole_or_not(path, write)


def write_xlsx(
    path: Path,
    title: str,
    columns: Sequence[SheetColumn],
    rows: Iterable[Sequence[Value]],
    *,
    last: Sequence[Value] | None = None,
) -> None:
    """Write the table as an Excel workbook of one sheet; its first line stays in sight.

    ``last`` is a line of totals below the rows.
    Raises ``WorldError`` where the place cannot be written.
    """

    def write(unfinished: Path) -> None:
        # openpyxl takes 0.4 s to import: paid by whoever writes a workbook.
        from openpyxl import Workbook  # noqa: PLC0415

        book: Any = Workbook(write_only=True)
        sheet = book.create_sheet(_sheet_title(title))
        sheet.freeze_panes = "A2"
        for place, column in enumerate(columns):
            sheet.column_dimensions[_letters(place)].width = round(column.width / _CHARACTER, 1)
        sheet.append([_cell(sheet, column.title, strong=True) for column in columns])
        try:
            for row in rows:
                sheet.append([_cell(sheet, value) for value in row])
            if last is not None:
                sheet.append([_cell(sheet, value, strong=True) for value in last])
        except BaseException:
            book.save(BytesIO())  # its own way to clear its temporary files away
            raise
        book.save(unfinished)

    _whole_or_not(path, write)


def _cell(sheet: Any, value: Value, *, strong: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415

    if value is None or type(value) is int:
        return value
    made = WriteOnlyCell(sheet, value=value)
    if isinstance(value, Decimal):
        made.number_format = _MONEY_FORMAT
    elif isinstance(value, date):
        made.number_format = _DAY_FORMAT
    else:
        made.data_type = "s"  # a text, also where it begins like a formula
    if strong:
        made.font = Font(bold=True)
    return made


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return str(value)


def _sheet_title(title: str) -> str:
    kept = "".join(letter for letter in title if letter not in "[]:*?/\\")
    return kept[:31] or "List"


def _letters(place: int) -> str:
    letters, number = "", place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _whole_or_not(path: Path, write: Callable[[Path], None]) -> None:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        unfinished.touch()  # whether it can be written is known before any work
        write(unfinished)
        unfinished.replace(path)
    except OSError as error:
        raise WorldError(
            f"{path} could not be written: {error.strerror}.",
            "Choose a folder that you may write to, and close the file if it is open elsewhere.",
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
