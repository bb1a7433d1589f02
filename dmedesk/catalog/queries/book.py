"""Loads the rate book: all fees that a month, or a stream of prices, may ask for."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.orm import Session

from dmedesk.catalog.rules.editions import (
    BASE_KINDS,
    ZIP_KINDS,
    Edition,
    in_force_between,
    zip_key,
)
from dmedesk.catalog.rules.fees import OwnFee, PublishedFee, fee_of
from dmedesk.catalog.rules.rate_book import RateBook
from dmedesk.catalog.rules.words import EditionKind, FeeRegime
from dmedesk.catalog.tables import CmsFee, CmsZip, FeeEdition, FeeRow


def rate_book(
    session: Session,
    *,
    hcpcs: Collection[str] | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
    zips: Collection[str | None] = (),
) -> RateBook:
    """The rate book for these codes, days (half-open) and members' ZIPs, in four statements.

    None for codes or days means all of them. A ZIP that is not named here is priced as non-rural,
    so that a book without members (``dmedesk price``) leaves ``zips`` out.
    """
    editions = cms_editions(session)
    current = in_force_between(editions, from_on, until_on)
    areas = _areas(session, editions, current, zips)
    own = list(_own(session, hcpcs, until_on))
    shared = {row.hcpcs for _, row in own if row.regime is FeeRegime.MEDICARE}
    book = RateBook(editions=tuple(editions), zips=areas)
    book.add_own(own)
    chosen = or_(_in_force(editions, current, areas), _begun(editions, shared, until_on))
    book.add_cms(_published(session, and_(chosen, _one_of(hcpcs))))
    return book


def cms_editions(session: Session) -> list[Edition]:
    """Every file of CMS that was ever taken."""
    rows = session.execute(
        select(FeeEdition.id, FeeEdition.kind, FeeEdition.from_on, FeeEdition.area).where(
            FeeEdition.kind != EditionKind.DMEDESK
        )
    )
    return [Edition(id_, kind, from_on, area) for id_, kind, from_on, area in rows if from_on]


def published_fees(session: Session, edition_id: int) -> Iterator[PublishedFee]:
    """Every fee of one file of CMS, as published."""
    return (row for _, row in _published(session, CmsFee.edition_id == edition_id))


def _one_of(hcpcs: Collection[str] | None) -> ColumnElement[bool]:
    return true() if hcpcs is None else CmsFee.hcpcs.in_(set(hcpcs))


def _in_force(
    editions: Iterable[Edition], current: Collection[int], areas: dict[int, dict[str, str]]
) -> ColumnElement[bool]:
    """Rows of files in force; of former bidding areas only those that a member lives in."""
    names = {name for by_zip in areas.values() for name in by_zip.values() if name}
    former = [one.id for one in editions if one.kind is EditionKind.CMS_FORMER_CBA]
    return and_(
        CmsFee.edition_id.in_(set(current)),
        or_(CmsFee.edition_id.not_in(former), CmsFee.cba_name.in_(names)),
    )


def _begun(
    editions: Iterable[Edition], shared: Collection[str], until_on: date | None
) -> ColumnElement[bool]:
    """Older rows too where our own rows of a code may have been ended by them."""
    ids = [
        one.id
        for one in editions
        if one.kind in BASE_KINDS and (until_on is None or one.from_on < until_on)
    ]
    return and_(CmsFee.hcpcs.in_(set(shared)), CmsFee.edition_id.in_(ids if shared else []))


def _areas(
    session: Session,
    editions: Iterable[Edition],
    current: Collection[int],
    zips: Collection[str | None],
) -> dict[int, dict[str, str]]:
    wanted = {key for key in map(zip_key, zips) if key}
    files = [one.id for one in editions if one.kind in ZIP_KINDS and one.id in current]
    areas: dict[int, dict[str, str]] = {edition_id: {} for edition_id in files}
    rows = session.execute(
        select(CmsZip.edition_id, CmsZip.zip, CmsZip.cba_name).where(
            CmsZip.edition_id.in_(files), CmsZip.zip.in_(wanted)
        )
    )
    for edition_id, zip_code, cba_name in rows:
        areas[edition_id][zip_code] = cba_name
    return areas


def _published(session: Session, chosen: ColumnElement[bool]) -> Iterator[tuple[int, PublishedFee]]:
    rows = session.execute(
        select(
            CmsFee.edition_id,
            CmsFee.hcpcs,
            CmsFee.modifiers,
            CmsFee.area,
            CmsFee.cba_name,
            CmsFee.state,
            CmsFee.fee_cents,
            CmsFee.payment_class,
            CmsFee.family,
        ).where(chosen)
    )
    for edition_id, code, modifiers, area, cba_name, state, cents, payment_class, family in rows:
        fee = fee_of(state, cents)
        yield (
            edition_id,
            PublishedFee(code, modifiers, area, cba_name, fee, payment_class, family),
        )


def _own(
    session: Session, hcpcs: Collection[str] | None, until_on: date | None
) -> Iterator[tuple[int, OwnFee]]:
    chosen = select(FeeRow)
    if hcpcs is not None:
        chosen = chosen.where(FeeRow.hcpcs.in_(set(hcpcs)))
    if until_on is not None:
        chosen = chosen.where(FeeRow.from_on < until_on)
    for row in session.scalars(chosen):
        yield (
            row.edition_id,
            OwnFee(
                regime=row.regime,
                hcpcs=row.hcpcs,
                modifiers=row.modifiers,
                from_on=row.from_on,
                until_on=row.until_on,
                fee=fee_of(row.state, row.fee_cents),
                payment_class=row.payment_class,
                family=row.family,
                source=row.source,
            ),
        )
