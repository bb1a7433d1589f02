"""The invoice as PDF: its pages laid out first, then drawn, so that each knows how many follow."""

from dataclasses import dataclass
from itertools import accumulate

from dmedesk.billing.sheets import columns, explanation
from dmedesk.billing.sheets.paper import InvoicePaper
from dmedesk.kit.calendar import month_in_words
from dmedesk.printing.addresses import Addressee, draw_addresses
from dmedesk.printing.footer import FOOTER_TOP, draw_footer
from dmedesk.printing.grid import LEFT, LINE, RIGHT, baseline, column
from dmedesk.printing.heading import draw_heading, draw_running_head
from dmedesk.printing.letterhead import draw_letterhead
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.table import Row, draw_row, pages_of
from dmedesk.printing.typeface import SMALL, TEXT, TITLE
from dmedesk.printing.wrapping import wrap

_FACTS_AT = 19
_ABOVE_FACTS = 2 * LINE
_ABOVE_REASON = LINE / 2
_ABOVE_TABLE = 1.5 * LINE
_ABOVE_FOOTER = LINE
_LATER_TABLE_TOP = baseline(2.5)


def invoice_pdf(paper: InvoicePaper, *, explained: bool = False) -> bytes:
    """The paper as PDF, the same bytes for the same values.

    ``explained`` adds the pages "How each amount was computed". Raises ``Refused`` where the
    supplier's logo is no picture, ``ValueError`` where the number cannot be a barcode.
    """
    sheet = Sheet(title=f"{paper.kind} {paper.number}", author=paper.supplier.name)
    draw_invoice(sheet, paper, explained=explained)
    return sheet.finish()


def explanation_pdf(paper: InvoicePaper) -> bytes:
    """The pages "How each amount was computed" alone; raises as ``invoice_pdf``."""
    sheet = Sheet(title=f"{paper.kind} {paper.number}", author=paper.supplier.name)
    computed = _explanation(paper)
    for number, rows in enumerate(computed, start=1):
        if number > 1:
            sheet.next_page()
        _draw_explanation(sheet, paper, rows, is_first=number == 1)
        draw_footer(sheet, _questions(paper), number, len(computed))
    return sheet.finish()


def draw_invoice(sheet: Sheet, paper: InvoicePaper, *, explained: bool = False) -> None:
    """The pages of the paper on a fresh page of ``sheet``; raises as ``invoice_pdf``."""
    table_top = _draw_first_head(sheet, paper)
    table = _laid_out(paper, table_top)
    computed = _explanation(paper) if explained else []
    count = len(table.pages) + len(computed)
    _draw_table(sheet, paper, table, table_top, count)
    for number, rows in enumerate(computed, start=len(table.pages) + 1):
        sheet.next_page()
        _draw_explanation(sheet, paper, rows, is_first=number == len(table.pages) + 1)
        draw_footer(sheet, _questions(paper), number, count)


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows of the table, which of them stand on which page, and the sum after each."""

    head: Row
    rows: tuple[Row, ...]
    pages: tuple[range, ...]
    sums: tuple[int, ...]


def _laid_out(paper: InvoicePaper, table_top: float) -> _Table:
    last = len(paper.lines)
    rows = tuple(
        columns.line_row(number, line, is_last=number == last)
        for number, line in enumerate(paper.lines, start=1)
    )
    head, carried = columns.head_row(), columns.carried_row(0).height
    bottom = FOOTER_TOP - _ABOVE_FOOTER
    pages = pages_of(
        [row.height for row in rows],
        first=bottom - table_top - head.height,
        later=bottom - _LATER_TABLE_TOP - head.height - carried,
        carry=carried,
        tail=columns.total_row(0, paper.pays).height,
    )
    sums = tuple(accumulate((line.amount_cents for line in paper.lines), initial=0))
    return _Table(head, rows, tuple(pages), sums)


def _draw_first_head(sheet: Sheet, paper: InvoicePaper) -> float:
    """Everything above the table; answers where the table begins."""
    draw_letterhead(sheet, paper.supplier)
    draw_heading(sheet, paper.kind, paper.number)
    end = draw_addresses(
        sheet,
        Addressee("Payer", paper.payer),
        Addressee("Member", paper.member, paper.member_numbers),
    )
    y = max(baseline(_FACTS_AT), end + _ABOVE_FACTS)
    facts = [
        (LEFT, f"{paper.kind} date", paper.invoice_on.isoformat()),
        (column(4), "Billing month", month_in_words(paper.month_on)),
    ]
    if paper.credit_of:
        label = "Credits invoice" if paper.takes_all else "Credits lines of invoice"
        facts.append((column(9), label, paper.credit_of))
    for x, label, value in facts:
        sheet.text(x, y, label, SMALL)
        sheet.text(x, y + LINE, value, TEXT)
    for line in wrap(f"Reason: {paper.reason}", TEXT, RIGHT - LEFT, most=3) if paper.reason else ():
        y += LINE
        sheet.text(LEFT, y + LINE + _ABOVE_REASON, line, TEXT)
    if paper.reason:
        y += _ABOVE_REASON
    return y + LINE + _ABOVE_TABLE


def _draw_table(
    sheet: Sheet, paper: InvoicePaper, table: _Table, table_top: float, count: int
) -> None:
    y = table_top
    for number, page in enumerate(table.pages, start=1):
        if number > 1:
            sheet.next_page()
            draw_running_head(sheet, paper.supplier.name, f"{paper.kind} {paper.number}")
            y = _LATER_TABLE_TOP
        y = draw_row(sheet, table.head, y)
        if number > 1:
            y = draw_row(sheet, columns.brought_row(table.sums[page.start]), y)
        for row in table.rows[page.start : page.stop]:
            y = draw_row(sheet, row, y)
        cents = table.sums[page.stop]
        is_last = number == len(table.pages)
        closing = columns.total_row(cents, paper.pays) if is_last else columns.carried_row(cents)
        draw_row(sheet, closing, y)
        draw_footer(sheet, _questions(paper), number, count)


def _explanation(paper: InvoicePaper) -> list[list[Row]]:
    """The rows of each explaining page."""
    head = explanation.head_row()
    bottom = FOOTER_TOP - _ABOVE_FOOTER
    room = bottom - explanation.TABLE_TOP - head.height
    blocks = explanation.blocks(paper, room)
    heights = [block.height for block in blocks]
    pages = pages_of(heights, first=room, later=room, carry=0, tail=0)
    return [[head, *blocks[page.start : page.stop]] for page in pages]


def _draw_explanation(
    sheet: Sheet, paper: InvoicePaper, rows: list[Row], *, is_first: bool
) -> None:
    if is_first:
        sheet.text(LEFT, baseline(1), explanation.TITLE, TITLE)
    draw_running_head(sheet, "" if is_first else explanation.TITLE, f"{paper.kind} {paper.number}")
    y = explanation.TABLE_TOP
    for row in rows:
        y = draw_row(sheet, row, y)


def _questions(paper: InvoicePaper) -> str:
    """What to do with questions: the supplier's own sentence, or one with its phone number."""
    supplier = paper.supplier
    if supplier.questions:
        return supplier.questions
    kind = paper.kind.lower()
    ask = f"Call {supplier.phone}" if supplier.phone else f"Write to {supplier.name}"
    return f"Questions about this {kind}? {ask} and have its number, {paper.number}, at hand."
