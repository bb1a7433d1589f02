"""Reads what the statements of members say as of a day, and for whom there is one to send."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.billing.queries.balances import payment_balances
from dmedesk.billing.queries.journal import account_of
from dmedesk.billing.queries.made_statements import last_statements
from dmedesk.billing.queries.owed import open_by_invoice_day
from dmedesk.billing.queries.own import own_accounts
from dmedesk.billing.queries.standing import line_stands
from dmedesk.billing.rules.journal import ENTRY_WORDS, Entry, EntryKind
from dmedesk.billing.rules.printed import (
    CompanyWords,
    MemberWords,
    full_name,
    labelled_ids,
    product_words,
)
from dmedesk.billing.rules.statement import PlanOwes, Statement, StatementEntry, StatementItem
from dmedesk.billing.tables import Invoice, InvoiceLine, PrintedWords
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.postal import address_lines
from dmedesk.members.rules import Regime
from dmedesk.members.tables import Member, Payer
from dmedesk.rentals.tables import MonthEntry, Rental
from dmedesk.shop.queries.company import company_on, logo_contents
from dmedesk.shop.queries.texts import texts_on
from dmedesk.shop.rules.texts import TextKind, paragraphs

TOLD_DAYS = 100
"""How many days back a statement tells what happened, where nothing else is said."""

YOU = "You"
"""Who pays, where that is the member."""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A member for whom there is something to tell: what is owed, and by whom.

    ``last_on`` is the day of the last statement that was made.
    """

    id: int
    member_no: str
    member: str
    city: str
    items: int
    owed_cents: int
    plans_cents: int
    credit_cents: int
    oldest_on: date | None
    last_on: date | None


def statement_rows(session: Session, on: date) -> list[StatementRow]:
    """Every member with something at home that was billed, or something open, by name."""
    own = own_accounts(session)
    owed: dict[int, int] = {}
    plans: dict[int, int] = {}
    oldest: dict[int, date] = {}
    for (payer_id, member_id), amounts in open_by_invoice_day(session, on=on).items():
        side = owed if (payer_id, member_id) in own else plans
        side[member_id] = side.get(member_id, 0) + sum(cents for _, cents in amounts)
        first = min(day for day, _ in amounts)
        oldest[member_id] = min(first, oldest.get(member_id, first))
    held, deposits = _held_by_member(session, on)
    last = last_statements(session)
    items = {
        member_id: sum(item.ended_on is None for item in found)
        for member_id, found in _items(session, on).items()
    }
    name = Member.last_name + ", " + Member.first_name
    columns = select(Member.id, Member.member_no, name.label("name"), Member.city)
    return [
        StatementRow(
            row.id,
            row.member_no,
            row.name,
            row.city or "",
            items.get(row.id, 0),
            owed.get(row.id, 0) - held.get(row.id, 0),
            plans.get(row.id, 0),
            held.get(row.id, 0) + deposits.get(row.id, 0),
            oldest.get(row.id),
            last.get(row.id),
        )
        for row in session.execute(columns.order_by(name, Member.id))
        if items.get(row.id) or any(row.id in of for of in (owed, plans, held, deposits))
    ]


def statements_of(
    session: Session, *, member_ids: Sequence[int], on: date, from_on: date | None = None
) -> list[Statement]:
    """The statements of members as of a day, in the order asked.

    They tell what happened since ``from_on``. Refused while the shop has no letterhead.
    """
    company, logo = _letterhead(session, on)
    since = from_on or on - timedelta(days=TOLD_DAYS)
    said = paragraphs(texts_on(session, on=on).get(TextKind.STATEMENT, ""))
    own, items = own_accounts(session), _items(session, on)
    held, deposits = _held_by_member(session, on)
    payers = {payer.id: payer for payer in session.scalars(select(Payer))}
    members = {
        member.id: member
        for member in session.scalars(select(Member).where(Member.id.in_(member_ids)))
    }
    owed, plans = _sides(session, on, own, payers)
    accounts = _accounts(session, member_ids, since, on, own, payers)
    return [
        Statement(
            on=on,
            from_on=since,
            company=company,
            member=_member_words(members[member_id]),
            items=tuple(items.get(member_id, ())),
            before_cents=accounts[member_id][0],
            entries=accounts[member_id][1],
            owed_cents=owed.get(member_id, 0) - held.get(member_id, 0),
            plans=tuple(sorted(plans.get(member_id, ()), key=lambda plan: plan.name)),
            deposit_cents=deposits.get(member_id, 0),
            said=said,
            logo=logo,
        )
        for member_id in member_ids
    ]


def _sides(
    session: Session, on: date, own: set[tuple[int, int]], payers: Mapping[int, Payer]
) -> tuple[dict[int, int], dict[int, list[PlanOwes]]]:
    """What members owe themselves, and what each of their plans owes."""
    owed: dict[int, int] = {}
    plans: dict[int, list[PlanOwes]] = {}
    for (payer_id, member_id), amounts in open_by_invoice_day(session, on=on).items():
        cents = sum(amount for _, amount in amounts)
        if (payer_id, member_id) in own:
            owed[member_id] = owed.get(member_id, 0) + cents
        else:
            payer = payers[payer_id]
            plan = PlanOwes(payer.name, cents, payer.regime is Regime.MASSHEALTH)
            plans.setdefault(member_id, []).append(plan)
    return owed, plans


def _held_by_member(session: Session, on: date) -> tuple[dict[int, int], dict[int, int]]:
    """The money of members' own payments that pays nothing yet: what is free, and deposits.

    A deposit is taken off nothing that is owed until it is applied.
    """
    free: dict[int, int] = {}
    deposits: dict[int, int] = {}
    for payment in payment_balances(session, on=on, only_unapplied=True):
        if payment.member_id is not None:
            side = deposits if payment.is_deposit else free
            side[payment.member_id] = side.get(payment.member_id, 0) + payment.unapplied_cents
    return free, deposits


def _items(session: Session, on: date) -> dict[int, list[StatementItem]]:
    """The last billed month of each rental, by member."""
    statement = (
        select(
            Rental.id,
            Rental.member_id,
            Rental.ended_on,
            PrintedWords.words,
            InvoiceLine.serial,
            InvoiceLine.days,
            InvoiceLine.last_month,
            MonthEntry.number,
            MonthEntry.from_on,
            Payer.name,
        )
        .join(MonthEntry, MonthEntry.id == InvoiceLine.entry_id)
        .join(Rental, Rental.id == MonthEntry.rental_id)
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .join(Payer, Payer.id == Invoice.payer_id)
        .join(PrintedWords, PrintedWords.id == InvoiceLine.product_words_id)
        .where(line_stands(), MonthEntry.from_on <= on)
        .order_by(MonthEntry.from_on, InvoiceLine.id)
    )
    last = {row.id: row for row in session.execute(statement)}
    found: dict[int, list[StatementItem]] = {}
    for _, row in sorted(last.items()):
        item = StatementItem(
            product_words(row.words).description,
            row.serial,
            row.name,
            row.number,
            row.last_month,
            row.from_on,
            row.from_on + timedelta(days=row.days),
            row.ended_on,
        )
        if item.ended_on is None or (on - item.ended_on).days <= TOLD_DAYS:
            found.setdefault(row.member_id, []).append(item)
    return found


def _accounts(
    session: Session,
    member_ids: Sequence[int],
    since: date,
    on: date,
    own: set[tuple[int, int]],
    payers: Mapping[int, Payer],
) -> dict[int, tuple[int, tuple[StatementEntry, ...]]]:
    """Of each member what was owed before a day, less what was held; and what happened since."""
    found = {}
    for member_id in member_ids:
        named = {
            payer.code: YOU if (payer.id, member_id) in own else payer.name
            for payer in payers.values()
        }
        found[member_id] = _account(
            account_of(session, member_id=member_id, until_on=on), since, named
        )
    return found


def _account(
    entries: Sequence[Entry], since: date, named: Mapping[str, str]
) -> tuple[int, tuple[StatementEntry, ...]]:
    before, told = 0, []
    for entry in entries:
        if entry.on < since:
            before = entry.balance_cents
            continue
        more = f", {entry.about}" if entry.kind is EntryKind.INVOICE else ""
        words = f"{ENTRY_WORDS[entry.kind]} {entry.number}{more}"
        told.append(StatementEntry(entry.on, words, named.get(entry.payer, YOU), entry.cents))
    return before, tuple(told)


def _member_words(member: Member) -> MemberWords:
    lines = address_lines(member.address1, member.address2, member.city, member.state, member.zip)
    name = full_name(member.last_name, member.first_name)
    ids = labelled_ids(member.masshealth_id, member.medicare_mbi)
    return MemberWords(name, lines, member.member_no, ids)


def _letterhead(session: Session, on: date) -> tuple[CompanyWords, bytes | None]:
    company = company_on(session, on=on)
    if company is None:
        message = "The shop has no letterhead, which every statement bears."
        remedy = "Enter the shop's name and address first."
        raise Refused([Finding(Severity.STOP, "no_letterhead", message, remedy=remedy)])
    lines = address_lines(
        company.address1, company.address2, company.city, company.state, company.zip
    )
    logo = logo_contents(session, names=[company.logo]).get(company.logo) if company.logo else None
    words = CompanyWords(
        company.name, lines, company.phone or "", company.npi or "", company.logo or ""
    )
    return words, logo
