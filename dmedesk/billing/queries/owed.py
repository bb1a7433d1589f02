"""What is owed as of a day: by payer and member with its ages, and what the books come to."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from dmedesk.billing.queries.balances import (
    credited_of_line,
    open_of_line,
    paid_of_line,
    passed_on_of_line,
    payment_balances,
    written_off_of_line,
)
from dmedesk.billing.queries.journal import journal
from dmedesk.billing.queries.lines import AMOUNT_CENTS, with_ledgers
from dmedesk.billing.queries.notes import Promise, open_promises
from dmedesk.billing.rules.ageing import Aged, aged
from dmedesk.billing.rules.journal import EntryKind
from dmedesk.billing.tables import BillingRun, Invoice, InvoiceLine
from dmedesk.members.tables import Member, Payer
from dmedesk.store.bulk import read_many

PairOf: TypeAlias = tuple[int, int]
"""A payer's id and a member's."""


def open_by_invoice_day(
    session: Session, *, on: date, member_id: int | None = None
) -> dict[PairOf, list[tuple[date, int]]]:
    """What is open as of a day, by payer and member: each line's day of invoice and cents.

    Of all members, or of one.
    """
    owed = open_of_line(on)
    lines = (
        select(Invoice.payer_id, Invoice.member_id, BillingRun.posted_on, owed)
        .select_from(InvoiceLine)
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .join(BillingRun, BillingRun.id == Invoice.run_id)
        .where(BillingRun.posted_on <= on, owed != 0)
    )
    if member_id is not None:
        lines = lines.where(Invoice.member_id == member_id)
    chosen = with_ledgers(lines).order_by(InvoiceLine.id)
    found: dict[PairOf, list[tuple[date, int]]] = defaultdict(list)
    for payer_id, whose, posted_on, cents in read_many(session, chosen):
        found[payer_id, whose].append((posted_on, cents))
    return dict(found)


@dataclass(frozen=True, slots=True)
class OwedRow:
    """What a payer owes for a member, by age; ``promised_on`` and ``follow_up_on`` as noted."""

    id: int
    member_id: int
    member_no: str
    member: str
    phone: str
    payer_code: str
    payer: str
    age_0_cents: int
    age_30_cents: int
    age_60_cents: int
    age_90_cents: int
    age_120_cents: int
    owed_cents: int
    oldest_on: date | None
    promised_on: date | None
    follow_up_on: date | None
    noted: str


def owed_by_age(session: Session, on: date) -> list[OwedRow]:
    """What is open as of a day by payer and member, most money first."""
    name = Member.last_name + ", " + Member.first_name
    columns = select(Member.id, Member.id, Member.member_no, name, Member.phone)
    members = {key: values for key, *values in session.execute(columns)}
    payers = {
        key: values for key, *values in session.execute(select(Payer.id, Payer.code, Payer.name))
    }
    promises = open_promises(session)
    ages = {
        pair: aged(amounts, on) for pair, amounts in open_by_invoice_day(session, on=on).items()
    }
    in_order = sorted(
        ages.items(), key=lambda one: (-one[1].total_cents, members[one[0][1]][2], one[0][0])
    )
    return [
        _owed(place, members[member_id], payers[payer_id], found, promises.get(member_id))
        for place, ((payer_id, member_id), found) in enumerate(in_order, start=1)
    ]


def _owed(
    place: int, member: Sequence[Any], payer: Sequence[Any], found: Aged, said: Promise | None
) -> OwedRow:
    member_id, member_no, name, phone = member
    promise = said or Promise(None, None, "")
    values: tuple[Any, ...] = (
        place,
        member_id,
        member_no,
        name,
        phone or "",
        *payer,
        *found.by_age,
        found.total_cents,
        found.oldest_on,
        promise.promised_on,
        promise.follow_up_on,
        promise.text,
    )
    return OwedRow(*values)


@dataclass(frozen=True, slots=True)
class ReceivableRow:
    """What a payer owes as of a day, and what it comes from.

    ``unapplied_cents`` is money that came and pays nothing yet. The row without a payer is of
    members' own payments that pay nothing yet.
    """

    id: int
    payer_code: str
    payer: str
    invoiced_cents: int
    credited_cents: int
    paid_cents: int
    written_off_cents: int
    passed_on_cents: int
    open_cents: int
    unapplied_cents: int
    owed_cents: int


MEMBERS = "Members, not applied yet"


def receivables(session: Session, on: date) -> list[ReceivableRow]:
    """What is owed as of a day by payer; money that pays nothing yet is taken off."""
    sums = {payer_id: row for payer_id, *row in session.execute(_sums_by_payer(on))}
    unapplied: dict[int | None, int] = defaultdict(int)
    for payment in payment_balances(session, on=on, only_unapplied=True):
        unapplied[payment.payer_id] += payment.unapplied_cents
    payers = session.execute(select(Payer.id, Payer.code, Payer.name).order_by(Payer.code))
    rows: list[ReceivableRow] = []
    for payer_id, code, name in [*payers, (None, "", MEMBERS)]:
        if payer_id not in sums and not unapplied.get(payer_id):
            continue
        invoiced, credited, paid, off, passed = map(int, sums.get(payer_id, (0, 0, 0, 0, 0)))
        left = unapplied.get(payer_id, 0)
        owed = invoiced - credited - paid - off
        given = (invoiced, credited, paid, off - passed, passed, owed, left, owed - left)
        rows.append(ReceivableRow(len(rows) + 1, code, name, *given))
    return rows


def _sums_by_payer(on: date) -> Select[*tuple[Any, ...]]:
    lines = with_ledgers(
        select(
            Invoice.payer_id,
            func.sum(AMOUNT_CENTS),
            func.sum(credited_of_line(on)),
            func.sum(paid_of_line(on)),
            func.sum(written_off_of_line(on)),
            func.sum(passed_on_of_line(on)),
        )
        .select_from(InvoiceLine)
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .join(BillingRun, BillingRun.id == Invoice.run_id)
    )
    return lines.where(BillingRun.posted_on <= on).group_by(Invoice.payer_id)


@dataclass(frozen=True, slots=True)
class Books:
    """The sums of the journal until a day; money is above zero.

    ``written_off_cents`` is what was given up, or passed on to the next payer.
    """

    invoiced_cents: int
    credited_cents: int
    received_cents: int
    written_off_cents: int

    @property
    def owed_cents(self) -> int:
        """What is owed by the journal: invoices less credits, less what came and was given up."""
        gone = self.credited_cents + self.received_cents + self.written_off_cents
        return self.invoiced_cents - gone


def books(session: Session, *, on: date) -> Books:
    """What the journal comes to until a day."""
    sums: dict[EntryKind, int] = defaultdict(int)
    for entry in journal(session, until_on=on):
        sums[entry.kind] += entry.cents
    return Books(
        sums[EntryKind.INVOICE],
        -sums[EntryKind.CREDIT],
        -sums[EntryKind.PAYMENT] - sums[EntryKind.DEPOSIT] - sums[EntryKind.GIVEN_BACK],
        -sums[EntryKind.WRITE_OFF] - sums[EntryKind.PASSED_ON],
    )
