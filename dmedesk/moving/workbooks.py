"""The sheets of an import's files, and what a plan makes of them: lines under our own headers."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from dmedesk.kit.cells import Reader, Unreadable, choices_of, day, last_day
from dmedesk.kit.errors import Refused, WorldError
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.grid import Line, read_sheets
from dmedesk.kit.records import RecordFile
from dmedesk.moving import synonyms
from dmedesk.moving.headers import Source, guess_kind, header_line, match, part_of
from dmedesk.moving.plan import ImportPlan, SheetPlan, folded

ENDINGS = (".csv", ".xlsx", ".xlsm", ".txt")
ENTERED = "entered here"
"""What stands for a file where a record was entered in the import centre itself."""

_ENCODINGS = ("utf-8-sig", "cp1252")
_MONTH_FORMS = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y")
_LARGEST = 100_000_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its ``key`` is what it is called in findings, ``digest`` its file's SHA-256."""

    key: str
    title: str
    digest: str
    lines: tuple[Line, ...]

    def headers(self, plan: SheetPlan) -> tuple[str, ...]:
        """The cells of its header line."""
        return self.lines[plan.header].cells if plan.header < len(self.lines) else ()

    def rows(self, plan: SheetPlan) -> Iterator[Line]:
        """The lines below the header that are not empty."""
        return (line for line in self.lines[plan.header + 1 :] if not line.is_empty)


def files_in(places: Iterable[Path]) -> list[Path]:
    """The files that can be imported among these, and in these folders."""
    found: list[Path] = []
    for place in places:
        some = sorted(place.iterdir()) if place.is_dir() else [place]
        found += [
            path
            for path in some
            if path.suffix.casefold() in ENDINGS and not path.name.startswith((".", "~$"))
        ]
    return list(dict.fromkeys(found))


def read_files(paths: Sequence[Path]) -> list[Sheet]:
    """Every sheet that holds anything, of every file.

    Raises ``WorldError`` where a file cannot be read, ``Refused`` where one is no spreadsheet.
    """
    sheets: list[Sheet] = []
    for path in paths:
        content = _content(path)
        digest = sha256(content).hexdigest()
        found = read_sheets(content, file_name=path.name, encodings=_ENCODINGS)
        filled = [(title, lines) for title, lines in found if any(not li.is_empty for li in lines)]
        for title, lines in filled:
            key = path.name if len(filled) == 1 else f"{path.name} – {title}"
            alone = path.stem if len(filled) == 1 and not _says_something(title) else title
            sheets.append(Sheet(key, alone or path.stem, digest, tuple(lines)))
    if not sheets:
        raise Refused(
            [
                Finding(
                    Severity.STOP,
                    "nothing_to_import",
                    "There is nothing in these files that could be imported.",
                    remedy="Choose a CSV file or a workbook (.xlsx) with a table in it.",
                )
            ]
        )
    return sheets


def _says_something(title: str) -> bool:
    return bool(title) and re.fullmatch(r"(?i)(sheet|table|tabelle|feuil)\s*\d*", title) is None


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise WorldError(f"{path} is larger than any table.", "Choose the table itself.")
        return path.read_bytes()
    except OSError as error:
        raise WorldError(
            f"{path} cannot be read: {error.strerror}.", "Close it elsewhere, or copy it anew."
        ) from error


def first_plan(
    sheets: Sequence[Sheet], *, kinds: Mapping[str, RecordFile], paths: Sequence[Path]
) -> ImportPlan:
    """What the headers of the sheets say by themselves. No kind is taken twice."""
    plan = ImportPlan(name=paths[0].stem if paths else "", paths=[str(path) for path in paths])
    for sheet in sheets:
        header = header_line([line.cells for line in sheet.lines], kinds=kinds)
        mine = SheetPlan(header=header)
        free = {name: file for name, file in kinds.items() if name not in _kinds_of(plan)}
        mine.kind = guess_kind(sheet.headers(mine), title=sheet.title, kinds=free) or ""
        if mine.kind:
            mine.sources = match(sheet.headers(mine), kinds[mine.kind].columns)
        plan.sheets[sheet.key] = mine
    return plan


def _kinds_of(plan: ImportPlan) -> set[str]:
    return {sheet.kind for sheet in plan.sheets.values()}


def prepared(sheet: Sheet, plan: SheetPlan, file: RecordFile) -> list[Line]:
    """The sheet's lines as our own file would have them, each with its own number.

    Empty lines are passed over, and those that the user leaves out.
    """
    readers = {column.name: column.read for column in file.columns}
    names = [name for name in plan.sources if name in readers]
    number = sheet.lines[plan.header].number if sheet.lines else 1
    lines = [Line(number, tuple(names))]
    for line in sheet.rows(plan):
        if line.number not in plan.left_out:
            cells = (_cell(line, name, plan, readers[name]) for name in names)
            lines.append(Line(line.number, tuple(cells)))
    return lines


def _cell(line: Line, name: str, plan: SheetPlan, read: Reader) -> str:
    fixed = plan.fixes.get(line.number, {}).get(name)
    cell = theirs(line, plan.sources[name]) if fixed is None else fixed
    return understood(cell, name, read, plan.meanings.get(name, {}))


def theirs(line: Line, source: Source) -> str:
    """What the sheet has in a line for a column."""
    if source.place < 0:
        return source.always
    cell = line.cells[source.place] if source.place < len(line.cells) else ""
    return part_of(cell, source.part)


def told_beside(
    sheet: Sheet, plan: SheetPlan, name: str, cell: str, file: RecordFile
) -> Mapping[str, str]:
    """What the first row with this cell tells, beside it, of the record that the cell names.

    By our columns of that kind of record; headers tell which cells are meant.
    """
    sources = match(sheet.headers(plan), file.columns)
    source = plan.sources[name]
    row = next((line for line in sheet.rows(plan) if theirs(line, source) == cell), None)
    return {} if row is None else {name: theirs(row, found) for name, found in sources.items()}


def understood(cell: str, name: str, read: Reader, meanings: Mapping[str, str]) -> str:
    """A cell as our files write it, where that is known; else as it is."""
    if not cell:
        return ""
    meant = meanings.get(folded(cell))
    if meant is not None:
        return meant
    if choices_of(read):
        return _choice(cell, name, read)
    if read in (day, last_day):
        return _day(cell)
    return cell


def _choice(cell: str, name: str, read: Reader) -> str:
    with suppress(Unreadable):
        read(cell)
        return cell
    spaced = folded(cell)
    declared = synonyms.VALUES.get(name, {}).get(spaced)
    if declared in choices_of(read):
        return str(declared)
    joined = re.sub(r"[^a-z0-9]+", "_", spaced).strip("_")
    return joined if joined in choices_of(read) else cell


def _day(cell: str) -> str:
    """A day in words, or with a time, as YYYY-MM-DD; what could mean two days stays as it is."""
    spaced = re.sub(r"[\s,.\-/]+", " ", cell.strip()).title()
    for form in _MONTH_FORMS:
        with suppress(ValueError):
            return datetime.strptime(spaced, form).date().isoformat()  # noqa: DTZ007 - a day
    with suppress(ValueError):
        return date.fromisoformat(cell[:10]).isoformat() if len(cell) > len("2026-01-01") else cell
    return cell


def entered_lines(rows: Sequence[Mapping[str, str]], file: RecordFile) -> list[Line]:
    """Records that were entered in the import centre, as the lines of a file."""
    names = [column.name for column in file.columns if any(column.name in row for row in rows)]
    lines = [Line(1, tuple(names))]
    for number, row in enumerate(rows, start=2):
        lines.append(Line(number, tuple(row.get(name, "") for name in names)))
    return lines
