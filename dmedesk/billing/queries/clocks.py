"""The open lines with their clocks: until when each may be filed, corrected or appealed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from dmedesk.billing.queries.balances import open_of_line, place_of_line
from dmedesk.billing.queries.charges import covers_of
from dmedesk.billing.queries.lines import SERVICE_ON, with_ledgers
from dmedesk.billing.queries.things import THING, Answered, answered_things, served_until
from dmedesk.billing.rules.clocks import Clock, LineOnClock, NextPayer, next_clock
from dmedesk.billing.rules.paying import next_to_ask
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
                Invoice.member_id,
                Payer.id.label("payer_id"),
                Payer.code,
                Payer.regime,
                Payer.filing_days,
                PrintedWords.words,
                BillingRun.posted_on,
                SERVICE_ON.label("service_on"),
                InvoiceLine.days,
                owed.label("open_cents"),
                *THING,
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
    read = session.execute(chosen).all()
    denied, answered = _denied(session), answered_things(session)
    following = _following(session, read, answered)
    rows = (_row(row, denied.get(row.id), answered, following, on) for row in read)
    found = [row for row in rows if row is not None]
    return sorted(found, key=lambda row: (row.due_on, row.id))


def _row(
    row: Any,
    denied_on: date | None,
    answered: Answered,
    following: Mapping[int, NextPayer],
    on: date,
) -> ClockRow | None:
    thing = answered.thing(row)
    own_on = served_until(row.service_on, row.days)
    last_on = max(own_on, answered.served.get(thing, own_on))
    line = LineOnClock(
        row.regime.value,
        last_on,
        row.posted_on,
        answered.of_others(thing, row.payer_id),
        denied_on,
        row.filing_days,
        following.get(row.id),
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
        last_on,
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


def _following(session: Session, rows: Sequence[Any], answered: Answered) -> dict[int, NextPayer]:
    """Whom a line that its payer answered would pass on to, by the line's id."""
    own = {row.id: answered.of_payer(answered.thing(row), row.payer_id) for row in rows}
    waiting = [row for row in rows if own[row.id] is not None]
    covers = covers_of(session, member_ids={row.member_id for row in waiting})
    days = dict(session.execute(select(Payer.id, Payer.filing_days)).all()) if waiting else {}
    found = {}
    for row in waiting:
        asked = {row.payer_id, *answered.payers(answered.thing(row))}
        cover = next_to_ask(covers.get(row.member_id, ()), row.service_on, asked)
        if cover is not None:
            answered_on = own[row.id] or date.min
            found[row.id] = NextPayer(cover.regime.value, answered_on, days[cover.payer_id])
    return found
