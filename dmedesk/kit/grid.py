"""Reads a spreadsheet, ``.csv`` or ``.xlsx``, into lines of plain text, each with its number.

Nothing is understood here: no header is looked for and no cell is judged, so that the layouts of
others and our own files start from the same lines. A file that cannot be read at all is refused.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from python_calamine import CalamineError, CalamineWorkbook, ZipError

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity

ZIP_SIGNATURE = b"PK\x03\x04"
"""How every ``.xlsx`` file begins, whatever it is called."""

_SEPARATORS = (",", ";", "\t", "|")
_LOOKED_AT = 50

# A spreadsheet shows 15 digits of a number and keeps noise behind them.
_DIGITS_SHOWN = ".15g"

_Cell: TypeAlias = int | float | str | bool | time | date | datetime | timedelta


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number as an editor or spreadsheet shows it, and its cells without edges."""

    number: int
    cells: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(self.cells)


def read_grid(content: bytes, *, file_name: str, encodings: tuple[str, ...]) -> list[Line]:
    """Every line of the file, empty ones too; of a workbook, its first sheet.

    ``encodings`` are tried in order for text (``utf-8-sig`` takes a byte-order mark or none).
    Raises ``Refused`` where the bytes are neither text in one of them nor a workbook.
    """
    if content.startswith(ZIP_SIGNATURE):
        return _workbook_lines(content, file_name)
    return _text_lines(_decoded(content, file_name, encodings), file_name)


def read_sheets(
    content: bytes, *, file_name: str, encodings: tuple[str, ...]
) -> list[tuple[str, list[Line]]]:
    """Every sheet of the file with its title; a text file is one sheet without a title.

    Its cells are parted by commas, semicolons, tabs or bars, whichever makes a table of it.

    Raises ``Refused`` as ``read_grid`` does.
    """
    if not content.startswith(ZIP_SIGNATURE):
        text = _decoded(content, file_name, encodings)
        return [("", _text_lines(text, file_name, separator_of(text)))]
    with _refused_where_unreadable(file_name):
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [(name, _lines(workbook, name)) for name in workbook.sheet_names]


def _decoded(content: bytes, file_name: str, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _unreadable(
        file_name,
        "is not readable as text.",
        "Save it again as CSV UTF-8, or as an .xlsx workbook.",
    )


def separator_of(text: str) -> str:
    """What parts the cells: most lines have as many as each other by it, and more than one."""

    def fits(separator: str) -> tuple[int, int]:
        reader = csv.reader(text.splitlines()[:_LOOKED_AT], delimiter=separator)
        widths: Counter[int] = Counter()
        with suppress(csv.Error):  # the whole is read strictly later, and says where it breaks off
            widths.update(len(cells) for cells in reader if len(cells) > 1)
        width, lines = widths.most_common(1)[0] if widths else (0, 0)
        return lines, width

    return max(_SEPARATORS, key=fits)


def _text_lines(text: str, file_name: str, separator: str = ",") -> list[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    lines: list[Line] = []
    number = 1
    try:
        for cells in reader:
            lines.append(Line(number, tuple(cell.strip() for cell in cells)))
            number = reader.line_num + 1
    except csv.Error as error:
        raise _unreadable(
            file_name,
            f"breaks off at line {reader.line_num}: {error}.",
            "Look for a quotation mark that is not closed there.",
        ) from error
    return lines


def _workbook_lines(content: bytes, file_name: str) -> list[Line]:
    with _refused_where_unreadable(file_name):
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return _lines(workbook, workbook.sheet_names[0])


@contextmanager
def _refused_where_unreadable(file_name: str) -> Iterator[None]:
    try:
        yield
    except (CalamineError, ZipError) as error:
        raise _unreadable(
            file_name, f"is not a readable workbook: {error}.", "Save it again as .xlsx or CSV."
        ) from error


def _lines(workbook: CalamineWorkbook, title: str) -> list[Line]:
    rows = workbook.get_sheet_by_name(title).to_python(skip_empty_area=False)
    return [
        Line(number, tuple(_cell_text(cell) for cell in row)) for number, row in enumerate(rows, 1)
    ]


def _cell_text(cell: _Cell) -> str:
    """What a person sees in the cell, dates as YYYY-MM-DD."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        return format(cell, _DIGITS_SHOWN)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell).strip()


def _unreadable(file_name: str, what: str, remedy: str) -> Refused:
    return Refused(
        [
            Finding(
                Severity.STOP,
                code="unreadable_file",
                message=f"The file {what}",
                subject=file_name,
                remedy=remedy,
            )
        ]
    )
