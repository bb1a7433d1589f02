"""Which layout a file has, found by its header wherever it stands, and whether it is complete.

The layouts are those of CMS's record layouts A-1, A-3 and A-5 (DMEREAD 2025) and of its Former
CBA files. A header is compared without case and spaces: PEN writes ``AL(NR)`` and ``MOD``.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dmedesk.catalog.rules.layouts.reading import Faults, Sheet
from dmedesk.catalog.rules.payment_classes import areas
from dmedesk.catalog.rules.words import EditionKind
from dmedesk.kit.grid import Line

NON_RURAL, RURAL = "(NR)", "(R)"

MAIL_ORDER_FEE = "NATIONALMAIL-ORDER"
RURAL_ZIP = "DMEPOSRURALZIPCODE"
PERIOD = "YEAR/QTR"

_CBA_NAME = re.compile(r"\S.*, [A-Z]{2}", re.ASCII)
_HCPCS = re.compile(r"[A-Z]\d{4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one kind of file, spelled without case and spaces.

    ``marks`` tell the kind from every other; ``optional`` stands in re-saved copies;
    ``areas_by_name`` says that further columns are former bidding areas.
    """

    kind: EditionKind
    marks: frozenset[str]
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    areas_by_name: bool = False


def squeezed(cell: str) -> str:
    """A header's cell in capitals, without spaces."""
    return "".join(cell.upper().split())


def _by_state() -> tuple[str, ...]:
    return tuple(f"{area}{column}" for area in areas() for column in (NON_RURAL, RURAL))


def layouts() -> tuple[Layout, ...]:
    """Every layout of CMS; of two that fit a header, the first is meant."""
    fixed = ("HCPCS", "MOD", "MOD2", "CATG", "DESCRIPTION")
    return (
        Layout(
            EditionKind.CMS_DMEPOS,
            frozenset({"HCPCS", "JURIS"}),
            (*fixed, "JURIS", "CEILING", "FLOOR", *_by_state()),
        ),
        Layout(
            EditionKind.CMS_MAIL_ORDER,
            frozenset({"HCPCS", MAIL_ORDER_FEE}),
            (*fixed, "MOD3", MAIL_ORDER_FEE),
        ),
        Layout(
            EditionKind.CMS_FORMER_CBA,
            frozenset({"HCPCS", "MOD3"}),
            (*fixed, "MOD3"),
            areas_by_name=True,
        ),
        Layout(
            EditionKind.CMS_PEN,
            frozenset({"HCPCS", "MOD", "DESC"}),
            ("HCPCS", "MOD", "MOD2", "DESC", *_by_state()),
        ),
        Layout(
            EditionKind.CMS_FORMER_CBA_ZIP,
            frozenset({"CBAZIPCODE"}),
            ("CBASTATE", "CBAZIPCODE", "CBANAMESHORT", "CBANAME", PERIOD),
        ),
        Layout(
            EditionKind.CMS_RURAL_ZIP,
            frozenset({RURAL_ZIP}),
            ("STATE", RURAL_ZIP, PERIOD),
            optional=("LOCATION",),
        ),
    )


def layout_of(header: Line) -> Layout | None:
    """The layout that this line is the header of, or None."""
    cells = {squeezed(cell) for cell in header.cells}
    return next((layout for layout in layouts() if layout.marks <= cells), None)


def columns_of(sheet: Sheet, layout: Layout, faults: Faults) -> dict[str, int]:
    """Where each known column stands, by its squeezed name (areas: by their own).

    Every column that is missing, unknown or there twice becomes a fault.
    """
    places: dict[str, int] = {}
    at = sheet.header.number
    known = {*layout.required, *layout.optional}
    for place, cell in enumerate(_without_empty_end(sheet.header)):
        name = squeezed(cell)
        if name not in known and layout.areas_by_name and _CBA_NAME.fullmatch(cell):
            name = cell
        elif name not in known:
            _unknown(faults, cell, place, at)
        if places.setdefault(name, place) != place:
            faults.add("column_twice", f"The column {cell} stands there twice.", _AGAIN, line=at)
    for name in layout.required:
        if name not in places:
            faults.add("missing_column", f"The column {name} is missing.", _AGAIN, line=at)
    if layout.areas_by_name and not any(name not in known for name in places):
        faults.add("missing_column", "No column names a former bidding area.", _AGAIN, line=at)
    return places


_AGAIN = "Download the file from CMS again and import it unchanged."


def _unknown(faults: Faults, cell: str, place: int, line: int) -> None:
    name = cell or f"number {place + 1} without a name"
    faults.add("unknown_column", f"The column {name} is not known.", _AGAIN, line=line)


def _without_empty_end(header: Line) -> list[str]:
    cells = list(header.cells)
    while cells and not cells[-1]:
        cells.pop()
    return cells


def table_lines(
    sheet: Sheet, faults: Faults, *, key: int, is_row: Callable[[str], bool]
) -> Iterator[Line]:
    """The lines of the table, each as wide as its header; notes below it are passed over.

    ``is_row`` tells a row by its cell in the column ``key``. Anything else among the rows is a
    fault, and so is a line of another width, and a table without rows.
    """
    begins = [key < len(line.cells) and is_row(line.cells[key]) for line in sheet.body]
    last = max((index for index, row in enumerate(begins) if row), default=-1)
    width = len(_without_empty_end(sheet.header))
    for index, line in enumerate(sheet.body):
        if begins[index]:
            if _has_width(line, width, faults):
                yield line
        elif index < last or any(line.cells[1:]):
            faults.add(
                "stray_line",
                f"{line.cells[0]!r} does not begin a row of this file.",
                "Take the line out, or write the code or ZIP as published.",
                line=line.number,
            )
    if last < 0:
        faults.add("no_rows", "There is no row under the header.", _AGAIN, line=sheet.header.number)


def is_code(cell: str) -> bool:
    """Whether a row of fees begins here: a letter and four digits."""
    return _HCPCS.fullmatch(cell) is not None


def _has_width(line: Line, width: int, faults: Faults) -> bool:
    found = len(line.cells)
    if found == width or (found > width and not any(line.cells[width:])):
        return True
    faults.add(
        "wrong_width",
        f"The line has {found} cells, its header {width}.",
        "Put quotation marks around a text with a comma in it.",
        line=line.number,
    )
    return False
