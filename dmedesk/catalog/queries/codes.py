"""The fees of one code on one day, each with where it comes from; and the codes there are."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from dmedesk.catalog.queries.book import rate_book
from dmedesk.catalog.rules.rate_book import BookRow
from dmedesk.catalog.rules.words import FeeRegime, PricingArea
from dmedesk.catalog.tables import CmsFee, FeeRow
from dmedesk.kit.calendar import ONE_DAY
from dmedesk.rates.question import Fee

_AREAS = {
    PricingArea.ANY: "everywhere",
    PricingArea.NON_RURAL: "non-rural",
    PricingArea.RURAL: "rural",
    PricingArea.FORMER_CBA: "former bidding area",
}


@dataclass(frozen=True, slots=True)
class CodeFee:
    """One fee in force: whose, for which modifiers, since when, from which edition, for where."""

    regime: FeeRegime
    modifiers: str
    fee: Fee
    payment_class: str
    from_on: date
    edition_id: int
    place: str


def fees_of_code(
    session: Session, *, hcpcs: str, on: date, zip_code: str | None = None
) -> list[CodeFee]:
    """The fees in force on a day, MassHealth's first; for a ZIP, or for one that is not listed."""
    book = rate_book(session, hcpcs={hcpcs}, from_on=on, until_on=on + ONE_DAY, zips={zip_code})
    found: list[CodeFee] = []
    for regime in FeeRegime:
        fees = book.lookup(regime.value, hcpcs, on, zip_code)
        if fees is not None:
            rows = sorted(fees.origins.items())
            found += [_code_fee(regime, modifiers, row) for modifiers, row in rows]
    return found


def known_codes(session: Session) -> list[str]:
    """Every code that any edition has a fee of, in order."""
    return list(
        session.scalars(union(select(CmsFee.hcpcs), select(FeeRow.hcpcs)).order_by("hcpcs"))
    )


def _code_fee(regime: FeeRegime, modifiers: str, row: BookRow) -> CodeFee:
    area, name = row.place
    return CodeFee(
        regime=regime,
        modifiers=modifiers,
        fee=row.fee,
        payment_class=row.payment_class.value.replace("_", " ") if row.payment_class else "",
        from_on=row.from_on,
        edition_id=row.edition_id,
        place=f"{_AREAS[area]} {name}".strip(),
    )
