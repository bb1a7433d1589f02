"""The cover, with what is missing, and the index: which paper is where, and its digest."""

from collections.abc import Iterator, Sequence

from dmedesk.binder.rules import Chapter, Facts, Part
from dmedesk.binder.sheets.rows import (
    cells_row,
    draw_pages,
    head_row,
    heading_row,
    joined,
    laid_out,
    text_rows,
    title_row,
)
from dmedesk.kit.binders import BinderColumn
from dmedesk.printing.grid import LEFT, LINE, baseline, column
from dmedesk.printing.letterhead import draw_letterhead
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.table import Mark, Row
from dmedesk.printing.typeface import SMALL, STRONG, TEXT, TITLE, Style

_TOP = baseline(8)
_VALUE_X = column(4)
_NAMES = Style(18.0, bold=True)
_HOLDS = (
    BinderColumn("Section", 56),
    BinderColumn("Papers", 14, figures=True),
    BinderColumn("Pages", 14, figures=True),
    BinderColumn("Begins on page", 16, figures=True),
)
_INDEX = (
    BinderColumn("Paper", 66),
    BinderColumn("Day", 14),
    BinderColumn("Pages", 8, figures=True),
    BinderColumn("Page", 8, figures=True),
)
_COMPLETE = "Nothing that the records ask for is missing."
_HOW = (
    "Papers with a SHA-256 are bound as they are stored; the others are drawn from the records."
    " Each page bears its number in the binder at its lower edge."
)


def front_pages(facts: Facts, chapters: Sequence[Chapter], missing: Sequence[str]) -> int:
    """How many pages cover and index take, whatever the numbers in them are."""
    cover = laid_out(list(_cover_rows(facts, chapters, missing)), top=_TOP)
    return len(cover) + len(laid_out(list(_index_rows(chapters))))


def front_pdf(
    facts: Facts, chapters: Sequence[Chapter], missing: Sequence[str]
) -> tuple[bytes, int]:
    """Cover and index as PDF, and the page of the binder on which the index begins."""
    sheet = Sheet(title=f"Audit binder {facts.number}", author=facts.supplier.name)
    rows = list(_cover_rows(facts, chapters, missing))
    count = draw_pages(sheet, facts, rows, top=_TOP, draw_head=lambda: _draw_head(sheet, facts))
    sheet.next_page()
    draw_pages(sheet, facts, list(_index_rows(chapters)))
    return sheet.finish(), count + 1


def _draw_head(sheet: Sheet, facts: Facts) -> None:
    draw_letterhead(sheet, facts.supplier)
    sheet.text(column(9), baseline(1), "Audit binder", TITLE)
    sheet.text(column(9), baseline(2.5), facts.number, STRONG)


def _cover_rows(facts: Facts, chapters: Sequence[Chapter], missing: Sequence[str]) -> Iterator[Row]:
    whose = facts.whose
    yield Row(3 * LINE, (Mark(LEFT, 2 * LINE, whose.name, _NAMES),))
    made = facts.made_at.astimezone()
    for name, value in (
        ("Member", whose.member_no),
        ("Born", str(whose.born_on or "not entered")),
        ("Days", facts.period),
        ("Made", f"{made:%Y-%m-%d %H:%M %Z} by {facts.made_by}"),
    ):
        yield Row(LINE + 3, (Mark(LEFT, LINE, name, SMALL), Mark(_VALUE_X, LINE, value, TEXT)))
    yield joined(heading_row("What it holds"), head_row(_HOLDS))
    for one in chapters:
        cells = (one.title, str(len(one.parts)), f"{one.pages:,}", f"{one.page:,}")
        yield cells_row(_HOLDS, cells)
    for words, titles in (("Nothing in these days", facts.empty), ("Left out", facts.left_out)):
        if titles:
            yield from text_rows(f"{words}: {', '.join(titles)}.")
    said = f"What is missing ({len(missing)})" if missing else "What is missing"
    first, *others = missing or (_COMPLETE,)
    yield joined(heading_row(said), *text_rows(first, TEXT))
    for sentence in others:
        yield joined(*text_rows(sentence, TEXT))


def _index_rows(chapters: Sequence[Chapter]) -> Iterator[Row]:
    yield title_row("Index")
    yield from text_rows(_HOW)
    yield head_row(_INDEX)
    for chapter in chapters:
        cells = (chapter.title, "", f"{chapter.pages:,}", f"{chapter.page:,}")
        first, *others = [_part_row(part) for part in chapter.parts] or [Row(0, ())]
        yield joined(cells_row(_INDEX, cells, STRONG), first)
        yield from others


def _part_row(part: Part) -> Row:
    cells = (part.title, str(part.on or ""), f"{part.pages:,}", f"{part.page:,}")
    row = cells_row(_INDEX, cells)
    if not part.sha256:
        return row
    digest = Mark(LEFT, row.height + LINE - 6, f"SHA-256 {part.sha256}", SMALL)
    lines = tuple(
        type(line)(line.from_x, line.to_x, row.height + LINE - 2, line.weight) for line in row.lines
    )
    return Row(row.height + LINE - 2, (*row.marks, digest), lines)
