"""Reads what was posted as its files have it, everything in the order in which it was written."""

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from dmedesk.billing.queries.crediting import places_taken
from dmedesk.billing.queries.printed import StoredPaper
from dmedesk.billing.rules.printed import product_words
from dmedesk.billing.tables import (
    BillingRun,
    Credit,
    HeldMonth,
    Invoice,
    InvoiceDocument,
    InvoiceLine,
    PrintedWords,
    Ruling,
)
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.stored import StoredRow
from dmedesk.members.tables import Member, Payer
from dmedesk.papers.tables import Authorization, AuthorizationUse
from dmedesk.rentals.rules import round_of
from dmedesk.rentals.tables import MonthEntry, Rental
from dmedesk.store.rows import stored_rows

_PAPERS_AT_ONCE = 100

BilledMonth: TypeAlias = tuple[int, date, int]
"""A rental's id, a month's first day, and the round in which it was billed."""


def run_ids(session: Session) -> dict[int, int]:
    """The id of the n-th posting."""
    return dict(enumerate(session.scalars(select(BillingRun.id).order_by(BillingRun.id)), start=1))


def invoice_ids(session: Session) -> dict[str, int]:
    """The id of every invoice by number."""
    return dict(session.execute(select(Invoice.invoice_no, Invoice.id)).all())


def stored_runs(session: Session) -> list[StoredRow]:
    """Every posting, as ``runs.csv`` has it."""
    chosen = (
        select(
            BillingRun.id,
            BillingRun.id.label("run"),
            BillingRun.month_on.label("month"),
            Payer.code.label("payer_code"),
            BillingRun.posted_at,
            BillingRun.posted_on,
            BillingRun.posted_by,
            BillingRun.engine_edition,
            BillingRun.kind,
        )
        .outerjoin(Payer, Payer.id == BillingRun.payer_id)
        .order_by(BillingRun.id)
    )
    return _by_place(session, stored_rows(session, chosen))


def stored_invoices(session: Session) -> list[StoredRow]:
    """Every invoice with its frozen words, as ``invoices.csv`` has it."""
    company, payer, member = (aliased(PrintedWords) for _ in range(3))
    chosen = (
        select(
            Invoice.id,
            Invoice.invoice_no,
            Invoice.run_id.label("run"),
            Member.member_no,
            Payer.code.label("payer_code"),
            Invoice.total_cents.label("total"),
            company.words.label("printed_company"),
            payer.words.label("printed_payer"),
            member.words.label("printed_member"),
        )
        .join(Member, Member.id == Invoice.member_id)
        .join(Payer, Payer.id == Invoice.payer_id)
        .join(company, company.id == Invoice.company_words_id)
        .join(payer, payer.id == Invoice.payer_words_id)
        .join(member, member.id == Invoice.member_words_id)
        .order_by(Invoice.id)
    )
    return _by_place(session, stored_rows(session, chosen))


def stored_invoice_lines(session: Session) -> list[StoredRow]:
    """Every line of every invoice, as ``invoice_lines.csv`` has it; ``until_on`` is half-open."""
    chosen = (
        select(
            InvoiceLine.id,
            Invoice.invoice_no,
            MonthEntry.rental_id,
            Rental.rental_no,
            MonthEntry.from_on,
            MonthEntry.turn,
            MonthEntry.number.label("rental_month"),
            InvoiceLine.days,
            PrintedWords.words,
            InvoiceLine.serial,
            Ruling.modifiers,
            Ruling.basis,
            Ruling.citations,
            Ruling.readings,
            InvoiceLine.last_month,
            InvoiceLine.usual_charge_cents.label("usual_charge"),
            MonthEntry.amount_cents.label("amount"),
            InvoiceLine.trace,
        )
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .join(MonthEntry, MonthEntry.id == InvoiceLine.entry_id)
        .join(Rental, Rental.id == MonthEntry.rental_id)
        .join(PrintedWords, PrintedWords.id == InvoiceLine.product_words_id)
        .join(Ruling, Ruling.id == InvoiceLine.ruling_id)
        .order_by(InvoiceLine.id)
    )
    used = _used(session)
    rows = stored_rows(session, chosen)
    for row in rows:
        _as_exported(row, used)
    return rows


def _as_exported(row: StoredRow, used: dict[BilledMonth, str]) -> None:
    """Tell the product's words apart, the last day and the round, and the authorization used."""
    values = row.values
    product = product_words(values.pop("words"))
    values |= {
        "hcpcs": product.hcpcs,
        "description": product.description,
        "brand": product.brand,
        "model": product.model,
    }
    values["until_on"] = values["from_on"] + timedelta(days=values.pop("days"))
    values["round"] = round_of(values.pop("turn"))
    billed = (values.pop("rental_id"), values["from_on"], values["round"])
    values["pa_number"] = used.get(billed)


def _used(session: Session) -> dict[BilledMonth, str]:
    """The number of the authorization of which each billed month used one."""
    chosen = (
        select(
            AuthorizationUse.rental_id,
            AuthorizationUse.month_from_on,
            AuthorizationUse.round,
            Authorization.pa_number,
        )
        .join(Authorization, Authorization.id == AuthorizationUse.authorization_id)
        .where(AuthorizationUse.months > 0)
    )
    return {
        (rental_id, from_on, round_): pa_number
        for rental_id, from_on, round_, pa_number in session.execute(chosen)
    }


def stored_credits(session: Session) -> list[StoredRow]:
    """Every credit, as ``credits.csv`` has it: without ``lines`` one of the whole invoice."""
    rows = stored_rows(
        session,
        select(
            Credit.id,
            Credit.credit_no,
            Invoice.invoice_no,
            Credit.credited_at,
            Credit.credited_on,
            Credit.credited_by,
            Credit.reason,
            Credit.note,
        )
        .join(Invoice, Invoice.id == Credit.invoice_id)
        .order_by(Credit.id),
    )
    places = places_taken(session)
    for row in rows:
        row.values["lines"] = places[row.id]
    return rows


def stored_held(session: Session) -> list[StoredRow]:
    """Every month that a posting held, as ``held.csv`` has it."""
    chosen = (
        select(
            HeldMonth.id,
            HeldMonth.run_id.label("run"),
            Rental.rental_no,
            HeldMonth.from_on,
            HeldMonth.number.label("rental_month"),
            HeldMonth.reasons,
        )
        .join(Rental, Rental.id == HeldMonth.rental_id)
        .order_by(HeldMonth.id)
    )
    return _by_place(session, stored_rows(session, chosen))


def stored_paper_hashes(session: Session) -> list[StoredRow]:
    """Every stored paper but its bytes, as ``papers.csv`` has it."""
    return stored_rows(
        session,
        select(
            InvoiceDocument.id,
            Invoice.invoice_no,
            InvoiceDocument.sha256,
            InvoiceDocument.made_at,
        )
        .join(Invoice, Invoice.id == InvoiceDocument.invoice_id)
        .order_by(Invoice.id),
    )


def every_stored_paper(session: Session) -> Iterator[StoredPaper]:
    """The bytes of every stored paper, read a few at a time."""
    statement = (
        select(Invoice.invoice_no, InvoiceDocument.content)
        .join(InvoiceDocument, InvoiceDocument.invoice_id == Invoice.id)
        .order_by(Invoice.id)
        .execution_options(yield_per=_PAPERS_AT_ONCE)
    )
    for invoice_no, content in session.execute(statement):
        yield StoredPaper(invoice_no, content)


def paper_faults(session: Session) -> Iterator[Finding]:
    """Stored papers whose bytes are not those of their SHA-256 any more."""
    statement = (
        select(Invoice.invoice_no, InvoiceDocument.content, InvoiceDocument.sha256)
        .join(InvoiceDocument, InvoiceDocument.invoice_id == Invoice.id)
        .execution_options(yield_per=_PAPERS_AT_ONCE)
    )
    for invoice_no, content, digest in session.execute(statement):
        if sha256(content).hexdigest() != digest:
            yield Finding(
                Severity.STOP,
                "paper_damaged",
                "The stored paper is not the one that was made.",
                subject=invoice_no,
                remedy="Take it from a backup; its invoice can be drawn again.",
            )


def _by_place(session: Session, rows: list[StoredRow]) -> list[StoredRow]:
    """The rows with their run's place in the order of all, for its id."""
    places = {run_id: place for place, run_id in run_ids(session).items()}
    for row in rows:
        row.values["run"] = places[row.values["run"]]
    return rows
