"""What billing adds to a member's audit binder: the ledger of months, invoices with how each amount
was computed, credits, and the account.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from dmedesk.billing.offers.decided import decided_section
from dmedesk.billing.queries.crediting import CreditMade, credits_of, printed_credit
from dmedesk.billing.queries.filed import FiledInvoice, filed_invoices
from dmedesk.billing.queries.journal import account_of
from dmedesk.billing.queries.listed import stored_paper
from dmedesk.billing.queries.printed import printed_invoices
from dmedesk.billing.queries.strips import rental_strips
from dmedesk.billing.rules.journal import ENTRY_WORDS
from dmedesk.billing.rules.printed import PrintedInvoice
from dmedesk.billing.sheets import draw
from dmedesk.billing.sheets.credit import draw_credit
from dmedesk.billing.sheets.frozen import draw_explanation
from dmedesk.kit.binders import (
    BinderAsk,
    BinderColumn,
    BinderPaper,
    BinderSection,
    BinderTable,
)
from dmedesk.kit.calendar import last_day, month_in_words
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.members.queries.stored import member_no_of
from dmedesk.rates.money import format_dollars
from dmedesk.rentals.queries.listed import RENTALS, MonthState, RentalListed, StripMonth
from dmedesk.store.attached_papers import attached_papers

_LEDGER, _INVOICES, _ACCOUNT = 60, 70, 75
_MONTHS = (
    BinderColumn("Month", 8, figures=True),
    BinderColumn("First day", 13),
    BinderColumn("Last day", 13),
    BinderColumn("Modifiers", 14),
    BinderColumn("Stands", 12),
    BinderColumn("Amount", 12, figures=True),
    BinderColumn("Invoice, or why", 30),
)


def sections(session: Any, ask: BinderAsk) -> Sequence[BinderSection]:
    """A member's ledger, what was decided of its lines, invoices and account."""
    if ask.ref.kind != "member":
        return ()
    return (
        _ledger(session, ask),
        decided_section(session, ask),
        _invoices(session, ask),
        _account(session, ask),
    )


def _ledger(session: Any, ask: BinderAsk) -> BinderSection:
    wanted = Ask(filters=(Filter("member_no", Match.IS, member_no_of(session, ask.ref.id)),))
    rentals = [
        row
        for row in RENTALS.rows(session, RENTALS.ids(session, wanted, on=ask.on), on=ask.on)
        if ask.meets(row.started_on, row.ended_on)
    ]
    rentals.sort(key=lambda row: (row.started_on, row.rental_no))
    strips = rental_strips(session, rental_ids=[row.id for row in rentals], on=ask.on)
    cells = {
        row.id: [
            cell
            for cell in strips.get(row.id, ())
            if cell.state is not MonthState.COMING and ask.holds(cell.from_on)
        ]
        for row in rentals
    }
    filed, _none = attached_papers(
        session, kind="rental", named={row.id: f"Rental {row.rental_no}" for row in rentals}
    )
    missing = tuple(
        f"Rental {row.rental_no}: the month of {cell.from_on} is held: {cell.about}."
        for row in rentals
        for cell in cells[row.id]
        if cell.state is MonthState.HELD
    )
    tables = tuple(_rental(row, cells[row.id]) for row in rentals)
    return BinderSection("ledger", "Ledger of months", _LEDGER, tables, tuple(filed), missing)


def _rental(row: RentalListed, cells: Sequence[StripMonth]) -> BinderTable:
    until = f" until {row.ended_on}" if row.ended_on else ", goes on"
    billed = format_dollars(row.billed_cents)
    note = (
        f"{row.hcpcs}, {row.serial}, paid by {row.payer_code}. From {row.started_on}{until};"
        f" {row.months} months, ${billed} billed in all."
    )
    title = f"Rental {row.rental_no}: {row.product}"
    return BinderTable(title, _MONTHS, [_cell(cell) for cell in cells], note)


def _cell(cell: StripMonth) -> Sequence[str]:
    return (
        "" if cell.number is None else str(cell.number),
        str(cell.from_on),
        str(last_day(cell.until_on)),
        " ".join(cell.modifiers),
        cell.state.value,
        "" if cell.amount_cents is None else format_dollars(cell.amount_cents),
        cell.about,
    )


def _invoices(session: Any, ask: BinderAsk) -> BinderSection:
    found = [
        one for one in filed_invoices(session, member_id=ask.ref.id) if ask.holds(one.posted_on)
    ]
    printed = printed_invoices(session, invoice_ids=[one.id for one in found]) if found else {}
    taken_back = [
        one for one in credits_of(session, member_id=ask.ref.id) if ask.holds(one.credited_on)
    ]
    named = {one.id: f"Invoice {one.invoice_no}" for one in found}
    filed, _none = attached_papers(session, kind="invoice", named=named)
    papers = [paper for one in found for paper in _papers(one, printed[one.id])]
    papers += [
        BinderPaper(f"Credit {one.credit_no}", partial(_credit, credit_id=one.id), one.credited_on)
        for one in taken_back
    ]
    columns = (
        BinderColumn("Number", 18),
        BinderColumn("Day", 13),
        BinderColumn("About", 40),
        BinderColumn("Payer", 12),
        BinderColumn("Amount", 14, figures=True),
    )
    rows = sorted(
        (*map(_invoice_row, found), *map(_credit_row, taken_back)), key=lambda row: row[1]
    )
    table = BinderTable("Invoices and credits", columns, rows)
    return BinderSection("invoices", "Invoices", _INVOICES, (table,), (*papers, *filed))


def _invoice_row(one: FiledInvoice) -> Sequence[str]:
    amount = format_dollars(one.total_cents)
    return one.invoice_no, str(one.posted_on), month_in_words(one.month_on), one.payer_code, amount


def _credit_row(one: CreditMade) -> Sequence[str]:
    about = f"Credits {one.invoice_no}: {one.why}"
    return one.credit_no, str(one.credited_on), about, "", format_dollars(-one.total_cents)


def _papers(one: FiledInvoice, printed: PrintedInvoice) -> Iterator[BinderPaper]:
    """The invoice as it is stored, or drawn as it will be; then how its amounts were computed."""
    name = f"Invoice {one.invoice_no}"
    if one.sha256:
        read = partial(_stored, invoice_id=one.id)
        yield BinderPaper(name, read, one.posted_on, sha256=one.sha256)
    else:
        yield BinderPaper(name, lambda _session: draw(printed), one.posted_on)
    why = f"{name}: how each amount was computed"
    yield BinderPaper(why, lambda _session: draw_explanation(printed), one.posted_on)


def _stored(session: Any, /, *, invoice_id: int) -> bytes:
    content = stored_paper(session, invoice_id=invoice_id)
    assert content is not None
    return content


def _credit(session: Any, /, *, credit_id: int) -> bytes:
    return draw_credit(printed_credit(session, credit_id=credit_id))


def _account(session: Any, ask: BinderAsk) -> BinderSection:
    entries = account_of(session, member_id=ask.ref.id, until_on=ask.on)
    columns = (
        BinderColumn("Day", 12),
        BinderColumn("What", 14),
        BinderColumn("Number", 14),
        BinderColumn("About", 34),
        BinderColumn("Payer", 10),
        BinderColumn("Amount", 12, figures=True),
        BinderColumn("Owed after", 12, figures=True),
    )
    rows = [
        (
            str(one.on),
            ENTRY_WORDS[one.kind],
            one.number,
            one.about,
            one.payer,
            format_dollars(one.cents),
            format_dollars(one.balance_cents),
        )
        for one in entries
        if ask.holds(one.on)
    ]
    table = BinderTable("Account", columns, rows, "Owed by everybody who pays.")
    return BinderSection("account", "Account", _ACCOUNT, (table,))
