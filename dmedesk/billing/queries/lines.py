"""Invoice lines of both kinds, rental months and charges, with what stands in their ledgers.

Whatever asks for a line's amount or day asks here: ``with_ledgers`` joins what it takes, the
expressions below say what is read.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from dmedesk.billing.queries.standing import line_stands
from dmedesk.billing.tables import BillingRun, Charge, ChargeEntry, Invoice, InvoiceLine, Ruling
from dmedesk.rentals.tables import MonthEntry, Rental

AMOUNT_CENTS = func.coalesce(MonthEntry.amount_cents, ChargeEntry.amount_cents)
"""What a line was invoiced at."""

SERVICE_ON = func.coalesce(MonthEntry.from_on, Charge.service_on)
"""A month's first day, or a charge's date of service."""


def with_ledgers(chosen: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Lines with the entry of their month, and with their charge and its entry."""
    return (
        chosen.outerjoin(MonthEntry, MonthEntry.id == InvoiceLine.entry_id)
        .outerjoin(Charge, Charge.id == InvoiceLine.charge_id)
        .outerjoin(
            ChargeEntry,
            and_(
                ChargeEntry.charge_id == InvoiceLine.charge_id,
                ChargeEntry.turn == InvoiceLine.charge_turn,
            ),
        )
    )


@dataclass(frozen=True, slots=True)
class LineOfInvoice:
    """One line of an invoice, of either kind: a rental's month or a charge.

    ``place`` counts the lines of its invoice from 1. ``turn`` is that of its ledger, an odd one;
    ``is_standing`` tells that no credit took it back.
    """

    line_id: int
    invoice_id: int
    invoice_no: str
    place: int
    member_id: int
    payer_id: int
    posted_on: date
    service_on: date
    amount_cents: int
    modifiers: tuple[str, ...]
    serial: str
    rental_id: int | None
    rental_no: str | None
    rental_month: int | None
    charge_id: int | None
    charge_no: str | None
    turn: int
    is_standing: bool


def lines_of_invoices(
    session: Session, *, invoice_ids: Collection[int] | None = None
) -> list[LineOfInvoice]:
    """The lines of these invoices (None: of all), in the order of the invoices and their places."""
    place = func.row_number().over(partition_by=InvoiceLine.invoice_id, order_by=InvoiceLine.id)
    chosen = (
        select(
            InvoiceLine.id,
            InvoiceLine.invoice_id,
            Invoice.invoice_no,
            place,
            Invoice.member_id,
            Invoice.payer_id,
            BillingRun.posted_on,
            SERVICE_ON,
            AMOUNT_CENTS,
            Ruling.modifiers,
            InvoiceLine.serial,
            MonthEntry.rental_id,
            Rental.rental_no,
            MonthEntry.number,
            InvoiceLine.charge_id,
            Charge.charge_no,
            func.coalesce(MonthEntry.turn, InvoiceLine.charge_turn),
            line_stands(),
        )
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .join(BillingRun, BillingRun.id == Invoice.run_id)
        .join(Ruling, Ruling.id == InvoiceLine.ruling_id)
    )
    lines = with_ledgers(chosen).outerjoin(Rental, Rental.id == MonthEntry.rental_id)
    if invoice_ids is not None:
        lines = lines.where(InvoiceLine.invoice_id.in_(invoice_ids))
    in_order = lines.order_by(InvoiceLine.invoice_id, InvoiceLine.id)
    return [_line(row) for row in session.execute(in_order)]


def _line(row: Any) -> LineOfInvoice:
    values = list(row)
    values[9] = tuple(values[9].split())
    values[17] = bool(values[17])
    return LineOfInvoice(*values)
