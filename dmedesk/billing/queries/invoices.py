"""The list of all invoices, one invoice as it stands, and what was billed of a member or rental."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, String, case, cast, exists, func, literal, select
from sqlalchemy.orm import Session

from dmedesk.billing.queries.crediting import CreditMade, credits_of
from dmedesk.billing.queries.invoice_lines import LinesRead, read_lines
from dmedesk.billing.queries.lines import AMOUNT_CENTS, with_ledgers
from dmedesk.billing.queries.printed import printed_invoices
from dmedesk.billing.queries.standing import (
    credit_numbers,
    credited_cents,
    has_credit,
    line_stands,
    not_credited,
)
from dmedesk.billing.rules.printed import PrintedInvoice
from dmedesk.billing.tables import BillingRun, Credit, Invoice, InvoiceDocument, InvoiceLine
from dmedesk.kit.lists import Sort
from dmedesk.members.tables import Member, Payer
from dmedesk.rentals.tables import MonthEntry, Rental
from dmedesk.store.lists import ListQuery


class InvoiceState(StrEnum):
    """Whether an invoice stands, or credits took some or all of its lines back."""

    STANDING = "standing"
    PARTLY = "partly"
    CREDITED = "credited"


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """One invoice of any month. ``credit_no`` numbers the credits that took back some or all."""

    id: int
    invoice_no: str
    month_on: date
    posted_on: date
    member: str
    payer_code: str
    lines: int
    total_cents: int
    standing_cents: int
    state: str
    credit_no: str | None
    credited_on: date | None
    has_paper: bool


_HAS_PAPER = exists().where(InvoiceDocument.invoice_id == Invoice.id)
_LINES = (
    select(func.count(InvoiceLine.id))
    .where(InvoiceLine.invoice_id == Invoice.id)
    .correlate(Invoice)
    .scalar_subquery()
)
_RENTALS = (
    select("|" + func.string_agg(cast(MonthEntry.rental_id, String), "|") + "|")
    .join(InvoiceLine, InvoiceLine.entry_id == MonthEntry.id)
    .where(InvoiceLine.invoice_id == Invoice.id)
    .correlate(Invoice)
    .scalar_subquery()
)
"""The ids of the rentals that an invoice bills, between bars: ``|7|12|``."""

_CREDITED_ON = (
    select(func.max(Credit.credited_on))
    .where(Credit.invoice_id == Invoice.id)
    .correlate(Invoice)
    .scalar_subquery()
)


def _joined(chosen: Select[Any]) -> Select[Any]:
    return (
        chosen.outerjoin(BillingRun, BillingRun.id == Invoice.run_id)
        .outerjoin(Member, Member.id == Invoice.member_id)
        .outerjoin(Payer, Payer.id == Invoice.payer_id)
    )


INVOICES: ListQuery[InvoiceRow] = ListQuery(
    InvoiceRow,
    key=Invoice.id,
    columns={
        "invoice_no": Invoice.invoice_no,
        "month_on": BillingRun.month_on,
        "posted_on": BillingRun.posted_on,
        "member": Member.last_name + ", " + Member.first_name,
        "member_no": Member.member_no,
        "payer_code": Payer.code,
        "lines": _LINES,
        "rentals": _RENTALS,
        "total_cents": Invoice.total_cents,
        "standing_cents": Invoice.total_cents - credited_cents(),
        "state": case(
            (~has_credit(), literal(InvoiceState.STANDING.value)),
            (not_credited(), literal(InvoiceState.PARTLY.value)),
            else_=literal(InvoiceState.CREDITED.value),
        ),
        "credit_no": credit_numbers(),
        "credited_on": _CREDITED_ON,
        "has_paper": _HAS_PAPER,
    },
    source=_joined,
    chips={
        "standing": lambda _on: not_credited(),
        "credited": lambda _on: has_credit(),
        "no_paper": lambda _on: not_credited() & ~_HAS_PAPER,
    },
    default=(Sort("posted_on", descending=True), Sort("invoice_no", descending=True)),
)


@dataclass(frozen=True, slots=True)
class InvoiceRead:
    """One invoice: its row, whose it is, what it prints, its lines, its credits.

    ``rentals`` are those of its lines, in their order.
    """

    row: InvoiceRow
    member_id: int
    posted_by: str
    posted_at: datetime
    printed: PrintedInvoice
    rentals: tuple[tuple[int, str], ...]
    lines: LinesRead
    credits: tuple[CreditMade, ...]


def read_invoice(session: Session, *, invoice_id: int, on: date) -> InvoiceRead | None:
    """One invoice as its page shows it; None where there is none."""
    rows = INVOICES.rows(session, [invoice_id], on=on)
    if not rows:
        return None
    run = select(Invoice.member_id, BillingRun.posted_by, BillingRun.posted_at)
    whose = run.join(BillingRun, BillingRun.id == Invoice.run_id).where(Invoice.id == invoice_id)
    rentals = (
        select(Rental.id, Rental.rental_no)
        .join(MonthEntry, MonthEntry.rental_id == Rental.id)
        .join(InvoiceLine, InvoiceLine.entry_id == MonthEntry.id)
        .where(InvoiceLine.invoice_id == invoice_id)
        .order_by(InvoiceLine.id)
    )
    member_id, posted_by, posted_at = session.execute(whose).one()
    printed = printed_invoices(session, invoice_ids=[invoice_id])[invoice_id]
    return InvoiceRead(
        rows[0],
        member_id,
        posted_by,
        posted_at,
        printed,
        tuple((rental_id, number) for rental_id, number in session.execute(rentals)),
        read_lines(session, invoice_id=invoice_id, printed=printed, on=on),
        tuple(credits_of(session, invoice_id=invoice_id)),
    )


@dataclass(frozen=True, slots=True)
class Billed:
    """An invoice about a member or a rental: what it billed of them."""

    invoice_id: int
    invoice_no: str
    posted_on: date
    posted_by: str
    months: int
    cents: int
    charges: int


def billed_of(
    session: Session,
    *,
    member_id: int | None = None,
    rental_id: int | None = None,
    invoice_id: int | None = None,
) -> list[Billed]:
    """The invoices of a member, those that bill months of a rental, or one; the oldest first."""
    chosen = (
        select(
            Invoice.id,
            Invoice.invoice_no,
            BillingRun.posted_on,
            BillingRun.posted_by,
            func.count(InvoiceLine.entry_id),
            func.sum(AMOUNT_CENTS),
            func.count(InvoiceLine.charge_id),
        )
        .join(BillingRun, BillingRun.id == Invoice.run_id)
        .join(InvoiceLine, InvoiceLine.invoice_id == Invoice.id)
    )
    statement = with_ledgers(chosen).group_by(Invoice.id, BillingRun.id).order_by(Invoice.id)
    if member_id is not None:
        statement = statement.where(Invoice.member_id == member_id)
    if rental_id is not None:
        statement = statement.where(MonthEntry.rental_id == rental_id)
    if invoice_id is not None:
        statement = statement.where(Invoice.id == invoice_id)
    return [Billed(*row) for row in session.execute(statement)]


def invoice_of_month(session: Session, *, rental_id: int, from_on: date) -> tuple[int, int] | None:
    """The standing invoice of a rental's month, and the place of its line; None where none is."""
    lines = (
        select(InvoiceLine.invoice_id)
        .join(MonthEntry, MonthEntry.id == InvoiceLine.entry_id)
        .where(MonthEntry.rental_id == rental_id, MonthEntry.from_on == from_on, line_stands())
    )
    invoice_id = session.scalar(lines)
    if invoice_id is None:
        return None
    entries = (
        select(MonthEntry.rental_id, MonthEntry.from_on)
        .select_from(InvoiceLine)
        .outerjoin(MonthEntry, MonthEntry.id == InvoiceLine.entry_id)
        .where(InvoiceLine.invoice_id == invoice_id)
        .order_by(InvoiceLine.id)
    )
    places = [tuple(row) for row in session.execute(entries)]
    return invoice_id, places.index((rental_id, from_on))
