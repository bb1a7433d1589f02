"""Reads the ZIP files of CMS: rural ZIPs, and ZIPs of former competitive bidding areas.

A copy that went through a spreadsheet has lost the zeros that a ZIP begins with; they are put
back. Year and quarter (``202501``) stand in every row and date the file.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dmedesk.catalog.rules.fees import PublishedZip
from dmedesk.catalog.rules.layouts.reading import Faults, Sheet, Uniqueness
from dmedesk.catalog.rules.layouts.shape import PERIOD, RURAL_ZIP, table_lines
from dmedesk.kit.grid import Line

_STATE = re.compile(r"[A-Z]{2}", re.ASCII)
_ZIP = re.compile(r"\d{3,5}", re.ASCII)
_QUARTER = re.compile(r"(\d{4})0([1-4])", re.ASCII)
_MONTHS_OF_A_QUARTER = 3


def zips(
    sheet: Sheet, columns: Mapping[str, int], faults: Faults
) -> tuple[tuple[PublishedZip, ...], date | None]:
    """Every ZIP with the short name of its former bidding area where it has one, and the first
    day of the quarter that every row names.
    """
    once = Uniqueness(faults, "ZIP")
    rural = RURAL_ZIP in columns
    state, zip_code = ("STATE", RURAL_ZIP) if rural else ("CBASTATE", "CBAZIPCODE")
    found: list[PublishedZip] = []
    quarter: str | None = None
    for line in table_lines(sheet, faults, key=columns.get(state, 0), is_row=_is_state):
        row = _Cells(line, columns, faults)
        digits = row.cell(zip_code)
        if not _ZIP.fullmatch(digits):
            row.fault("bad_zip", zip_code, f"{digits!r} is not a ZIP.", "A ZIP has five digits.")
        padded = digits.rjust(5, "0")
        once.see(padded, f"ZIP {padded}", line.number)
        quarter = _same_quarter(row, quarter)
        found.append(PublishedZip(padded, row.cell(state), "" if rural else _area(row)))
    return tuple(found), _first_day(quarter)


@dataclass(frozen=True, slots=True)
class _Cells:
    """One row's cells by their columns; a column that the header lacks is a fault already."""

    line: Line
    columns: Mapping[str, int]
    faults: Faults

    def cell(self, column: str) -> str:
        return self.line.cells[self.columns[column]] if column in self.columns else ""

    def fault(self, code: str, column: str, message: str, remedy: str) -> None:
        if column in self.columns:
            self.faults.add(code, message, remedy, line=self.line.number, column=column)


def _is_state(cell: str) -> bool:
    return _STATE.fullmatch(cell) is not None


def _same_quarter(row: _Cells, quarter: str | None) -> str:
    """The quarter of the rows before, which this one must name too."""
    found = row.cell(PERIOD)
    if not _QUARTER.fullmatch(found) or (quarter is not None and found != quarter):
        row.fault(
            "bad_quarter",
            PERIOD,
            f"{found!r} is not the quarter of this file.",
            "Every row names the same year and quarter, such as 202501.",
        )
    return quarter or found


def _first_day(quarter: str | None) -> date | None:
    parts = _QUARTER.fullmatch(quarter or "")
    if parts is None:
        return None
    return date(int(parts[1]), 1 + _MONTHS_OF_A_QUARTER * (int(parts[2]) - 1), 1)


def _area(row: _Cells) -> str:
    area = row.cell("CBANAMESHORT")
    if not area:
        row.fault(
            "missing_value",
            "CBANAMESHORT",
            "The ZIP has no area.",
            "Every ZIP names its former bidding area.",
        )
    return area
