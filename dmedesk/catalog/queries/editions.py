"""The files in the rate book: listed, and compared with each other."""

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.catalog.queries.book import cms_editions, published_fees
from dmedesk.catalog.rules.differences import Price, Subject, areas_of, differences, prices_of
from dmedesk.catalog.rules.editions import ZIP_KINDS, Edition, standing
from dmedesk.catalog.rules.fees import PublishedZip
from dmedesk.catalog.rules.reports import Comparison, EditionList, EditionListed, kind_words
from dmedesk.catalog.rules.words import AreaChoice, EditionKind
from dmedesk.catalog.tables import CmsZip, FeeEdition
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity

Series: TypeAlias = tuple[EditionKind, date]
"""Editions of which only the last imported counts."""


def list_editions(session: Session) -> EditionList:
    """Every file in the rate book: what it is, from when to when it is in force, who took it."""
    published = cms_editions(session)
    counting = {(one.kind, one.from_on): one.id for one in standing(published)}
    ends = _ends(standing(published))
    return EditionList(
        tuple(
            EditionListed(
                id=row.id,
                kind=row.kind,
                from_on=row.from_on,
                until_on=ends.get(row.id),
                state=row.state,
                area=row.area,
                file_name=row.file_name,
                sha256=row.sha256,
                source=row.source,
                row_count=row.row_count,
                imported_at=row.imported_at,
                imported_by=row.imported_by,
                corrected_by=_corrected_by(row, counting),
            )
            for row in session.scalars(select(FeeEdition).order_by(FeeEdition.id))
        )
    )


def compare_editions(session: Session, *, old: int, new: int) -> Comparison:
    """What one file of CMS in the rate book changes against another of its kind, by their ids.

    Raises ``Refused`` for an id that is no file of CMS, and for files of two kinds.
    """
    known = {one.id: one for one in cms_editions(session)}
    missing = [edition_id for edition_id in (old, new) if edition_id not in known]
    if missing:
        raise Refused([_no_edition(edition_id) for edition_id in missing])
    before, after = known[old], known[new]
    if before.kind is not after.kind:
        raise Refused([_two_kinds(before, after)])
    choice = shared_choice(before.area, after.area)
    return Comparison(
        name_of(after),
        name_of(before),
        differences(
            edition_prices(session, before, choice or before.area),
            edition_prices(session, after, choice or after.area),
        ),
    )


def name_of(edition: Edition) -> str:
    """What an edition is called in a sentence."""
    return f"edition {edition.id} ({kind_words(edition.kind)} from {edition.from_on})"


def shared_choice(old: AreaChoice | None, new: AreaChoice | None) -> AreaChoice | None:
    """By ZIP, where either edition is: both are compared place by place. None: each its own."""
    return AreaChoice.BY_ZIP if AreaChoice.BY_ZIP in (old, new) else None


def edition_prices(
    session: Session, edition: Edition, choice: AreaChoice | None
) -> Mapping[Subject, Price]:
    """The prices of a file of CMS by an area's choice, or the areas of a ZIP file."""
    if edition.kind not in ZIP_KINDS:
        return prices_of(published_fees(session, edition.id), choice)
    rows = session.execute(
        select(CmsZip.zip, CmsZip.state, CmsZip.cba_name).where(CmsZip.edition_id == edition.id)
    )
    return areas_of(PublishedZip(*row) for row in rows)


def _ends(editions: list[Edition]) -> dict[int, date]:
    """The first day of the next edition of the same kind."""
    ends: dict[int, date] = {}
    latest: dict[str, int] = {}
    for one in editions:
        if one.kind in latest:
            ends[latest[one.kind]] = one.from_on
        latest[one.kind] = one.id
    return ends


def _corrected_by(row: FeeEdition, counting: Mapping[Series, int]) -> int | None:
    if row.from_on is None:
        return None
    counts = counting[row.kind, row.from_on]
    return counts if counts != row.id else None


def _no_edition(edition_id: int) -> Finding:
    return Finding(
        Severity.STOP,
        code="no_such_edition",
        message=f"Edition {edition_id} is no file of CMS in this rate book.",
        remedy="See the numbers with: dmedesk fees list.",
    )


def _two_kinds(old: Edition, new: Edition) -> Finding:
    return Finding(
        Severity.STOP,
        code="two_kinds",
        message=f"{name_of(new)} and {name_of(old)} are files of two kinds.",
        remedy="Compare two editions of one kind.",
    )
