"""The open lines with their clocks: until when each may be filed, corrected or appealed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from dmedesk.billing.queries.balances import open_of_line, place_of_line
from dmedesk.billing.queries.lines import SERVICE_ON, with_ledgers
from dmedesk.billing.rules.clocks import Clock, LineOnClock, next_clock
from dmedesk.billing.rules.payments import Outcome
from dmedesk.billing.rules.printed import product_words
from dmedesk.billing.tables import (
    Appeal,
    BillingRun,
    Invoice,
    InvoiceLine,
    PrintedWords,
    RemittanceLine,
)
from dmedesk.members.tables import Member, Payer
from dmedesk.rentals.tables import MonthEntry


@dataclass(frozen=True, slots=True)
class ClockRow:
    """An open line with the clock that ends first; ``done`` are those that are over already."""

    id: int
    invoice_id: int
    invoice_no: str
    place: int
    member: str
    payer_code: str
    hcpcs: str
    served_until: date
    open_cents: int
    clock: Clock
    line: LineOnClock

    @property
    def due_on(self) -> date:
        """The last day of the clock."""
        return self.clock.due_on

    @property
    def kind(self) -> str:
        """What may be done until then."""
        return self.clock.kind.value


def line_clocks(
    session: Session, on: date, *, line_ids: Collection[int] | None = None
) -> list[ClockRow]:
    """Every line with something open as of a day that a clock runs on, the soonest first.

    Of all invoices, or of some lines.
    """
    owed = open_of_line(on)
    chosen = (
        with_ledgers(
            select(
                InvoiceLine.id,
                Invoice.id.label("invoice_id"),
                Invoice.invoice_no,
                place_of_line().label("place"),
                (Member.last_name + ", " + Member.first_name).label("member"),
                Payer.id.label("payer_id"),
                Payer.code,
                Payer.regime,
                Payer.filing_days,
                PrintedWords.words,
                BillingRun.posted_on,
                SERVICE_ON.label("service_on"),
                InvoiceLine.days,
                owed.label("open_cents"),
                MonthEntry.rental_id,
            )
        )
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .join(BillingRun, BillingRun.id == Invoice.run_id)
        .join(Member, Member.id == Invoice.member_id)
        .join(Payer, Payer.id == Invoice.payer_id)
        .join(PrintedWords, PrintedWords.id == InvoiceLine.product_words_id)
        .where(BillingRun.posted_on <= on, owed > 0)
    )
    if line_ids is not None:
        chosen = chosen.where(InvoiceLine.id.in_(line_ids))
    denied, others = _denied(session), answers_of_others(session)
    rows = (_row(row, denied, others, on) for row in session.execute(chosen))
    found = [row for row in rows if row is not None]
    return sorted(found, key=lambda row: (row.due_on, row.id))


def _row(
    row: Any,
    denied: dict[int, date],
    others: dict[tuple[int, date], list[tuple[int, date]]],
    on: date,
) -> ClockRow | None:
    served_until = row.service_on + timedelta(days=max(row.days - 1, 0))
    answers = others.get((row.rental_id, row.service_on), ()) if row.rental_id else ()
    line = LineOnClock(
        row.regime.value,
        served_until,
        row.posted_on,
        max((day for payer_id, day in answers if payer_id != row.payer_id), default=None),
        denied.get(row.id),
        row.filing_days,
    )
    clock = next_clock(line, on)
    if clock is None:
        return None
    return ClockRow(
        row.id,
        row.invoice_id,
        row.invoice_no,
        row.place,
        row.member,
        row.code,
        product_words(row.words).hcpcs,
        served_until,
        row.open_cents,
        clock,
        line,
    )


def _denied(session: Session) -> dict[int, date]:
    """The last answer that did not pay in full, of each line of which no appeal was sent."""
    sent = exists().where(Appeal.remittance_line_id == RemittanceLine.id)
    statement = (
        select(RemittanceLine.line_id, func.max(RemittanceLine.answered_on))
        .where(RemittanceLine.outcome != Outcome.PAID, ~sent)
        .group_by(RemittanceLine.line_id)
    )
    return dict(session.execute(statement).all())


def answers_of_others(session: Session) -> dict[tuple[int, date], list[tuple[int, date]]]:
    """Who answered when for a rental's month, by whatever line it was billed to them."""
    entry, line = aliased(MonthEntry), aliased(InvoiceLine)
    statement = (
        select(entry.rental_id, entry.from_on, Invoice.payer_id, RemittanceLine.answered_on)
        .join(line, line.entry_id == entry.id)
        .join(Invoice, Invoice.id == line.invoice_id)
        .join(RemittanceLine, RemittanceLine.line_id == line.id)
    )
    found: dict[tuple[int, date], list[tuple[int, date]]] = {}
    for rental_id, from_on, payer_id, answered_on in session.execute(statement):
        found.setdefault((rental_id, from_on), []).append((payer_id, answered_on))
    return found
