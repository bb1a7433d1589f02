"""Reads what was posted: runs, what a run billed, and invoices as they are printed."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, aliased

from dmedesk.billing.queries.month import not_credited, standing_runs
from dmedesk.billing.rules.printed import (
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
    HeldMonth,
    Invoice,
    InvoiceDocument,
    InvoiceLine,
    PrintedWords,
    Ruling,
)
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.members.tables import Member, Payer
from dmedesk.rentals.tables import MonthEntry, Rental


def is_posted(session: Session, month_on: date) -> bool:
    """Whether a run of the month stands."""
    runs = select(BillingRun.id).where(BillingRun.month_on == month_on, standing_runs())
    return session.scalar(runs.limit(1)) is not None


def held_months(session: Session) -> set[tuple[int, date]]:
    """Rental and first day of every month that a standing run held."""
    statement = (
        select(HeldMonth.rental_id, HeldMonth.from_on)
        .join(BillingRun, BillingRun.id == HeldMonth.run_id)
        .where(standing_runs())
    )
    return {(rental_id, from_on) for rental_id, from_on in session.execute(statement)}


def last_run(session: Session, month_on: date) -> int | None:
    """The last run of the month whose invoices stand; None where there is none to take back."""
    made = exists().where(Invoice.run_id == BillingRun.id, not_credited())
    runs = select(func.max(BillingRun.id)).where(BillingRun.month_on == month_on, made)
    return session.scalar(runs)


def billed_since(session: Session, run_id: int) -> list[str]:
    """The rental numbers of a run on which a later run has billed something that stands."""
    mine, later = aliased(MonthEntry), aliased(MonthEntry)
    my_line, later_line = aliased(InvoiceLine), aliased(InvoiceLine)
    my_invoice = aliased(Invoice)
    statement = (
        select(Rental.rental_no)
        .join(mine, mine.rental_id == Rental.id)
        .join(my_line, my_line.entry_id == mine.id)
        .join(my_invoice, my_invoice.id == my_line.invoice_id)
        .join(later, later.rental_id == Rental.id)
        .join(later_line, later_line.entry_id == later.id)
        .join(Invoice, Invoice.id == later_line.invoice_id)
        .where(my_invoice.run_id == run_id, Invoice.run_id > run_id, not_credited())
        .distinct()
    )
    return sorted(session.scalars(statement))


@dataclass(frozen=True, slots=True)
class PostedInvoice:
    """An invoice of a run."""

    invoice_id: int
    invoice_no: str
    member_no: str
    payer_code: str
    total_cents: int


def invoices_of_run(session: Session, run_id: int) -> list[PostedInvoice]:
    """The invoices of a run, in the order of their numbers."""
    statement = (
        select(Invoice.id, Invoice.invoice_no, Member.member_no, Payer.code, Invoice.total_cents)
        .join(Member, Member.id == Invoice.member_id)
        .join(Payer, Payer.id == Invoice.payer_id)
        .where(Invoice.run_id == run_id)
        .order_by(Invoice.id)
    )
    return [PostedInvoice(*row) for row in session.execute(statement)]


@dataclass(frozen=True, slots=True)
class PostedMonth:
    """A month that a run billed: its turn in the ledger."""

    rental_id: int
    from_on: date
    turn: int
    number: int
    amount_cents: int


def months_of_run(session: Session, run_id: int) -> list[PostedMonth]:
    """The months that a run billed, in the order of its lines."""
    statement = (
        select(
            MonthEntry.rental_id,
            MonthEntry.from_on,
            MonthEntry.turn,
            MonthEntry.number,
            MonthEntry.amount_cents,
        )
        .join(InvoiceLine, InvoiceLine.entry_id == MonthEntry.id)
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .where(Invoice.run_id == run_id)
        .order_by(InvoiceLine.id)
    )
    return [PostedMonth(*row) for row in session.execute(statement)]


def _of_month(month_on: date, payer_id: int | None) -> list[ColumnElement[bool]]:
    chosen = [BillingRun.month_on == month_on, not_credited()]
    if payer_id is not None:
        chosen.append(Invoice.payer_id == payer_id)
    return chosen


def printed_invoices(
    session: Session, *, month_on: date, payer_id: int | None = None
) -> Iterator[tuple[int, PrintedInvoice]]:
    """The month's standing invoices whose papers are not made yet: id, and what they print.

    In the order of their numbers, as frozen when they were posted.
    """
    chosen = [
        *_of_month(month_on, payer_id),
        ~exists().where(InvoiceDocument.invoice_id == Invoice.id),
    ]
    words = _words(session)
    lines = _printed_lines(session, chosen, words)
    statement = (
        select(
            Invoice.id,
            Invoice.invoice_no,
            BillingRun.posted_on,
            Invoice.company_words_id,
            Invoice.payer_words_id,
            Invoice.member_words_id,
        )
        .join(BillingRun, BillingRun.id == Invoice.run_id)
        .where(*chosen)
        .order_by(Invoice.id)
    )
    for invoice_id, invoice_no, posted_on, company, payer, member in session.execute(statement):
        yield (
            invoice_id,
            PrintedInvoice(
                invoice_no=invoice_no,
                invoice_on=posted_on,
                month_on=month_on,
                company=company_words(words[company]),
                payer=payer_words(words[payer]),
                member=member_words(words[member]),
                lines=tuple(lines[invoice_id]),
            ),
        )


def _words(session: Session) -> dict[int, str]:
    return dict(session.execute(select(PrintedWords.id, PrintedWords.words)).all())


def _printed_lines(
    session: Session, chosen: Sequence[ColumnElement[bool]], words: dict[int, str]
) -> dict[int, list[PrintedLine]]:
    statement = (
        select(InvoiceLine, Ruling, MonthEntry.from_on, MonthEntry.number, MonthEntry.amount_cents)
        .join(Ruling, Ruling.id == InvoiceLine.ruling_id)
        .join(MonthEntry, MonthEntry.id == InvoiceLine.entry_id)
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .join(BillingRun, BillingRun.id == Invoice.run_id)
        .where(*chosen)
        .order_by(InvoiceLine.id)
    )
    found: dict[int, list[PrintedLine]] = defaultdict(list)
    for line, ruling, from_on, number, amount_cents in session.execute(statement):
        found[line.invoice_id].append(
            PrintedLine(
                from_on=from_on,
                until_on=from_on + timedelta(days=line.days),
                product=product_words(words[line.product_words_id]),
                serial=line.serial,
                modifiers=tuple(ruling.modifiers.split()),
                rental_month=number,
                last_month=line.last_month,
                usual_charge_cents=line.usual_charge_cents,
                amount_cents=amount_cents,
                basis=ruling.basis,
                citations=tuple(ruling.citations.splitlines()),
                steps=unpack_trace(line.trace),
                readings=json.loads(ruling.readings),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class StoredPaper:
    """The stored bytes of an invoice's paper."""

    invoice_no: str
    content: bytes


def stored_papers(
    session: Session, *, month_on: date, payer_id: int | None = None
) -> Iterator[StoredPaper]:
    """The papers of the month's standing invoices, one at a time, in the order of their numbers."""
    statement = (
        select(Invoice.invoice_no, InvoiceDocument.content)
        .join(InvoiceDocument, InvoiceDocument.invoice_id == Invoice.id)
        .join(BillingRun, BillingRun.id == Invoice.run_id)
        .where(*_of_month(month_on, payer_id))
        .order_by(Invoice.id)
        .execution_options(yield_per=100)
    )
    result: Any = session.execute(statement)
    for invoice_no, content in result:
        yield StoredPaper(invoice_no, content)


def payer_id_of(session: Session, payer_code: str | None) -> int | None:
    """The payer's id; None (all payers) where none is named. Refused for a code nobody has."""
    if payer_code is None:
        return None
    payer_id = session.scalar(select(Payer.id).where(Payer.code == payer_code))
    if payer_id is None:
        unknown = f"There is no payer {payer_code}."
        remedy = "Use one of the payer codes of this shop."
        raise Refused([Finding(Severity.STOP, "unknown_payer", unknown, remedy=remedy)])
    return payer_id
