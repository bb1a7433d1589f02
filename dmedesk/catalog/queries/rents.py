"""What a month of rent of a code comes to, month by month, as the rate engine prices it today."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.catalog.queries.book import rate_book
from dmedesk.catalog.rules.words import FeeRegime
from dmedesk.catalog.tables import Product
from dmedesk.kit.calendar import ONE_DAY
from dmedesk.rates import Quote, Refusal, price
from dmedesk.rates.question import Fees, Request

MONTHS_LOOKED_AT = 60
"""Rent that is still paid after so many months is shown as paid without an end."""

_Regime: TypeAlias = Literal["masshealth", "medicare"]
_REGIMES: tuple[tuple[FeeRegime, _Regime], ...] = (
    (FeeRegime.MASSHEALTH, "masshealth"),
    (FeeRegime.MEDICARE, "medicare"),
)


@dataclass(frozen=True, slots=True)
class RentSpan:
    """Rental months that are paid alike: ``last`` None where no month is the last one.

    ``answer`` is the first month's; the others differ in nothing but their number.
    """

    regime: FeeRegime
    first: int
    last: int | None
    answer: Quote | Refusal


def rents_of_code(
    session: Session, *, hcpcs: str, on: date, zip_code: str | None = None
) -> list[RentSpan]:
    """The rent of a new unit at home, for the highest usual charge of the code's products.

    For a member's ZIP, or for one that is not listed.

    A code without fees of a regime has no span there; nor has one without a product, for the
    usual charge is a limit of its own.
    """
    product = session.scalars(
        select(Product)
        .where(Product.hcpcs == hcpcs, Product.usual_rental_cents.is_not(None))
        .order_by(Product.usual_rental_cents.desc(), Product.id)
    ).first()
    return [] if product is None else _rents(session, product, on, zip_code)


def rents_of_product(session: Session, *, product_id: int, on: date) -> list[RentSpan]:
    """As ``rents_of_code``, for one product's own usual charge, class and family."""
    product = session.get(Product, product_id)
    if product is None or product.usual_rental_cents is None:
        return []
    return _rents(session, product, on, None)


def _rents(session: Session, product: Product, on: date, zip_code: str | None) -> list[RentSpan]:
    hcpcs = product.hcpcs
    book = rate_book(session, hcpcs={hcpcs}, from_on=on, until_on=on + ONE_DAY, zips={zip_code})
    return [
        span
        for regime, ruled_by in _REGIMES
        if (fees := book.lookup(ruled_by, hcpcs, on, zip_code)) is not None
        for span in _spans(regime, _question(ruled_by, product, fees, on))
    ]


def _question(regime: _Regime, product: Product, fees: Fees, on: date) -> Request:
    payment_class = product.payment_class.value if product.payment_class else fees.payment_class
    family = product.family.value if product.family else fees.family
    return Request(
        on=on,
        service="rental",
        regime=regime,
        hcpcs=product.hcpcs,
        payment_class=payment_class,
        family=family,
        usual_charge=product.usual_rental_cents,
        rows=fees.rows,
    )


def _spans(regime: FeeRegime, question: Request) -> Iterator[RentSpan]:
    open_span: RentSpan | None = None
    paid_cents = 0
    for month in range(1, MONTHS_LOOKED_AT + 1):
        question.rental_month, question.paid_to_date = month, paid_cents
        answer = price(question)
        if isinstance(answer, Refusal):
            yield RentSpan(regime, month, None, answer)
            return
        if open_span is not None and not _alike(open_span.answer, answer):
            yield replace(open_span, last=month - 1)
            open_span = None
        if answer.basis == "not_payable":
            return
        paid_cents += answer.amount_cents
        open_span = open_span or RentSpan(regime, month, None, answer)
    if open_span is not None:
        yield open_span


def _alike(one: Quote | Refusal, other: Quote) -> bool:
    return isinstance(one, Quote) and (one.amount_cents, one.modifiers, one.basis) == (
        other.amount_cents,
        other.modifiers,
        other.basis,
    )
