"""Freezes what invoices print about the company, members, payers and products.

Words are shared: a row is added only where they differ from the subject's last row.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from sqlalchemy import func, select, union
from sqlalchemy.orm import Session

from dmedesk.billing.rules.printed import (
    CompanyWords,
    MemberWords,
    PayerWords,
    PrintedKind,
    ProductWords,
    Words,
    billed_id,
    freeze,
    full_name,
)
from dmedesk.billing.rules.shares import share_words
from dmedesk.billing.tables import Charge, PrintedWords
from dmedesk.catalog.tables import Product
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.postal import address_lines
from dmedesk.members.tables import Coverage, Member, Payer
from dmedesk.rentals.tables import Rental
from dmedesk.shop.queries.company import company_on
from dmedesk.store.bulk import append_many, read_many
from dmedesk.store.unit_of_work import UnitOfWork

Subject: TypeAlias = tuple[PrintedKind, int]
Billed: TypeAlias = tuple[int, int]
"""A member (id), and the payer (id) that is billed for them: it knows them by a number of its own.
"""


@dataclass(frozen=True, slots=True)
class FrozenWords:
    """The ids of the words that invoices posted now refer to."""

    company_id: int
    by_subject: Mapping[Subject, int]
    by_billed: Mapping[Billed, int]

    def of(self, kind: PrintedKind, subject_id: int) -> int:
        """The words of one payer, product or charge."""
        return self.by_subject[kind, subject_id]


def freeze_words(
    work: UnitOfWork,
    *,
    on: date,
    billed: Iterable[Billed],
    product_ids: Iterable[int] = (),
    charge_ids: Iterable[int] = (),
) -> FrozenWords:
    """Freeze the words of these subjects and of the letterhead in force on a day.

    Refused while the shop has no letterhead.
    """
    session, pairs = work.session, set(billed)
    wanted = {(PrintedKind.PAYER, payer_id) for _, payer_id in pairs}
    wanted |= {(PrintedKind.PRODUCT, product_id) for product_id in product_ids}
    charges = {(PrintedKind.CHARGE, charge_id) for charge_id in charge_ids}
    company_id, company = _company(session, on)
    present = {s: freeze(words) for s, words in _present_words(session, on) if s in wanted}
    if charges:
        present |= {s: freeze(words) for s, words in _charges(session) if s in charges}
    present[PrintedKind.COMPANY, company_id] = freeze(company)
    members = {pair: freeze(words) for pair, words in _members(session, pairs, on)}
    of_members = {(PrintedKind.MEMBER, pair[0], words) for pair, words in members.items()}
    ids = _store(work, {(*subject, words) for subject, words in present.items()} | of_members)
    by_subject = {subject: ids[*subject, words] for subject, words in present.items()}
    return FrozenWords(
        by_subject[PrintedKind.COMPANY, company_id],
        by_subject,
        {pair: ids[PrintedKind.MEMBER, pair[0], words] for pair, words in members.items()},
    )


def _company(session: Session, on: date) -> tuple[int, CompanyWords]:
    company = company_on(session, on=on)
    if company is None:
        raise Refused(
            [
                Finding(
                    Severity.STOP,
                    "no_letterhead",
                    "The shop has no letterhead, which every invoice bears.",
                    remedy="Enter the shop's name and address first.",
                )
            ]
        )
    lines = address_lines(
        company.address1, company.address2, company.city, company.state, company.zip
    )
    words = CompanyWords(
        company.name, lines, company.phone or "", company.npi or "", company.logo or ""
    )
    return company.id, words


def _present_words(session: Session, on: date) -> Iterator[tuple[Subject, Words]]:
    columns = (Payer.address1, Payer.address2, Payer.city, Payer.state, Payer.zip)
    payers = select(Payer.id, Payer.name, Payer.code, Payer.regime, *columns)
    for payer_id, name, code, regime, *address in read_many(session, payers):
        pays = share_words(regime, name, on)
        yield (PrintedKind.PAYER, payer_id), PayerWords(name, address_lines(*address), code, pays)
    products = select(
        Product.id, Product.hcpcs, Product.description, Product.manufacturer, Product.model
    )
    for product_id, hcpcs, description, brand, model in read_many(session, products):
        words = ProductWords(hcpcs, description, brand or "", model or "")
        yield (PrintedKind.PRODUCT, product_id), words


def _charges(session: Session) -> Iterator[tuple[Subject, Words]]:
    """What charges are for: in their own words, with the make of their product."""
    columns = (Charge.id, Charge.hcpcs, Charge.description, Product.manufacturer, Product.model)
    chosen = select(*columns).outerjoin(Product, Product.id == Charge.product_id)
    for charge_id, hcpcs, description, brand, model in read_many(session, chosen):
        words = ProductWords(hcpcs, description, brand or "", model or "")
        yield (PrintedKind.CHARGE, charge_id), words


def _members(
    session: Session, pairs: Collection[Billed], on: date
) -> Iterator[tuple[Billed, MemberWords]]:
    """The words of members, each with the number by which the payer billed knows them."""
    payers_of: dict[int, list[int]] = defaultdict(list)
    for member_id, payer_id in sorted(pairs):
        payers_of[member_id].append(payer_id)
    regimes = dict(read_many(session, select(Payer.id, Payer.regime)))
    numbers = _numbers(session, on)
    columns = (Member.address1, Member.address2, Member.city, Member.state, Member.zip)
    members = select(
        Member.id,
        Member.last_name,
        Member.first_name,
        Member.member_no,
        Member.masshealth_id,
        Member.medicare_mbi,
        *columns,
    ).where(Member.id.in_(union(select(Rental.member_id), select(Charge.member_id))))
    for row in read_many(session, members):
        member_id, last_name, first_name, member_no, masshealth_id, mbi, *address = row
        name, lines = full_name(last_name, first_name), address_lines(*address)
        for payer_id in payers_of.get(member_id, ()):
            ids = billed_id(
                regimes[payer_id],
                numbers.get((member_id, payer_id)),
                masshealth_id=masshealth_id,
                medicare_mbi=mbi,
            )
            yield (member_id, payer_id), MemberWords(name, lines, member_no, ids)


def _numbers(session: Session, on: date) -> dict[Billed, str]:
    """By which number payers know members, by the coverage that began last."""
    covers = (
        select(Coverage.member_id, Coverage.payer_id, Coverage.number)
        .where(Coverage.number.is_not(None), Coverage.from_on <= on)
        .order_by(Coverage.from_on, Coverage.id)
    )
    found = read_many(session, covers)
    return {(member, payer): number for member, payer, number in found if number}


def _store(
    work: UnitOfWork, present: Collection[tuple[PrintedKind, int, str]]
) -> dict[tuple[PrintedKind, int, str], int]:
    """The ids of these words; rows are added for those that differ from what was last frozen."""
    session = work.session
    newest = select(func.max(PrintedWords.id)).group_by(PrintedWords.subject_id, PrintedWords.kind)
    columns = (PrintedWords.kind, PrintedWords.subject_id, PrintedWords.words)
    statement = select(*columns, PrintedWords.id).where(PrintedWords.id.in_(newest))
    known: dict[tuple[PrintedKind, int, str], int] = {}
    for kind, subject_id, words, words_id in read_many(session, statement):
        if (kind, subject_id, words) in present:
            known[kind, subject_id, words] = words_id
    rows = sorted(one for one in present if one not in known)
    return known | dict(zip(rows, append_many(work, PrintedWords, columns, rows), strict=True))
