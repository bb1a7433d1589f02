"""Files of records: which columns a file has, and how its lines become rows of typed values.

A house declares each of its files as data (``files.py``). Reading one reports every fault of
every row with its file, line and column; a row with a fault is not among the rows that follow.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from dmedesk.kit.cells import Reader, Unreadable, Writer, written
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.grid import Line
from dmedesk.kit.stored import Values

Key: TypeAlias = tuple[Any, ...]
"""What a row is known by."""


@dataclass(frozen=True, slots=True)
class PlacedFinding(Finding):
    """A finding about a place in a file. ``line`` is 0 and ``column`` empty for the whole file."""

    file: str = ""
    line: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row, before it is known where the row stands."""

    column: str
    code: str
    message: str
    remedy: str
    severity: Severity = Severity.STOP

    def found(self) -> Finding:
        """The finding that this fault is in a form, at the field of its column."""
        return Finding(
            self.severity, self.code, self.message, remedy=self.remedy, field=self.column
        )

    def placed(self, file: str, line: int) -> PlacedFinding:
        """The finding that this fault is at a line of a file."""
        place = f"{file} line {line}" if line else file
        return PlacedFinding(
            severity=self.severity,
            code=self.code,
            message=self.message,
            subject=f"{place}, column {self.column}" if self.column else place,
            remedy=self.remedy,
            file=file,
            line=line,
            column=self.column,
        )


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the header, how a cell is read, and what an empty cell means.

    A required column stands in every header, and its cells are filled unless they may be empty
    (a fee may be blank). ``empty`` also stands for a column that a file does not have. ``write``
    is the way back where the reader's own is not enough.
    """

    name: str
    read: Reader
    required: bool = False
    empty: object = None
    may_be_empty: bool = False
    write: Writer | None = None

    def written(self, value: object) -> str:
        """The cell of a value; nothing is an empty one."""
        if value is None:
            return ""
        return written(self.read, value) if self.write is None else self.write(value)


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns that together name a row of another file: ``serial`` one of ``assets``."""

    columns: tuple[str, ...]
    file: str


def _no_faults(_values: Values) -> Iterable[Fault]:
    return ()


@dataclass(frozen=True, slots=True)
class RecordFile:
    """One kind of file: its name without ending, its columns, and what its rows are known by.

    ``check`` finds what is wrong between the cells of one row; an empty cell is None to it, one
    that could not be read is absent. ``fold`` turns a key's values
    into the form in which they are compared (serials).
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()
    check: Callable[[Values], Iterable[Fault]] = _no_faults
    fold: Callable[[Any], Any] | None = None

    def key_of(self, values: Values) -> Key:
        """What the row with these values is known by."""
        key = tuple(self._filled(name, values.get(name)) for name in self.key)
        return key if self.fold is None else tuple(map(self.fold, key))

    def cells_of(self, values: Values) -> list[str]:
        """The line of a row with these values, in the order of the columns."""
        return [column.written(values[column.name]) for column in self.columns]

    def _filled(self, name: str, value: object) -> object:
        if value is not None:
            return value
        return next(column.empty for column in self.columns if column.name == name)


@dataclass(frozen=True, slots=True)
class Row:
    """One row that was read: where it stands, and a value for every column that the file has."""

    file: str
    line: int
    values: dict[str, Any]


@dataclass(slots=True)
class RowsRead:
    """What one file held: its rows without fault, the faulty ones, and the findings on them.

    ``columns`` are the known ones of its header: none where no row could be read. A faulty row
    has the values that could be read. ``lines_of`` tells where every key stands, also those of
    faulty rows: they are there, if bad.
    """

    columns: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)
    faulty: list[Row] = field(default_factory=list)
    findings: list[PlacedFinding] = field(default_factory=list)
    lines_of: dict[Key, int] = field(default_factory=dict)

    @property
    def has_header(self) -> bool:
        """Whether the file could be read as what it should be."""
        return bool(self.columns)


def read_rows(kind: RecordFile, *, file: str, lines: Sequence[Line]) -> RowsRead:
    """Every row of the file that is without fault, and every fault of the others.

    The first line that is not empty is the header: its names count in any case, with spaces or
    hyphens for underscores, in any order; columns that are not known are passed over.
    """
    filled = [line for line in lines if not line.is_empty]
    if not filled:
        fault = Fault("", "empty_file", "The file is empty.", _header_remedy(kind))
        return RowsRead(findings=[fault.placed(file, 0)])
    header, *rest = filled
    places, faults = _places(kind, header)
    if faults:
        return RowsRead(findings=[fault.placed(file, header.number) for fault in faults])
    read = RowsRead(tuple(places))
    taken = [(column, places[column.name]) for column in kind.columns if column.name in places]
    empties = {column.name: column.empty for column in kind.columns}
    for line in rest:
        cells, found = _values(taken, line, width=len(header.cells))
        found += kind.check(cells)
        values = {name: empties[name] if value is None else value for name, value in cells.items()}
        found += _again(kind, values, line.number, read)
        read.findings += [fault.placed(file, line.number) for fault in found]
        stopped = any(fault.severity is Severity.STOP for fault in found)
        (read.faulty if stopped else read.rows).append(Row(file, line.number, values))
    return read


def _again(kind: RecordFile, values: Values, line: int, read: RowsRead) -> Iterator[Fault]:
    """A row that stands in the file already; the first one's place is kept."""
    if any(name in read.columns and name not in values for name in kind.key):
        return
    key = kind.key_of(values)
    if None in key:
        return
    first = read.lines_of.setdefault(key, line)
    if first != line:
        named = ", ".join(kind.key)
        yield Fault(
            kind.key[0],
            "row_twice",
            f"Line {first} has the same {named}.",
            "Keep one of the two rows.",
        )


def _header_remedy(kind: RecordFile) -> str:
    return f"Its first line names the columns: {', '.join(column.name for column in kind.columns)}."


def _places(kind: RecordFile, header: Line) -> tuple[dict[str, int], list[Fault]]:
    """Where each known column stands, and what is wrong with the header."""
    names = [plain_name(cell) for cell in header.cells]
    faults = []
    for column in kind.columns:
        if names.count(column.name) > 1:
            faults.append(
                Fault(
                    column.name,
                    "column_twice",
                    f"The column {column.name} stands there more than once.",
                    "Keep one of them.",
                )
            )
        if column.required and column.name not in names:
            faults.append(
                Fault(
                    column.name,
                    "missing_column",
                    f"The column {column.name} is missing.",
                    _missing_remedy(kind, names),
                )
            )
    return {c.name: names.index(c.name) for c in kind.columns if c.name in names}, faults


def plain_name(cell: str) -> str:
    """A name of a header as it counts: ``Member No`` and ``member-no`` are ``member_no``."""
    return "_".join(cell.casefold().replace("-", " ").replace("_", " ").split())


def _missing_remedy(kind: RecordFile, names: Sequence[str]) -> str:
    if len(names) == 1 and any(sign in names[0] for sign in ";\t|"):
        return "Separate the columns by commas."
    return _header_remedy(kind)


def _values(
    taken: Sequence[tuple[Column, int]], line: Line, *, width: int
) -> tuple[dict[str, Any], list[Fault]]:
    faults = list(_surplus(line, width))
    values: dict[str, Any] = {}
    cells = line.cells
    for column, place in taken:
        cell = cells[place] if place < len(cells) else ""
        if cell:
            try:
                values[column.name] = column.read(cell)
            except Unreadable as error:
                faults.append(Fault(column.name, error.code, error.message, error.remedy))
        elif column.required and not column.may_be_empty:
            faults.append(
                Fault(column.name, "missing_value", "The cell is empty.", "It must hold a value.")
            )
        else:
            values[column.name] = None
    return values, faults


def _surplus(line: Line, width: int) -> Iterator[Fault]:
    if any(line.cells[width:]):
        yield Fault(
            "",
            "too_many_cells",
            f"The line has {len(line.cells)} cells under a header of {width}.",
            "Put quotation marks around a text with a comma in it.",
        )


def from_before_until(
    values: Values, first: str = "from_on", end: str = "until_on"
) -> Iterator[Fault]:
    """A range whose last day lies before its first; ``end`` holds the day after the last."""
    from_on, until_on = values.get(first), values.get(end)
    if from_on is not None and until_on is not None and until_on <= from_on:
        yield Fault(
            end,
            "until_before_from",
            f"The last day lies before the first, {from_on}.",
            f"Write a day from {from_on} on; both days are included.",
        )
