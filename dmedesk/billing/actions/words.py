"""Freezes what invoices print about the company, members, payers and products.

Words are shared: a row is added only where they differ from the subject's last row.
"""

from collections.abc import Iterable, Iterator, Mapping
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
    freeze,
    full_name,
    labelled_ids,
)
from dmedesk.billing.rules.shares import share_words
from dmedesk.billing.tables import Charge, PrintedWords
from dmedesk.catalog.tables import Product
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.postal import address_lines
from dmedesk.members.tables import Member, Payer
from dmedesk.rentals.tables import Rental
from dmedesk.shop.queries.company import company_on
from dmedesk.store.bulk import append_many, read_many
from dmedesk.store.unit_of_work import UnitOfWork

Subject: TypeAlias = tuple[PrintedKind, int]


@dataclass(frozen=True, slots=True)
class FrozenWords:
    """The ids of the words that invoices posted now refer to."""

    company_id: int
    by_subject: Mapping[Subject, int]

    def of(self, kind: PrintedKind, subject_id: int) -> int:
        """The words of one member, payer or product."""
        return self.by_subject[kind, subject_id]


def freeze_words(
    work: UnitOfWork,
    *,
    on: date,
    member_ids: Iterable[int],
    payer_ids: Iterable[int],
    product_ids: Iterable[int] = (),
    charge_ids: Iterable[int] = (),
) -> FrozenWords:
    """Freeze the words of these subjects and of the letterhead in force on a day.

    Refused while the shop has no letterhead.
    """
    session = work.session
    wanted = {(PrintedKind.MEMBER, member_id) for member_id in member_ids}
    wanted |= {(PrintedKind.PAYER, payer_id) for payer_id in payer_ids}
    wanted |= {(PrintedKind.PRODUCT, product_id) for product_id in product_ids}
    charges = {(PrintedKind.CHARGE, charge_id) for charge_id in charge_ids}
    company_id, company = _company(session, on)
    present = {s: freeze(words) for s, words in _present_words(session, on) if s in wanted}
    if charges:
        present |= {s: freeze(words) for s, words in _charges(session) if s in charges}
    present[PrintedKind.COMPANY, company_id] = freeze(company)
    by_subject = _store(work, present)
    return FrozenWords(by_subject[PrintedKind.COMPANY, company_id], by_subject)


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
    yield from _members(session)
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


def _members(session: Session) -> Iterator[tuple[Subject, Words]]:
    """The words of every member who has, or had, a rental, or a charge."""
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
    for (
        member_id,
        last_name,
        first_name,
        member_no,
        masshealth_id,
        mbi,
        *address,
    ) in read_many(session, members):
        name, ids = full_name(last_name, first_name), labelled_ids(masshealth_id, mbi)
        words = MemberWords(name, address_lines(*address), member_no, ids)
        yield (PrintedKind.MEMBER, member_id), words


def _store(work: UnitOfWork, present: Mapping[Subject, str]) -> dict[Subject, int]:
    """The ids of these words; rows are added for those that differ from what was last frozen."""
    session = work.session
    newest = select(func.max(PrintedWords.id)).group_by(PrintedWords.subject_id, PrintedWords.kind)
    statement = select(
        PrintedWords.kind, PrintedWords.subject_id, PrintedWords.words, PrintedWords.id
    ).where(PrintedWords.id.in_(newest))
    known: dict[Subject, int] = {}
    for kind, subject_id, words, words_id in read_many(session, statement):
        if present.get((kind, subject_id)) == words:
            known[kind, subject_id] = words_id
    added = [subject for subject in present if subject not in known]
    columns = (PrintedWords.kind, PrintedWords.subject_id, PrintedWords.words)
    rows = [(*subject, present[subject]) for subject in added]
    known |= zip(added, append_many(work, PrintedWords, columns, rows), strict=True)
    return known
