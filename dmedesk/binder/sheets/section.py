"""The pages of a section before its papers: its tables, and what is missing in it."""

from collections.abc import Iterator

from dmedesk.binder.rules import Facts
from dmedesk.binder.sheets.rows import (
    cells_row,
    draw_pages,
    head_row,
    heading_row,
    joined,
    text_rows,
    title_row,
)
from dmedesk.kit.binders import BinderSection, BinderTable
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.table import Row


def section_pdf(facts: Facts, section: BinderSection) -> tuple[bytes, int]:
    """The section's own pages as PDF, and how many they are; at least one."""
    sheet = Sheet(title=section.title, author=facts.supplier.name)
    pages = draw_pages(sheet, facts, list(_rows(section)))
    return sheet.finish(), pages


def _rows(section: BinderSection) -> Iterator[Row]:
    yield title_row(section.title)
    for table in section.tables:
        yield from _table_rows(table)
    if section.missing:
        yield heading_row("Missing")
        for one in section.missing:
            yield from text_rows(one)


def _table_rows(table: BinderTable) -> Iterator[Row]:
    notes = list(text_rows(table.note)) if table.note else []
    if not table.rows:
        yield joined(heading_row(table.title), *(notes or text_rows("None.")))
        return
    first, *others = table.rows
    yield joined(
        heading_row(table.title), *notes, head_row(table.columns), cells_row(table.columns, first)
    )
    for row in others:
        yield cells_row(table.columns, row)
