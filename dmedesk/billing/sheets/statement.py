"""The statement on paper: what is owed in large type, what is at home, what happened, whom to call.

It may be printed in large type (16 points instead of 10.5) for whoever reads with trouble.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from dmedesk.billing.rules.statement import Statement, StatementEntry, StatementItem, in_prose
from dmedesk.kit.postal import Address, Letterhead
from dmedesk.printing.addresses import Addressee, draw_addresses
from dmedesk.printing.figures import money
from dmedesk.printing.footer import FOOTER_TOP
from dmedesk.printing.grid import LEFT, LINE, RIGHT, RULE, baseline, column, column_end
from dmedesk.printing.heading import draw_heading, draw_running_head
from dmedesk.printing.letterhead import draw_letterhead
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.table import Line, Mark, Row
from dmedesk.printing.typeface import SMALL, STRONG, TEXT, TITLE, Style
from dmedesk.printing.whole import draw_pages
from dmedesk.printing.wrapping import wrap

TITLE_WORDS = "Statement"
_FIRST_AT = 19
_LATER_TOP = baseline(2.5)
_ABOVE_FOOTER = LINE
_MOST = 40


@dataclass(frozen=True, slots=True)
class _Type:
    """The styles of a statement, and the height of their lines in points."""

    head: Style
    strong: Style
    text: Style
    small: Style
    line: float


PLAIN = _Type(TITLE, STRONG, TEXT, SMALL, LINE + 1)
LARGE = _Type(Style(26.0, bold=True), Style(16.0, bold=True), Style(16.0), Style(14.0), 20.0)


def statement_pdf(statement: Statement, *, large: bool = False) -> bytes:
    """One statement as PDF, the same bytes for the same values."""
    return statements_pdf([statement], large=large)


def statements_pdf(statements: Sequence[Statement], *, large: bool = False) -> bytes:
    """Statements as one print; each begins on a page of its own, and counts its own pages.

    Raises ``Refused`` where the supplier's logo is no picture.
    """
    if not statements:
        raise ValueError("there is no statement to draw")
    sheet = Sheet(title=TITLE_WORDS, author=statements[0].company.name)
    for place, statement in enumerate(statements):
        if place:
            sheet.next_page()
        _draw(sheet, statement, LARGE if large else PLAIN)
    return sheet.finish()


def _draw(sheet: Sheet, statement: Statement, its: _Type) -> None:
    top = _draw_head(sheet, statement)
    name = f"{TITLE_WORDS} {statement.number}"
    draw_pages(
        sheet,
        list(_with_next(_rows(statement, its))),
        top=top,
        later=_LATER_TOP,
        bottom=FOOTER_TOP - _ABOVE_FOOTER,
        head=partial(draw_running_head, sheet, statement.company.name, name),
        foot=_questions(statement),
    )


def _draw_head(sheet: Sheet, statement: Statement) -> float:
    company, member = statement.company, statement.member
    letterhead = Letterhead(
        company.name, company.lines, company.phone, company.npi, logo=statement.logo
    )
    draw_letterhead(sheet, letterhead)
    draw_heading(sheet, TITLE_WORDS, statement.number)
    address = Address(member.name, member.lines)
    about = Addressee(
        "About",
        Address(f"As of {in_prose(statement.on)}", (f"Member no. {member.member_no}",)),
        member.ids,
    )
    end = draw_addresses(sheet, Addressee("To", address), about)
    return max(baseline(_FIRST_AT), end + 2 * LINE)


def _rows(statement: Statement, its: _Type) -> Iterator[Row | None]:
    """The rows; None stands between two that stay together."""
    yield _words(statement.headline, its.head, its.head.size * 1.2)
    for sentence in statement.sentences():
        yield _words(sentence, its.text, its.line)
    if statement.items:
        yield _section("What you have from us", its)
        yield None
        for item in statement.items:
            yield _item_row(item, its)
    if statement.entries:
        yield _section(f"What happened since {in_prose(statement.from_on)}", its)
        yield None
        for entry in statement.told:
            yield _entry_row(entry, its)
    for one in statement.said:
        if one.is_heading:
            yield _section(one.text, its)
            yield None
        else:
            yield _words(one.text, its.text, its.line)


def _with_next(rows: Iterator[Row | None]) -> Iterator[Row]:
    """The rows; a row before which None stands is joined to the one before it."""
    before: Row | None = None
    joins = False
    for row in rows:
        if row is None:
            joins = True
            continue
        if before is not None and joins:
            before = _joined(before, row)
        else:
            if before is not None:
                yield before
            before = row
        joins = False
    if before is not None:
        yield before


def _joined(above: Row, below: Row) -> Row:
    """Two rows as one, so that no page ends between them."""
    marks = (replace(mark, drop=mark.drop + above.height) for mark in below.marks)
    lines = (replace(line, drop=line.drop + above.height) for line in below.lines)
    return Row(above.height + below.height, (*above.marks, *marks), (*above.lines, *lines))


def _words(text: str, style: Style, line: float) -> Row:
    """A paragraph that stays together."""
    lines = wrap(text, style, RIGHT - LEFT, most=_MOST)
    marks = tuple(Mark(LEFT, (n + 1) * line, one, style) for n, one in enumerate(lines))
    return Row(len(lines) * line + line / 3, marks)


def _section(text: str, its: _Type) -> Row:
    drop = 2 * its.line
    rule = Line(LEFT, RIGHT, drop + its.line / 3, RULE)
    return Row(drop + its.line * 0.6, (Mark(LEFT, drop, text, its.strong),), (rule,))


def _item_row(item: StatementItem, its: _Type) -> Row:
    """What it is and who pays at the left; which month, and what comes next, at the right."""
    middle = column(7)
    unit = f"Serial {item.serial}" if item.serial else ""
    payer = f"Billed to {item.payer}"
    left = [
        *((line, its.strong) for line in wrap(item.description, its.strong, middle - LEFT - LINE)),
        *((line, its.small) for line in wrap(unit, its.small, middle - LEFT - LINE)),
        *((line, its.small) for line in wrap(payer, its.small, middle - LEFT - LINE)),
    ]
    month = f"{item.month_words}, from {in_prose(item.from_on)}"
    right = [
        *((line, its.strong) for line in wrap(month, its.strong, RIGHT - middle)),
        *((line, its.text) for line in wrap(item.next_words, its.text, RIGHT - middle)),
    ]
    marks = (
        *(Mark(LEFT, (n + 1) * its.line, *one) for n, one in enumerate(left)),
        *(Mark(middle, (n + 1) * its.line, *one) for n, one in enumerate(right)),
    )
    height = max(len(left), len(right)) * its.line + its.line * 0.6
    return Row(height, marks, (Line(LEFT, RIGHT, height),))


def _entry_row(entry: StatementEntry, its: _Type) -> Row:
    """A day, what happened, who pays, and the amount: below zero where less is owed."""
    words_x, payer_x = column(3.5), column(8)
    if its is LARGE:
        words_x, payer_x = column(4), column(8.5)
    words = wrap(entry.words, its.text, payer_x - words_x - LINE)
    payer = wrap(entry.payer, its.small, column_end(10.5) - payer_x, most=3)
    drop = its.line
    marks = (
        Mark(LEFT, drop, entry.on.isoformat(), its.text),
        *(Mark(words_x, drop + n * its.line, one, its.text) for n, one in enumerate(words)),
        *(Mark(payer_x, drop + n * its.line, one, its.small) for n, one in enumerate(payer)),
        Mark(RIGHT, drop, money(entry.cents), its.text, right=True),
    )
    return Row(max(1, len(words), len(payer)) * its.line + its.line / 3, marks)


def _questions(statement: Statement) -> str:
    company = statement.company
    ask = f"Call {company.phone}" if company.phone else f"Write to {company.name}"
    return (
        f"Questions about this statement? {ask} and have its number, {statement.number}, at hand."
    )
