"""Reads credits: what each took back and why, and what may still be taken back of an invoice."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from dmedesk.billing.queries.lines import AMOUNT_CENTS, SERVICE_ON, with_ledgers
from dmedesk.billing.queries.printed import printed_invoices
from dmedesk.billing.rules.crediting import CreditReason, words_of
from dmedesk.billing.rules.printed import PrintedCredit
from dmedesk.billing.tables import Credit, CreditLine, Invoice, InvoiceLine
from dmedesk.rentals.tables import MonthEntry


@dataclass(frozen=True, slots=True)
class LineToCredit:
    """One line of an invoice, with the credit that took it back, if one did."""

    line_id: int
    amount_cents: int
    credit_no: str | None


def lines_to_credit(session: Session, *, invoice_id: int) -> list[LineToCredit]:
    """Every line of an invoice, in the order of the paper."""
    statement = (
        with_ledgers(select(InvoiceLine.id, AMOUNT_CENTS, Credit.credit_no))
        .outerjoin(CreditLine, CreditLine.line_id == InvoiceLine.id)
        .outerjoin(Credit, Credit.id == CreditLine.credit_id)
        .where(InvoiceLine.invoice_id == invoice_id)
        .order_by(InvoiceLine.id)
    )
    return [LineToCredit(*row) for row in session.execute(statement)]


@dataclass(frozen=True, slots=True)
class StandingLine:
    """A line that stands, with its turn in the ledger of months or of charges."""

    invoice_id: int
    line_id: int
    amount_cents: int
    turn: int
    rental_id: int | None
    from_on: date
    number: int
    charge_id: int | None


def standing_lines(session: Session, *chosen: Any) -> list[StandingLine]:
    """The lines chosen by conditions on lines and invoices, in the order of their papers.

    Whoever asks leaves out those that a credit took back.
    """
    lines = select(
        InvoiceLine.invoice_id,
        InvoiceLine.id,
        AMOUNT_CENTS,
        func.coalesce(MonthEntry.turn, InvoiceLine.charge_turn),
        MonthEntry.rental_id,
        SERVICE_ON,
        MonthEntry.number,
        InvoiceLine.charge_id,
    ).join(Invoice, Invoice.id == InvoiceLine.invoice_id)
    in_order = (InvoiceLine.invoice_id, InvoiceLine.id)
    statement = with_ledgers(lines).where(*chosen).order_by(*in_order)
    return [StandingLine(*row) for row in session.execute(statement)]


@dataclass(frozen=True, slots=True)
class CreditMade:
    """A credit: how many lines of which invoice it took back, what they came to, and why."""

    id: int
    credit_no: str
    invoice_id: int
    invoice_no: str
    lines: int
    total_cents: int
    reason: CreditReason
    note: str
    credited_on: date
    credited_by: str

    @property
    def why(self) -> str:
        """The reason in words, with what was noted."""
        return words_of(self.reason, self.note)


_LINES = (
    select(func.count(CreditLine.id))
    .where(CreditLine.credit_id == Credit.id)
    .correlate(Credit)
    .scalar_subquery()
)


def _made() -> Select[Any]:
    return (
        select(
            Credit.id,
            Credit.credit_no,
            Credit.invoice_id,
            Invoice.invoice_no,
            _LINES,
            Credit.total_cents,
            Credit.reason,
            Credit.note,
            Credit.credited_on,
            Credit.credited_by,
        )
        .join(Invoice, Invoice.id == Credit.invoice_id)
        .order_by(Credit.id)
    )


def credits_of(
    session: Session,
    *,
    member_id: int | None = None,
    rental_id: int | None = None,
    invoice_id: int | None = None,
) -> list[CreditMade]:
    """The credits of a member, those that took back months of a rental, or those of an invoice."""
    statement = _made()
    if member_id is not None:
        statement = statement.where(Invoice.member_id == member_id)
    if rental_id is not None:
        of_rental = (
            select(CreditLine.credit_id)
            .join(InvoiceLine, InvoiceLine.id == CreditLine.line_id)
            .join(MonthEntry, MonthEntry.id == InvoiceLine.entry_id)
            .where(MonthEntry.rental_id == rental_id)
        )
        statement = statement.where(Credit.id.in_(of_rental))
    if invoice_id is not None:
        statement = statement.where(Credit.invoice_id == invoice_id)
    return [CreditMade(*row) for row in session.execute(statement)]


def places_taken(
    session: Session, *, invoice_ids: Collection[int] | None = None
) -> dict[int, tuple[int, ...]]:
    """Which lines of its invoice each credit took back, by its id: 1 is the first of the paper.

    Of some invoices, or of all. Empty for a credit of all lines of its invoice.
    """
    of_credited = select(Credit.invoice_id)
    statement = (
        select(InvoiceLine.invoice_id, CreditLine.credit_id)
        .outerjoin(CreditLine, CreditLine.line_id == InvoiceLine.id)
        .where(InvoiceLine.invoice_id.in_(of_credited if invoice_ids is None else invoice_ids))
        .order_by(InvoiceLine.invoice_id, InvoiceLine.id)
    )
    lines: dict[int, list[int | None]] = defaultdict(list)
    for invoice_id, credit_id in session.execute(statement):
        lines[invoice_id].append(credit_id)
    found: dict[int, tuple[int, ...]] = {}
    for of_invoice in lines.values():
        for credit_id in {one for one in of_invoice if one is not None}:
            places = tuple(n for n, one in enumerate(of_invoice, start=1) if one == credit_id)
            found[credit_id] = () if len(places) == len(of_invoice) else places
    return found


def printed_credit(session: Session, *, credit_id: int) -> PrintedCredit:
    """What the paper of a credit prints: the lines that it took back, as they were invoiced."""
    (made,) = (CreditMade(*row) for row in session.execute(_made().where(Credit.id == credit_id)))
    invoice = printed_invoices(session, invoice_ids=[made.invoice_id])[made.invoice_id]
    places = places_taken(session, invoice_ids=[made.invoice_id])[credit_id]
    lines = tuple(invoice.lines[place - 1] for place in places) or invoice.lines
    why = "" if made.reason is CreditReason.MONTH_UNDONE else made.why
    return PrintedCredit(made.credit_no, made.credited_on, why, invoice, lines)
