"""The lines of one invoice as its page shows them: what became of each, and its clock."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from dmedesk.billing.queries.balances import line_balances
from dmedesk.billing.queries.clocks import line_clocks
from dmedesk.billing.queries.crediting import lines_to_credit
from dmedesk.billing.queries.stopping import months_past
from dmedesk.billing.rules.clocks import SHORT_WORDS, Clock
from dmedesk.billing.rules.crediting import CreditReason
from dmedesk.billing.rules.printed import PrintedInvoice, PrintedLine
from dmedesk.billing.tables import Invoice, InvoiceLine
from dmedesk.members.tables import Member
from dmedesk.rentals.tables import MonthEntry


@dataclass(frozen=True, slots=True)
class LineRead:
    """A line as it is printed, the credit that took it back, and the clock that ends first.

    ``paid_cents`` is what payments pay of it, ``open_cents`` what is still owed.
    """

    line_id: int
    printed: PrintedLine
    credit_no: str | None
    clock: Clock | None
    is_past: bool
    paid_cents: int
    open_cents: int

    def about(self, on: date) -> str:
        """What became of it, or what there is to do until when."""
        if self.credit_no is not None:
            return f"↶ {self.credit_no}"
        if self.clock is None:
            return ""
        return f"{SHORT_WORDS[self.clock.kind]}: {self.clock.words(on)}"


@dataclass(frozen=True, slots=True)
class LinesRead:
    """The lines of an invoice; ``past`` is why some of them should not have been billed."""

    lines: tuple[LineRead, ...]
    past: CreditReason | None

    @property
    def past_ids(self) -> tuple[int, ...]:
        """The lines that begin after the member died or left, and stand."""
        return tuple(line.line_id for line in self.lines if line.is_past)

    @property
    def standing_ids(self) -> tuple[int, ...]:
        """The lines that no credit took back."""
        return tuple(line.line_id for line in self.lines if line.credit_no is None)


def read_lines(
    session: Session, *, invoice_id: int, printed: PrintedInvoice, on: date
) -> LinesRead:
    """The lines of an invoice, in the order of its paper."""
    lines = lines_to_credit(session, invoice_id=invoice_id)
    ids = [line.line_id for line in lines]
    clocks = {row.id: row.clock for row in line_clocks(session, on, line_ids=ids)}
    money = {
        one.line_id: one for one in line_balances(session, on=date.max, invoice_ids=[invoice_id])
    }
    past, why = _past(session, invoice_id)
    found = tuple(
        LineRead(
            line.line_id,
            shown,
            line.credit_no,
            clocks.get(line.line_id),
            line.line_id in past,
            money[line.line_id].paid_cents,
            money[line.line_id].open_cents,
        )
        for line, shown in zip(lines, printed.lines, strict=True)
    )
    return LinesRead(found, why if past else None)


def _past(session: Session, invoice_id: int) -> tuple[set[int], CreditReason]:
    """The standing lines of months that begin after a death or leaving, and which it was."""
    whose = select(Member.id, Member.deceased_on, Member.left_on)
    member = whose.join(Invoice, Invoice.member_id == Member.id).where(Invoice.id == invoice_id)
    member_id, deceased_on, left_on = session.execute(member).one()
    reason = CreditReason.DEATH if deceased_on is not None else CreditReason.LEFT
    days = [day for day in (deceased_on, left_on) if day is not None]
    if not days:
        return set(), reason
    past = months_past(session, member_id=member_id, day=min(days))
    return {one.line_id for one in past if one.invoice_id == invoice_id}, reason


def replaced_by(session: Session, *, invoice_id: int) -> list[tuple[int, str]]:
    """The invoices that bill months or charges of this one again, after its credit."""
    return _linked(session, invoice_id, turns=2)


def replaces(session: Session, *, invoice_id: int) -> list[tuple[int, str]]:
    """The invoices whose credited months or charges this one bills again."""
    return _linked(session, invoice_id, turns=-2)


def _linked(session: Session, invoice_id: int, *, turns: int) -> list[tuple[int, str]]:
    """Invoices (id and number) on which the same things stand so many turns later or earlier."""
    own, other = aliased(InvoiceLine), aliased(InvoiceLine)
    entry, linked = aliased(MonthEntry), aliased(MonthEntry)
    months = (
        select(Invoice.id, Invoice.invoice_no)
        .join(other, other.invoice_id == Invoice.id)
        .join(linked, linked.id == other.entry_id)
        .join(
            entry,
            (entry.rental_id == linked.rental_id)
            & (entry.from_on == linked.from_on)
            & (entry.turn + turns == linked.turn),
        )
        .join(own, own.entry_id == entry.id)
        .where(own.invoice_id == invoice_id)
    )
    charges = (
        select(Invoice.id, Invoice.invoice_no)
        .join(other, other.invoice_id == Invoice.id)
        .join(
            own, (own.charge_id == other.charge_id) & (own.charge_turn + turns == other.charge_turn)
        )
        .where(own.invoice_id == invoice_id)
    )
    rows: list[Any] = [*session.execute(months), *session.execute(charges)]
    return sorted({(row.id, row.invoice_no) for row in rows})
