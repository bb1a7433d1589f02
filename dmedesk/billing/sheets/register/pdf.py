"""The register as PDF: its pages laid out first, then drawn, so that each knows how many follow."""

from dataclasses import dataclass
from itertools import accumulate

from dmedesk.billing.rules.register import Register
from dmedesk.billing.sheets.register import listing, sums, taken_back
from dmedesk.billing.sheets.register.listing import Listed
from dmedesk.kit.calendar import month_in_words
from dmedesk.kit.postal import Letterhead
from dmedesk.printing.footer import FOOTER_TOP, draw_footer
from dmedesk.printing.grid import LEFT, LINE, RIGHT, baseline, column
from dmedesk.printing.heading import draw_running_head
from dmedesk.printing.letterhead import draw_letterhead
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.table import Row, draw_row, pages_of
from dmedesk.printing.typeface import SMALL, STRONG, TEXT, TITLE

_FACTS_AT = 9
_SUMS_TOP = baseline(12)
_LATER_TOP = baseline(2.5)
_BOTTOM = FOOTER_TOP - LINE


def register_pdf(register: Register) -> bytes:
    """The register as PDF, the same bytes for the same values: the sums, the list, the credits."""
    title = f"Billing register {month_in_words(register.month_on)}"
    supplier = "" if register.supplier is None else register.supplier.name
    sheet = Sheet(title=title, author=supplier)
    tables = _tables(register)
    count = sum(len(table.pages) for table in tables)
    _draw_first_head(sheet, register)
    number = 0
    for table in tables:
        for page in table.pages:
            number += 1
            y = _SUMS_TOP if number == 1 else _next_page(sheet, supplier, title)
            _draw_page(sheet, table, page, y)
            _draw_foot(sheet, register, number, count)
    return sheet.finish()


def _next_page(sheet: Sheet, supplier: str, title: str) -> float:
    sheet.next_page()
    draw_running_head(sheet, supplier, title)
    return _LATER_TOP


def _draw_first_head(sheet: Sheet, register: Register) -> None:
    company = register.supplier
    if company is not None:
        head = Letterhead(company.name, company.lines, company.phone, company.npi)
        draw_letterhead(sheet, head)
    sheet.text(column(9), baseline(1), "Billing register", TITLE)
    sheet.text(column(9), baseline(2.5), month_in_words(register.month_on), STRONG)
    y = baseline(_FACTS_AT)
    for x, label, value in _facts(register):
        sheet.text(x, y, label, SMALL)
        sheet.text(x, y + LINE, value, TEXT)
    sheet.rule(LEFT, RIGHT, y - LINE - 4)


def _facts(register: Register) -> list[tuple[float, str, str]]:
    posted = sorted({invoice.posted_on for invoice in register.invoices})
    numbers = [invoice.invoice_no for invoice in register.invoices]
    return [
        (LEFT, "Payers", register.payer_code or "All"),
        (column(3.5), "Posted", _from_to([day.isoformat() for day in posted])),
        (column(7.5), "Invoices that stand", _from_to(numbers)),
    ]


def _from_to(values: list[str]) -> str:
    if not values:
        return "None"
    return values[0] if len(values) == 1 else f"{values[0]} – {values[-1]}"


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows of a table, which of them stand on which page, and the sum after each.

    One that is not ``summed`` has its sum among its rows.
    """

    head: Row
    rows: tuple[Listed, ...]
    pages: tuple[range, ...]
    sums: tuple[int, ...]
    summed: bool


def _tables(register: Register) -> list[_Table]:
    """Sums, list and credits; each begins a page of its own."""
    of_payers = tuple(Listed(row, 0) for row in sums.sum_rows(register))
    of_invoices = tuple(row for invoice in register.invoices for row in listing.listed(invoice))
    of_credits = tuple(taken_back.listed(credit) for credit in register.credits)
    tables = [_laid_out(sums.head_row(), of_payers, _SUMS_TOP, summed=False)]
    for head, rows in ((listing.head_row(), of_invoices), (taken_back.head_row(), of_credits)):
        if rows:
            tables.append(_laid_out(head, rows, _LATER_TOP, summed=True))
    return tables


def _laid_out(head: Row, rows: tuple[Listed, ...], top: float, *, summed: bool) -> _Table:
    carried = listing.carried_row(0).height if summed else 0
    pages = pages_of(
        [one.row.height for one in rows],
        first=_BOTTOM - top - head.height,
        later=_BOTTOM - _LATER_TOP - head.height - carried,
        carry=carried,
        tail=listing.total_row(0).height if summed else 0,
    )
    added = tuple(accumulate((one.cents for one in rows), initial=0))
    return _Table(head, rows, tuple(pages), added, summed)


def _draw_page(sheet: Sheet, table: _Table, page: range, y: float) -> None:
    y = draw_row(sheet, table.head, y)
    if table.summed and page.start > 0:
        continues = table.rows[page.start].continues
        y = draw_row(sheet, listing.brought_row(table.sums[page.start], continues), y)
    for one in table.rows[page.start : page.stop]:
        y = draw_row(sheet, one.row, y)
    if table.summed:
        is_last = page.stop == len(table.rows)
        closing = listing.total_row if is_last else listing.carried_row
        draw_row(sheet, closing(table.sums[page.stop]), y)


def _draw_foot(sheet: Sheet, register: Register, page: int, pages: int) -> None:
    sentence = f"What stands of the posts of {month_in_words(register.month_on)}, as it was posted."
    draw_footer(sheet, sentence, page, pages)
