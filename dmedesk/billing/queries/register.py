"""Reads the billing register of a month, in three statements whatever it holds."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from dmedesk.billing.queries.lines import AMOUNT_CENTS, SERVICE_ON, with_ledgers
from dmedesk.billing.queries.standing import line_stands
from dmedesk.billing.rules.printed import company_words, member_words, payer_words, product_words
from dmedesk.billing.rules.register import (
    Register,
    RegisterCredit,
    RegisterInvoice,
    RegisterLine,
)
from dmedesk.billing.tables import (
    BillingRun,
    Charge,
    Credit,
    Invoice,
    InvoiceLine,
    PrintedWords,
    Ruling,
)
from dmedesk.rentals.tables import MonthEntry, Rental


def register_of(
    session: Session, *, month_on: date, payer_id: int | None = None, payer_code: str = ""
) -> Register:
    """The register of the month's posts, for one payer (named by its code, too) or for all."""
    chosen: list[ColumnElement[bool]] = [BillingRun.month_on == month_on]
    if payer_id is not None:
        chosen.append(Invoice.payer_id == payer_id)
    lines = _lines(session, chosen)
    rows = _invoices(session, chosen)
    of_id = {row.id: row for row in rows}
    return Register(
        month_on=month_on,
        payer_code=payer_code,
        supplier=company_words(rows[-1].company) if rows else None,
        invoices=tuple(_invoice(row, lines[row.id]) for row in rows if row.id in lines),
        credits=tuple(_credit(row, of_id[row.invoice_id]) for row in _credits(session, chosen)),
    )


def _invoices(session: Session, chosen: list[ColumnElement[bool]]) -> list[Any]:
    company, member, payer = (aliased(PrintedWords) for _ in range(3))
    statement = (
        select(
            Invoice.id,
            Invoice.invoice_no,
            Invoice.total_cents,
            BillingRun.posted_on,
            company.words.label("company"),
            member.words.label("member"),
            payer.words.label("payer"),
        )
        .join(BillingRun, BillingRun.id == Invoice.run_id)
        .join(company, company.id == Invoice.company_words_id)
        .join(member, member.id == Invoice.member_words_id)
        .join(payer, payer.id == Invoice.payer_words_id)
        .where(*chosen)
        .order_by(Invoice.id)
    )
    return list(session.execute(statement))


def _credits(session: Session, chosen: list[ColumnElement[bool]]) -> list[Any]:
    statement = (
        select(Credit.invoice_id, Credit.credit_no, Credit.credited_on, Credit.total_cents)
        .join(Invoice, Invoice.id == Credit.invoice_id)
        .join(BillingRun, BillingRun.id == Invoice.run_id)
        .where(*chosen)
        .order_by(Credit.id)
    )
    return list(session.execute(statement))


def _lines(session: Session, chosen: list[ColumnElement[bool]]) -> dict[int, list[RegisterLine]]:
    """The lines that stand, by invoice."""
    chosen_lines = (
        select(
            InvoiceLine.invoice_id,
            Rental.rental_no,
            Charge.charge_no,
            Charge.units,
            PrintedWords.words,
            Ruling.modifiers,
            Ruling.basis,
            Ruling.citations,
            InvoiceLine.serial,
            InvoiceLine.days,
            InvoiceLine.last_month,
            InvoiceLine.usual_charge_cents,
            MonthEntry.number,
            SERVICE_ON.label("from_on"),
            AMOUNT_CENTS.label("amount_cents"),
        )
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .join(BillingRun, BillingRun.id == Invoice.run_id)
        .join(Ruling, Ruling.id == InvoiceLine.ruling_id)
        .join(PrintedWords, PrintedWords.id == InvoiceLine.product_words_id)
    )
    statement = (
        with_ledgers(chosen_lines)
        .outerjoin(Rental, Rental.id == MonthEntry.rental_id)
        .where(*chosen, line_stands())
        .order_by(InvoiceLine.id)
    )
    found: dict[int, list[RegisterLine]] = defaultdict(list)
    for row in session.execute(statement):
        found[row.invoice_id].append(_line(row))
    return found


def _line(row: Any) -> RegisterLine:
    return RegisterLine(
        rental_no=row.rental_no or "",
        charge_no=row.charge_no or "",
        units=row.units,
        hcpcs=product_words(row.words).hcpcs,
        modifiers=tuple(row.modifiers.split()),
        serial=row.serial,
        rental_month=row.number,
        last_month=row.last_month,
        from_on=row.from_on,
        until_on=row.from_on + timedelta(days=row.days),
        usual_charge_cents=row.usual_charge_cents,
        amount_cents=row.amount_cents,
        basis=row.basis,
        citations=tuple(row.citations.splitlines()),
    )


def _invoice(row: Any, lines: Sequence[RegisterLine]) -> RegisterInvoice:
    member, payer = member_words(row.member), payer_words(row.payer)
    return RegisterInvoice(
        invoice_no=row.invoice_no,
        posted_on=row.posted_on,
        member_no=member.member_no,
        member=member.name,
        payer_code=payer.code,
        payer=payer.name,
        total_cents=sum(line.amount_cents for line in lines),
        lines=tuple(lines),
    )


def _credit(row: Any, invoice: Any) -> RegisterCredit:
    member, payer = member_words(invoice.member), payer_words(invoice.payer)
    return RegisterCredit(
        credit_no=row.credit_no,
        credited_on=row.credited_on,
        invoice_no=invoice.invoice_no,
        member_no=member.member_no,
        member=member.name,
        payer_code=payer.code,
        payer=payer.name,
        amount_cents=-row.total_cents,
    )
