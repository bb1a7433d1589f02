"""Reads posted invoices as they are printed, and the papers that were made of them."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session

from dmedesk.billing.queries.lines import AMOUNT_CENTS, with_ledgers
from dmedesk.billing.queries.standing import not_credited
from dmedesk.billing.rules.charges import ChargeKind
from dmedesk.billing.rules.printed import (
    PrintedCharge,
    PrintedInvoice,
    PrintedLine,
    company_words,
    member_words,
    payer_words,
    product_words,
)
from dmedesk.billing.rules.trace import unpack_trace
from dmedesk.billing.tables import (
    BillingRun,
    Charge,
    Invoice,
    InvoiceDocument,
    InvoiceLine,
    PrintedWords,
    Ruling,
)
from dmedesk.rentals.tables import MonthEntry
from dmedesk.shop.queries.company import logo_contents


def papers_to_make(
    session: Session, *, month_on: date, payer_id: int | None, at_most: int
) -> list[int]:
    """The month's standing invoices (ids) whose papers are not made yet, the first of them."""
    lacking = _without_papers(select(Invoice.id), month_on, payer_id)
    return list(session.scalars(lacking.order_by(Invoice.id).limit(at_most)))


def count_papers_to_make(session: Session, *, month_on: date, payer_id: int | None) -> int:
    """How many of the month's standing invoices have no paper yet."""
    lacking = _without_papers(select(func.count(Invoice.id)), month_on, payer_id)
    return session.scalar(lacking) or 0


def _without_papers(chosen: Select[int], month_on: date, payer_id: int | None) -> Select[int]:
    return chosen.join(BillingRun, BillingRun.id == Invoice.run_id).where(
        *_of_month(month_on, payer_id),
        ~exists().where(InvoiceDocument.invoice_id == Invoice.id),
    )


def printed_invoices(
    session: Session, *, invoice_ids: Collection[int]
) -> dict[int, PrintedInvoice]:
    """What these invoices print, by id: as frozen when they were posted.

    In three statements, and a fourth for logos.
    """
    statement = (
        select(Invoice, BillingRun.month_on, BillingRun.posted_on)
        .join(BillingRun, BillingRun.id == Invoice.run_id)
        .where(Invoice.id.in_(invoice_ids))
        .order_by(Invoice.id)
    )
    invoices = session.execute(statement).all()
    lines = _lines(session, invoice_ids)
    words = _words(session, (invoice for invoice, _, _ in invoices), lines)
    companies = {
        words_id: company_words(words[words_id])
        for words_id in {invoice.company_words_id for invoice, _, _ in invoices}
    }
    names = {company.logo for company in companies.values() if company.logo}
    logos = logo_contents(session, names=names)
    return {
        invoice.id: PrintedInvoice(
            invoice_no=invoice.invoice_no,
            invoice_on=posted_on,
            month_on=month_on,
            company=companies[invoice.company_words_id],
            payer=payer_words(words[invoice.payer_words_id]),
            member=member_words(words[invoice.member_words_id]),
            lines=tuple(_printed(line, words) for line in lines[invoice.id]),
            logo=logos.get(companies[invoice.company_words_id].logo),
        )
        for invoice, month_on, posted_on in invoices
    }


@dataclass(frozen=True, slots=True)
class StoredPaper:
    """The stored bytes of an invoice's paper."""

    invoice_no: str
    content: bytes


def stored_papers(
    session: Session, *, month_on: date, payer_id: int | None = None
) -> Iterator[StoredPaper]:
    """The papers of the month's standing invoices, in the order of their numbers.

    They are read a few at a time: a month's papers together may be large.
    """
    statement = (
        select(Invoice.invoice_no, InvoiceDocument.content)
        .join(InvoiceDocument, InvoiceDocument.invoice_id == Invoice.id)
        .join(BillingRun, BillingRun.id == Invoice.run_id)
        .where(*_of_month(month_on, payer_id))
        .order_by(Invoice.id)
        .execution_options(yield_per=100)
    )
    for invoice_no, content in session.execute(statement):
        yield StoredPaper(invoice_no, content)


def _of_month(month_on: date, payer_id: int | None) -> list[ColumnElement[bool]]:
    chosen = [BillingRun.month_on == month_on, not_credited()]
    if payer_id is not None:
        chosen.append(Invoice.payer_id == payer_id)
    return chosen


@dataclass(frozen=True, slots=True)
class _Line:
    """An invoice's line, its ruling and amount, and the month or the charge that it refers to."""

    line: InvoiceLine
    ruling: Ruling
    amount_cents: int
    entry: MonthEntry | None
    charge: Charge | None


def _lines(session: Session, invoice_ids: Collection[int]) -> dict[int, list[_Line]]:
    chosen = select(InvoiceLine, Ruling, AMOUNT_CENTS, MonthEntry, Charge)
    statement = (
        with_ledgers(chosen.join(Ruling, Ruling.id == InvoiceLine.ruling_id))
        .where(InvoiceLine.invoice_id.in_(invoice_ids))
        .order_by(InvoiceLine.id)
    )
    found: dict[int, list[_Line]] = defaultdict(list)
    for row in session.execute(statement):
        one = _Line(*row)
        found[one.line.invoice_id].append(one)
    return found


def _words(
    session: Session, invoices: Iterable[Invoice], lines: dict[int, list[_Line]]
) -> dict[int, str]:
    """The frozen words that these invoices and lines refer to."""
    wanted = {one.line.product_words_id for of_invoice in lines.values() for one in of_invoice}
    for invoice in invoices:
        wanted |= {invoice.company_words_id, invoice.payer_words_id, invoice.member_words_id}
    statement = select(PrintedWords.id, PrintedWords.words).where(PrintedWords.id.in_(wanted))
    return dict(session.execute(statement).all())


def _printed(one: _Line, words: dict[int, str]) -> PrintedLine:
    line, ruling, entry, charge = one.line, one.ruling, one.entry, one.charge
    from_on = entry.from_on if entry is not None else charge.service_on if charge else date.min
    return PrintedLine(
        from_on=from_on,
        until_on=from_on + timedelta(days=line.days),
        product=product_words(words[line.product_words_id]),
        serial=line.serial,
        modifiers=tuple(ruling.modifiers.split()),
        rental_month=None if entry is None else entry.number,
        last_month=line.last_month,
        usual_charge_cents=line.usual_charge_cents,
        amount_cents=one.amount_cents,
        basis=ruling.basis,
        citations=tuple(ruling.citations.splitlines()),
        steps=unpack_trace(line.trace),
        readings=json.loads(ruling.readings),
        charge=None if charge is None else _charge(charge),
    )


def _charge(charge: Charge) -> PrintedCharge:
    answered = charge.why_payer if charge.kind is ChargeKind.REMAINDER else ""
    told = (charge.charge_no, charge.kind, charge.units, charge.condition.value)
    return PrintedCharge(*told, answered)
