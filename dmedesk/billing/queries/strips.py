"""The strip of one rental's months: what was billed, what is held, what is due and what follows."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.assets.tables import Asset
from dmedesk.billing.queries.month import unit_facts
from dmedesk.billing.queries.standing import line_stands, standing_runs
from dmedesk.billing.rules.facts import UnitFact
from dmedesk.billing.rules.pricing import FeesOf, Pricing
from dmedesk.billing.tables import BillingRun, HeldMonth, Invoice, InvoiceLine, Ruling
from dmedesk.catalog.queries.book import rate_book
from dmedesk.deliveries.queries.stops import stops_asked
from dmedesk.kit.calendar import first_of_month, months_after
from dmedesk.rates import Quote, price
from dmedesk.rentals.queries.ledger import these_with_ledger
from dmedesk.rentals.queries.listed import MonthState, StripMonth
from dmedesk.rentals.rules import (
    RentalFact,
    RentalMonth,
    Terms,
    day_begun_in,
    has_stopped,
    month_begun_in,
    unit_serving,
)
from dmedesk.rentals.tables import MonthEntry
from dmedesk.shop.queries.policies import policies

MOST_CELLS = 60
"""A strip ends here: five years, longer than any rental is looked at month for month."""


def rental_strip(session: Session, *, rental_id: int, on: date) -> list[StripMonth]:
    """Every month of the rental from its first day to its cap, or (uncapped) to the month of a day.

    Months to come are priced by the fees known now.
    """
    return rental_strips(session, rental_ids=[rental_id], on=on)[rental_id]


def rental_strips(
    session: Session, *, rental_ids: Collection[int], on: date
) -> dict[int, list[StripMonth]]:
    """The strips of these rentals, by their ids, in as many statements as of one."""
    asked_stops = stops_asked(session, rental_ids=rental_ids)
    rentals = [
        rental.stopped_from(asked_stops.get(rental.rental_id))
        for rental in these_with_ledger(session, rental_ids)
    ]
    if not rentals:
        return {}
    served = {unit for rental in rentals for unit in _served(rental)}
    units = unit_facts(session, Asset.id.in_(served))
    asked = Pricing(price, _fees(session, rentals, units, on), policies(session).readings)
    billed, held = _billed(session, rental_ids), _held(session, rental_ids)
    none_billed: dict[date, _Billed] = {}
    none_held: dict[date, str] = {}
    return {
        one.rental_id: _strip(
            _Months(one, units, asked),
            billed.get(one.rental_id, none_billed),
            held.get(one.rental_id, none_held),
            on,
        )
        for one in rentals
    }


def _served(rental: RentalFact) -> set[int]:
    return {rental.asset_id, *(unit.unit_id for unit in rental.served)}


def _strip(
    pricing: "_Months", known: Mapping[date, "_Billed"], held: Mapping[date, str], on: date
) -> list[StripMonth]:
    rental = pricing.rental
    already_paid = rental.terms.months_already_paid
    terms = rental.terms._replace(months_already_paid=0)
    strip: list[StripMonth] = []
    for month in _months(terms):
        if month.number == 0:
            strip.append(StripMonth(month.from_on, month.until_on, MonthState.PAUSED))
            continue
        cell = _stored(month, known, held, already_paid)
        last = known[month.from_on].last_month if month.from_on in known else None
        if cell.state in (MonthState.DUE, MonthState.HELD):
            cell, last = pricing.priced(month, cell)
            if last is not None and month.number > last:
                return strip
        if cell.state is MonthState.DUE and month.from_on > on:
            cell = replace(cell, state=MonthState.COMING)
        if last is None and cell.state is MonthState.COMING:
            return strip
        strip.append(replace(cell, is_last=last is not None and month.number == last))
        if strip[-1].is_last or len(strip) == MOST_CELLS:
            return strip
    return strip


@dataclass(frozen=True, slots=True)
class _Billed:
    """A month that stands billed."""

    number: int
    amount_cents: int
    modifiers: tuple[str, ...]
    invoice_no: str
    last_month: int | None


class _Months:
    """Prices the months that are not billed yet, each after the ones before it."""

    def __init__(self, rental: RentalFact, units: Mapping[int, UnitFact], pricing: Pricing) -> None:
        self.rental = rental
        self._units = units
        self._pricing = pricing
        self._paid_cents = rental.paid_already_cents + rental.billed_cents

    def priced(self, month: RentalMonth, cell: StripMonth) -> tuple[StripMonth, int | None]:
        """The cell with its price, and the last payable month of such a rental."""
        rental = self.rental
        asset_id = unit_serving(rental.served, month.from_on, otherwise=rental.asset_id)
        quote, last = self._pricing.quote(
            rental, month, self._units[asset_id], paid_cents=self._paid_cents
        )
        if not isinstance(quote, Quote):
            return replace(cell, about=cell.about or quote.message), last
        self._paid_cents += quote.amount_cents
        return replace(cell, amount_cents=quote.amount_cents, modifiers=quote.modifiers), last


def _stored(
    month: RentalMonth,
    known: Mapping[date, _Billed],
    held: Mapping[date, str],
    already_paid: int,
) -> StripMonth:
    """The cell by what is written down of the month."""
    billed = known.get(month.from_on)
    if billed is not None:
        return StripMonth(
            month.from_on,
            month.until_on,
            MonthState.BILLED,
            billed.number,
            billed.modifiers,
            billed.amount_cents,
            f"Invoice {billed.invoice_no}",
        )
    state, about = MonthState.DUE, ""
    if month.number <= already_paid:
        state, about = MonthState.PAID, "Billed before the move to this program"
    elif month.from_on in held:
        state, about = MonthState.HELD, held[month.from_on]
    return StripMonth(month.from_on, month.until_on, state, month.number, about=about)


def _months(terms: Terms) -> Iterator[RentalMonth]:
    """The months from the first on; number 0 for one that begins while the member is away."""
    for place in range(MOST_CELLS):
        calendar_month = months_after(first_of_month(terms.started_on), place)
        from_on = day_begun_in(terms, calendar_month)
        ended = terms.ended_on is not None and terms.ended_on <= from_on
        if ended or has_stopped(terms.deceased_on, terms.left_on, from_on):
            return
        month = month_begun_in(terms, calendar_month)
        yield month or RentalMonth(0, from_on, day_begun_in(terms, months_after(calendar_month, 1)))


def _billed(session: Session, rental_ids: Collection[int]) -> dict[int, dict[date, _Billed]]:
    statement = (
        select(
            MonthEntry.rental_id,
            MonthEntry.from_on,
            MonthEntry.number,
            MonthEntry.amount_cents,
            Ruling.modifiers,
            Invoice.invoice_no,
            InvoiceLine.last_month,
        )
        .join(InvoiceLine, InvoiceLine.entry_id == MonthEntry.id)
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .join(Ruling, Ruling.id == InvoiceLine.ruling_id)
        .where(MonthEntry.rental_id.in_(rental_ids), line_stands())
    )
    found: dict[int, dict[date, _Billed]] = defaultdict(dict)
    for rental_id, from_on, number, cents, modifiers, invoice_no, last in session.execute(
        statement
    ):
        words = tuple(modifiers.split())
        found[rental_id][from_on] = _Billed(number, cents, words, invoice_no, last)
    return found


def _held(session: Session, rental_ids: Collection[int]) -> dict[int, dict[date, str]]:
    """Why standing runs hold months of the rentals, by their first day."""
    statement = (
        select(HeldMonth.rental_id, HeldMonth.from_on, HeldMonth.reasons)
        .join(BillingRun, BillingRun.id == HeldMonth.run_id)
        .where(HeldMonth.rental_id.in_(rental_ids), standing_runs())
        .order_by(HeldMonth.id)
    )
    found: dict[int, dict[date, str]] = defaultdict(dict)
    for rental_id, from_on, reasons in session.execute(statement):
        said = (reason["detail"] or reason["code"] for reason in json.loads(reasons))
        found[rental_id][from_on] = "; ".join(said)
    return found


def _fees(
    session: Session, rentals: Sequence[RentalFact], units: Mapping[int, UnitFact], on: date
) -> FeesOf:
    """The fees of the rentals' codes from their first day until long after the day."""
    begun = [rental.terms.started_on for rental in rentals]
    book = rate_book(
        session,
        hcpcs={unit.product.hcpcs for unit in units.values()},
        from_on=min(begun),
        until_on=months_after(max(on, *begun), MOST_CELLS),
        zips={rental.member.zip for rental in rentals},
    )
    return book.lookup
