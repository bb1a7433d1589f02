"""Reads everything that a month needs, in a constant number of statements."""

from collections import defaultdict
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from dmedesk.assets.rules import Condition
from dmedesk.assets.tables import Asset
from dmedesk.billing.queries.charges import open_charges
from dmedesk.billing.queries.standing import standing_runs
from dmedesk.billing.rules.facts import MonthFacts, ProductFact, UnitFact
from dmedesk.billing.tables import BillingRun, HeldMonth
from dmedesk.catalog.tables import Product
from dmedesk.deliveries.queries.stops import stops_asked
from dmedesk.kit.calendar import ONE_DAY, months_after
from dmedesk.papers.queries import used_months
from dmedesk.papers.queries.facts import (
    authorization_facts,
    prescription_facts,
    required_by_payer,
    support_facts,
)
from dmedesk.papers.queries.limits import limits_fact
from dmedesk.rentals.queries.ledger import rentals_with_ledger
from dmedesk.rentals.tables import Rental, RentalUnit
from dmedesk.shop.queries.policies import policies
from dmedesk.store.bulk import read_many

_SERVING = (select(Rental.asset_id), select(RentalUnit.asset_id))
"""The units that serve, or have served, in a rental."""


def month_facts(
    session: Session, month_on: date, *, payer_id: int | None = None, with_late: bool = False
) -> MonthFacts:
    """What a run of the calendar month that begins on ``month_on`` is made from.

    Of one payer, or of all. ``with_late`` adds what it takes to find months entered late.
    """
    held = _held_before(session, month_on)
    posted = _posted_before(session, month_on) if with_late else []
    earliest = min([month_on, *posted, *(day for days in held.values() for day in days)])
    rentals = rentals_with_ledger(
        session,
        begun_by=months_after(month_on, 1) - ONE_DAY,
        not_ended_by=earliest,
        payer_id=payer_id,
    )
    stops, required = stops_asked(session), required_by_payer(session)
    return MonthFacts(
        rentals=[rental.stopped_from(stops.get(rental.rental_id)) for rental in rentals]
        if stops
        else rentals,
        units=serving_units(session),
        prescriptions=prescription_facts(session),
        authorizations=authorization_facts(session),
        used=used_months(session),
        held=held,
        posted_months=posted,
        readings=policies(session).readings,
        required=required,
        supports=support_facts(session) if required else {},
        limits=limits_fact(session),
        charges=open_charges(session, until_on=months_after(month_on, 1), payer_id=payer_id),
    )


def _held_before(session: Session, month_on: date) -> dict[int, list[date]]:
    """The first days of the months before ``month_on`` that posted runs held, by rental."""
    statement = (
        select(HeldMonth.rental_id, HeldMonth.from_on)
        .join(BillingRun, BillingRun.id == HeldMonth.run_id)
        .where(HeldMonth.from_on < month_on, standing_runs())
        .distinct()
    )
    found: dict[int, list[date]] = defaultdict(list)
    for rental_id, from_on in read_many(session, statement):
        found[rental_id].append(from_on)
    return dict(found)


def _posted_before(session: Session, month_on: date) -> list[date]:
    statement = (
        select(BillingRun.month_on)
        .where(BillingRun.month_on < month_on, standing_runs())
        .distinct()
        .order_by(BillingRun.month_on)
    )
    return list(session.scalars(statement))


def serving_units(session: Session) -> dict[int, UnitFact]:
    """Every unit that serves, or has served, in a rental, by id."""
    return unit_facts(session, or_(*map(Asset.id.in_, _SERVING)))


def unit_facts(session: Session, chosen: ColumnElement[bool]) -> dict[int, UnitFact]:
    """The chosen units with their products, by id; in two statements."""
    is_used = (Asset.condition == Condition.USED).label("is_used")
    columns = (Asset.id, Asset.serial, is_used, Asset.product_id)
    units = read_many(session, select(*columns).where(chosen))
    products = _products(session)
    return {
        asset_id: UnitFact(
            asset_id,
            serial,
            "used" if is_used else "new",
            products[product_id],
        )
        for asset_id, serial, is_used, product_id in units
    }


def _products(session: Session) -> dict[int, ProductFact]:
    columns = select(
        Product.id,
        Product.hcpcs,
        Product.usual_rental_cents,
        Product.payment_class,
        Product.family,
    )
    return {
        product_id: ProductFact(
            product_id,
            hcpcs,
            usual_rental_cents,
            payment_class.value if payment_class else None,
            family.value if family else None,
        )
        for product_id, hcpcs, usual_rental_cents, payment_class, family in read_many(
            session, columns
        )
    }
