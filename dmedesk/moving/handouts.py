"""Spreadsheets that the import centre hands out: empty templates, and rows that stayed out."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dmedesk.kit.cells import choices_of, count, day, hcpcs, last_day, money, ordinal, zip_code
from dmedesk.kit.records import Column, PlacedFinding, RecordFile
from dmedesk.moving.plan import ImportPlan
from dmedesk.moving.wording import column_words, finding_in_words
from dmedesk.moving.workbooks import Sheet

_RED, _HEAD = "FFF8D7D4", "FFEDEBE6"
_WIDTH = 18
_EXAMPLES: Mapping[str, str] = {
    "city": "Lowell",
    "description": "Standard wheelchair",
    "facility_name": "Merrimack House",
    "first_name": "Rose",
    "last_name": "Alda",
    "masshealth_id": "100000000001",
    "medicare_mbi": "1EG4TE5MK73",
    "member_no": "M1",
    "name": "MassHealth",
    "npi": "1234567893",
    "pa_number": "PA7",
    "payer_code": "MH",
    "phone": "617-555-0100",
    "product_no": "WCS",
    "rental_no": "R1",
    "serial": "SN-100",
    "state": "MA",
}
_BY_READER: Mapping[Any, tuple[str, str]] = {
    count: ("3", "a whole number"),
    day: ("2026-01-31", "a day, YYYY-MM-DD or MM/DD/YYYY"),
    hcpcs: ("K0001", "a HCPCS code of five signs"),
    last_day: ("2026-12-31", "the last day, both days included; empty: no end"),
    money: ("55.00", "dollars and cents"),
    ordinal: ("1", "a whole number from 1"),
    zip_code: ("01850", "five digits, or five, a hyphen and four"),
}


def example_of(column: Column) -> str:
    """What a cell of the column may hold."""
    choices = choices_of(column.read)
    return (
        choices[0] if choices else _EXAMPLES.get(column.name, _BY_READER.get(column.read, ("",))[0])
    )


def note_of(column: Column) -> str:
    """What must stand in the column, in words."""
    choices = choices_of(column.read)
    said = f"one of: {', '.join(choices)}" if choices else ""
    said = said or _BY_READER.get(column.read, ("", "text"))[1]
    return f"required; {said}" if column.required else said


def template_csv(file: RecordFile) -> bytes:
    """The header and one example row of a kind, as CSV."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([column.name for column in file.columns])
    writer.writerow([example_of(column) for column in file.columns])
    # With its mark, a spreadsheet program knows the alphabet.
    return stream.getvalue().encode("utf-8-sig")


def template_workbook(files: Sequence[RecordFile]) -> bytes:
    """A workbook with a sheet for each kind (header, one example row), and one of notes."""
    book, style = _book()
    for file in files:
        sheet = book.create_sheet(file.name)
        sheet.append([column.name for column in file.columns])
        sheet.append([example_of(column) for column in file.columns])
        style(sheet, width=len(file.columns))
    notes = book.create_sheet("notes")
    notes.append(["sheet", "column", "what stands there"])
    for file in files:
        for column in file.columns:
            notes.append([file.name, column.name, note_of(column)])
    style(notes, width=3)
    return _saved(book)


def faults_workbook(
    plan: ImportPlan,
    sheets: Sequence[Sheet],
    faults: Mapping[tuple[str, int], Sequence[PlacedFinding]],
) -> bytes:
    """The rows that stay out, as they were, with the reason beside them and the cell in red."""
    from openpyxl.styles import PatternFill  # noqa: PLC0415 - as in _book

    book, style = _book()
    red = PatternFill("solid", fgColor=_RED)
    for sheet in sheets:
        mine = plan.sheets[sheet.key]
        headers = list(sheet.headers(mine))
        bad = [line for line in sheet.rows(mine) if (sheet.key, line.number) in faults]
        bad += [line for line in sheet.rows(mine) if line.number in mine.left_out]
        if not bad:
            continue
        page = book.create_sheet(_title(sheet.title, book.sheetnames))
        page.append([*headers, "line", "reason"])
        style(page, width=len(headers) + 2)
        for line in bad:
            found = faults.get((sheet.key, line.number), ())
            cells = list(line.cells[: len(headers)])
            cells += [""] * (len(headers) - len(cells))
            page.append([*map(_as_text, cells), line.number, _reason(found)])
            for place in _places(mine.sources, found):
                page.cell(page.max_row, place + 1).fill = red
    if not book.sheetnames:
        book.create_sheet("rows")
    return _saved(book)


def _places(sources: Mapping[str, Any], found: Sequence[PlacedFinding]) -> Iterator[int]:
    for finding in found:
        source = sources.get(finding.column)
        if source is not None and source.place >= 0:
            yield source.place


def _reason(found: Sequence[PlacedFinding]) -> str:
    if not found:
        return "Left out by hand."
    return " ".join(_sentence(one) for one in found)


def _sentence(finding: PlacedFinding) -> str:
    told = finding_in_words(finding)
    place = f"{column_words(told.column)}: " if told.column else ""
    return f"{place}{told.message} {told.remedy}"


def _as_text(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "@")) else cell


def _title(title: str, taken: Sequence[str]) -> str:
    plain = "".join(sign for sign in title if sign not in "[]:*?/\\")[:28] or "rows"
    return plain if plain not in taken else f"{plain} {len(taken)}"


def _book() -> tuple[Any, Any]:
    """An empty workbook, and what dresses a sheet's header."""
    from openpyxl import Workbook  # noqa: PLC0415 - takes a while; paid by those who write one
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    book = Workbook()
    book.remove(book.active)

    def style(sheet: Any, *, width: int) -> None:
        sheet.freeze_panes = "A2"
        for place in range(1, width + 1):
            cell = sheet.cell(1, place)
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=_HEAD)
            sheet.column_dimensions[get_column_letter(place)].width = _WIDTH

    return book, style


def _saved(book: Any) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
