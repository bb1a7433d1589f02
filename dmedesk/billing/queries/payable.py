"""The open lines that a payment may pay, to choose among them while it is typed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from dmedesk.billing.queries.balances import open_of_line, place_of_line
from dmedesk.billing.queries.lines import with_ledgers
from dmedesk.billing.queries.own import is_members_own
from dmedesk.billing.queries.paid import account_of, proposed_shares
from dmedesk.billing.rules.allocating import Share
from dmedesk.billing.rules.payments import PaymentFacts
from dmedesk.billing.tables import BillingRun, Invoice, InvoiceLine
from dmedesk.members.tables import Member, Payer
from dmedesk.store.finding import having

MOST_LISTED = 200
"""How many open lines are listed at once, the oldest ones; others are found by their number."""


@dataclass(frozen=True, slots=True)
class Payable:
    """One open line: of which invoice, whose, since when, and what is open on it."""

    line_id: int
    invoice_id: int
    invoice_no: str
    place: int
    member: str
    posted_on: date
    open_cents: int


@dataclass(frozen=True, slots=True)
class Payables:
    """Open lines, the oldest first, and what of a payment is proposed to pay them.

    ``has_more`` tells that not all of them are listed.
    """

    rows: tuple[Payable, ...]
    shares: tuple[Share, ...]
    has_more: bool = False


def payables(
    session: Session,
    *,
    facts: PaymentFacts,
    invoice_id: int | None = None,
    part: str = "",
    keep: Collection[int] = (),
) -> Payables:
    """The open lines of a payment's account whose invoice or member has every word of ``part``.

    What is proposed, what is of the invoice, and the lines ``keep`` are listed in any case. The
    account is the invoice's payer's where none is said.
    """
    if facts.payer_id is None and facts.member_id is None:
        if invoice_id is None:
            return Payables((), ())
        payer_id, _member = account_of(session, invoice_id=invoice_id)
        facts = replace(facts, payer_id=payer_id)
    shares = proposed_shares(session, facts=facts, invoice_id=invoice_id)
    found = [
        Payable(*row) for row in session.execute(_open_of(facts, part).limit(MOST_LISTED + 1)).all()
    ]
    listed = {row.line_id: row for row in found[:MOST_LISTED]}
    wanted = {share.line_id for share in shares} | set(keep)
    listed |= _others(session, facts, invoice_id, wanted - listed.keys())
    rows = sorted(
        listed.values(),
        key=lambda row: (row.invoice_id != invoice_id, row.posted_on, row.line_id),
    )
    return Payables(tuple(rows), shares, len(found) > MOST_LISTED)


def _others(
    session: Session, facts: PaymentFacts, invoice_id: int | None, ids: Collection[int]
) -> dict[int, Payable]:
    """The lines that are listed whatever is looked for."""
    wanted: list[ColumnElement[bool]] = []
    if invoice_id is not None:
        wanted.append(Invoice.id == invoice_id)
    if ids:
        wanted.append(InvoiceLine.id.in_(sorted(ids)[:MOST_LISTED]))
    if not wanted:
        return {}
    found: Sequence[Any] = session.execute(_open_of(facts, "").where(or_(*wanted))).all()
    return {row[0]: Payable(*row) for row in found}


def _open_of(facts: PaymentFacts, part: str) -> Select[*tuple[Any, ...]]:
    """The open lines of an account. A member pays what was billed to the member alone."""
    owed = open_of_line(date.max)
    chosen = with_ledgers(
        select(
            InvoiceLine.id,
            Invoice.id,
            Invoice.invoice_no,
            place_of_line(),
            Member.last_name + ", " + Member.first_name,
            BillingRun.posted_on,
            owed,
        )
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .join(BillingRun, BillingRun.id == Invoice.run_id)
        .join(Member, Member.id == Invoice.member_id)
        .join(Payer, Payer.id == Invoice.payer_id)
    ).where(owed > 0)
    if facts.payer_id is not None:
        chosen = chosen.where(Invoice.payer_id == facts.payer_id)
    else:
        chosen = chosen.where(Invoice.member_id == facts.member_id, is_members_own())
    columns = (Invoice.invoice_no, Member.last_name, Member.first_name, Member.member_no)
    return chosen.where(*having(columns, part)).order_by(BillingRun.posted_on, InvoiceLine.id)
