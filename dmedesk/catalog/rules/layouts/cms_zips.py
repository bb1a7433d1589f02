"""Reads the ZIP files of CMS: rural ZIPs, and ZIPs of former competitive bidding areas.

A copy that went through a spreadsheet has lost the zeros that a ZIP begins with; they are put
back. Year and quarter (``202501``) stand in every row and date the file.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from dmedesk.catalog.rules.fees import PublishedZip
from dmedesk.catalog.rules.layouts.reading import Faults, Sheet, Uniqueness
from dmedesk.catalog.rules.layouts.shape import PERIOD, RURAL_ZIP, table_lines
from dmedesk.kit.grid import Line

_STATE = re.compile(r"[A-Z]{2}", re.ASCII)
_ZIP = re.compile(r"\d{3,5}", re.ASCII)
_QUARTER = re.compile(r"(\d{4})0([1-4])", re.ASCII)
_MONTHS_OF_A_QUARTER = 3


def zips(sheet: Sheet, columns: Mapping[str, int], faults: Faults) -> Iterator[PublishedZip]:
    """Every ZIP of the file, with the short name of its former bidding area where it has one."""
    once = Uniqueness(faults, "ZIP")
    rural = RURAL_ZIP in columns
    state, zip_code = ("STATE", RURAL_ZIP) if rural else ("CBASTATE", "CBAZIPCODE")
    for line in table_lines(sheet, faults, key=columns.get(state, 0), is_row=_is_state):
        found = line.cells[columns.get(zip_code, 0)]
        if not _ZIP.fullmatch(found):
            faults.add(
                "bad_zip",
                f"{found!r} is not a ZIP.",
                "A ZIP has five digits.",
                line=line.number,
                column=zip_code,
            )
        padded = found.rjust(5, "0")
        once.see(padded, f"ZIP {padded}", line.number)
        area = "" if rural else _area(line, columns, faults)
        yield PublishedZip(padded, line.cells[columns.get(state, 0)], area)


def quarter_of(sheet: Sheet, columns: Mapping[str, int], faults: Faults) -> date | None:
    """The first day of the quarter that every row names; rows that differ are a fault."""
    place = columns.get(PERIOD)
    if place is None:
        return None
    first: str | None = None
    for line in sheet.body:
        found = line.cells[place] if place < len(line.cells) else ""
        if not any(line.cells[1:]):
            continue
        first = first or found
        if found != first or not _QUARTER.fullmatch(found):
            faults.add(
                "bad_quarter",
                f"{found!r} is not the quarter of this file.",
                "Every row names the same year and quarter, such as 202501.",
                line=line.number,
                column=PERIOD,
            )
    quarter = _QUARTER.fullmatch(first or "")
    if quarter is None:
        return None
    return date(int(quarter[1]), 1 + _MONTHS_OF_A_QUARTER * (int(quarter[2]) - 1), 1)


def _is_state(cell: str) -> bool:
    return _STATE.fullmatch(cell) is not None


def _area(line: Line, columns: Mapping[str, int], faults: Faults) -> str:
    area = line.cells[columns.get("CBANAMESHORT", 0)]
    if not area:
        faults.add(
            "missing_value",
            "The ZIP has no area.",
            "Every ZIP names its former bidding area.",
            line=line.number,
            column="CBANAMESHORT",
        )
    return area
