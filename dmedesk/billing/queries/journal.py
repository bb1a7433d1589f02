"""Every entry that changes what is owed: of the whole shop, or of one member's account.

In the shop's journal a payment is one entry, on the day on which it was received. In a member's
account the payment of a payer is what it paid of the member's lines, on the day on which it was
allocated; a payment of the member's own is the whole of it.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from dmedesk.billing.rules.crediting import words_of
from dmedesk.billing.rules.journal import Entry, EntryKind, numbered
from dmedesk.billing.rules.payments import KIND_WORDS, WRITE_OFF_WORDS, WriteOffReason
from dmedesk.billing.tables import (
    Allocation,
    BillingRun,
    Charge,
    Credit,
    Invoice,
    InvoiceLine,
    Payment,
    PaymentFact,
    WriteOff,
)
from dmedesk.kit.calendar import month_in_words
from dmedesk.kit.references import RecordRef
from dmedesk.members.tables import Member, Payer

_Chosen: TypeAlias = Select[*tuple[Any, ...]]
_MEMBER = Member.last_name + ", " + Member.first_name


def journal(session: Session, *, until_on: date) -> list[Entry]:
    """The shop's entries until a day, that day included, in the order of their days."""
    everything = [
        *_invoices(session, Invoice.id.is_not(None)),
        *_credits(session, Invoice.id.is_not(None)),
        *_payments(session, Payment.id.is_not(None)),
        *_payment_facts(session, Payment.id.is_not(None)),
        *_write_offs(session, Invoice.id.is_not(None)),
    ]
    return numbered(entry for entry in everything if entry.on <= until_on)


def account_of(session: Session, *, member_id: int, until_on: date) -> list[Entry]:
    """A member's entries until a day, each with what is owed after it by all who pay."""
    own = Invoice.member_id == member_id
    everything = [
        *_invoices(session, own),
        *_credits(session, own),
        *_payments(session, Payment.member_id == member_id),
        *_payment_facts(session, Payment.member_id == member_id),
        *_allocations(session, member_id),
        *_write_offs(session, own),
    ]
    return numbered(entry for entry in everything if entry.on <= until_on)


def _of_invoices(statement: _Chosen, where: ColumnElement[bool]) -> _Chosen:
    return (
        statement.join(BillingRun, BillingRun.id == Invoice.run_id)
        .join(Member, Member.id == Invoice.member_id)
        .join(Payer, Payer.id == Invoice.payer_id)
        .where(where)
    )


def _invoices(session: Session, where: ColumnElement[bool]) -> Iterator[Entry]:
    columns = select(
        Invoice.id,
        Invoice.invoice_no,
        Invoice.total_cents,
        Invoice.member_id,
        BillingRun.posted_on,
        BillingRun.month_on,
        _MEMBER.label("member"),
        Payer.code,
    )
    for row in session.execute(_of_invoices(columns, where).order_by(Invoice.id)):
        yield Entry(
            row.id,
            row.posted_on,
            EntryKind.INVOICE,
            row.invoice_no,
            row.member_id,
            row.member,
            row.code,
            month_in_words(row.month_on),
            row.total_cents,
            RecordRef("invoice", row.id),
        )


def _credits(session: Session, where: ColumnElement[bool]) -> Iterator[Entry]:
    columns = select(
        Credit.id,
        Credit.credit_no,
        Credit.total_cents,
        Credit.credited_on,
        Credit.reason,
        Credit.note,
        Credit.invoice_id,
        Invoice.invoice_no,
        Invoice.member_id,
        _MEMBER.label("member"),
        Payer.code,
    ).join(Invoice, Invoice.id == Credit.invoice_id)
    for row in session.execute(_of_invoices(columns, where).order_by(Credit.id)):
        yield Entry(
            row.id,
            row.credited_on,
            EntryKind.CREDIT,
            row.credit_no,
            row.member_id,
            row.member,
            row.code,
            f"Of {row.invoice_no}. {words_of(row.reason, row.note)}",
            -row.total_cents,
            RecordRef("invoice", row.invoice_id),
        )


def _from_whom(statement: _Chosen) -> _Chosen:
    return (
        statement.outerjoin(Member, Member.id == Payment.member_id)
        .outerjoin(Payer, Payer.id == Payment.payer_id)
        .order_by(Payment.id)
    )


_FROM = (Payment.payment_no, Payment.member_id, _MEMBER.label("member"), Payer.code)


def _payments(session: Session, where: ColumnElement[bool]) -> Iterator[Entry]:
    columns = select(
        Payment.id,
        Payment.received_on,
        Payment.reference,
        Payment.is_deposit,
        Payment.kind,
        Payment.amount_cents,
        *_FROM,
    )
    paid = _from_whom(columns).where(where, Payment.amount_cents > 0)
    for row in session.execute(paid):
        kind = KIND_WORDS[row.kind]
        yield Entry(
            row.id,
            row.received_on,
            EntryKind.DEPOSIT if row.is_deposit else EntryKind.PAYMENT,
            f"P{row.payment_no}",
            row.member_id,
            row.member or "",
            row.code or "",
            f"{kind} {row.reference}".rstrip(),
            -row.amount_cents,
            RecordRef("payment", row.id),
        )


def _payment_facts(session: Session, where: ColumnElement[bool]) -> Iterator[Entry]:
    columns = select(
        PaymentFact.id,
        PaymentFact.payment_id,
        PaymentFact.done_on,
        PaymentFact.step,
        PaymentFact.note,
        PaymentFact.amount_cents,
        *_FROM,
    ).join(Payment, Payment.id == PaymentFact.payment_id)
    for row in session.execute(_from_whom(columns).where(where, PaymentFact.amount_cents > 0)):
        yield Entry(
            row.id,
            row.done_on,
            EntryKind.GIVEN_BACK,
            f"P{row.payment_no}",
            row.member_id,
            row.member or "",
            row.code or "",
            f"{str(row.step.value).capitalize()}. {row.note}".rstrip(". ") + ".",
            row.amount_cents,
            RecordRef("payment", row.payment_id),
        )


def _allocations(session: Session, member_id: int) -> Iterator[Entry]:
    """What payments of others paid of a member's lines, a day of a payment together."""
    others = or_(Payment.member_id.is_(None), Payment.member_id != member_id)
    statement = (
        select(
            Payment.id,
            Payment.payment_no,
            Payment.reference,
            Allocation.allocated_on,
            Payer.code,
            func.sum(Allocation.amount_cents).label("cents"),
        )
        .join(Payment, Payment.id == Allocation.payment_id)
        .join(InvoiceLine, InvoiceLine.id == Allocation.line_id)
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .outerjoin(Payer, Payer.id == Payment.payer_id)
        .where(Invoice.member_id == member_id, others)
        .group_by(Payment.id, Allocation.allocated_on, Payer.code)
        .order_by(Payment.id, Allocation.allocated_on)
    )
    for row in session.execute(statement):
        if row.cents:
            kind = EntryKind.PAYMENT if row.cents > 0 else EntryKind.GIVEN_BACK
            about = f"Paid by {row.code or 'another member'} {row.reference}".rstrip()
            said = about if row.cents > 0 else "Taken back from this account"
            ref = RecordRef("payment", row.id)
            number, on, cents = f"P{row.payment_no}", row.allocated_on, -int(row.cents)
            yield Entry(row.id, on, kind, number, member_id, "", row.code or "", said, cents, ref)


def _write_offs(session: Session, where: ColumnElement[bool]) -> Iterator[Entry]:
    asked = aliased(Payer)
    columns = (
        select(
            WriteOff.id,
            WriteOff.written_on,
            WriteOff.amount_cents,
            WriteOff.reason,
            WriteOff.note,
            Invoice.id.label("invoice_id"),
            Invoice.invoice_no,
            Invoice.member_id,
            _MEMBER.label("member"),
            Payer.code,
            asked.code.label("asked"),
        )
        .join(InvoiceLine, InvoiceLine.id == WriteOff.line_id)
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .outerjoin(Charge, Charge.id == WriteOff.charge_id)
        .outerjoin(asked, asked.id == Charge.payer_id)
    )
    for row in session.execute(_of_invoices(columns, where).order_by(WriteOff.id)):
        is_passed_on = row.reason is WriteOffReason.PASSED_ON
        said = f"To {row.asked}" if is_passed_on else WRITE_OFF_WORDS[row.reason]
        note = f": {row.note}" if row.note else ""
        yield Entry(
            row.id,
            row.written_on,
            EntryKind.PASSED_ON if is_passed_on else EntryKind.WRITE_OFF,
            row.invoice_no,
            row.member_id,
            row.member,
            row.code,
            f"{said}{note}",
            -row.amount_cents,
            RecordRef("invoice", row.invoice_id),
        )
