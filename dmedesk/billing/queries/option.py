"""The purchase option of one rental on a day: what was paid, every ceiling, price and answers."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from dmedesk.assets.rules import Condition
from dmedesk.assets.tables import Asset
from dmedesk.billing.queries.strips import rental_strip
from dmedesk.billing.rules.charge_entry import ChargeDetails
from dmedesk.billing.rules.charges import ChargeFact, ChargeKind
from dmedesk.billing.rules.option import (
    OptionMonth,
    OptionPrice,
    option_price,
    taking_findings,
)
from dmedesk.billing.rules.priced import priced
from dmedesk.catalog.queries.book import rate_book
from dmedesk.catalog.tables import Product
from dmedesk.kit.calendar import ONE_DAY
from dmedesk.kit.findings import Finding
from dmedesk.members.tables import Member, Payer
from dmedesk.rates.money import format_dollars
from dmedesk.rentals.queries.ledger import rental_with_ledger
from dmedesk.rentals.queries.listed import MonthState
from dmedesk.rentals.queries.options import Answered, answers_of
from dmedesk.rentals.rules import RentalFact
from dmedesk.rentals.tables import Rental
from dmedesk.shop.queries.policies import policies


@dataclass(frozen=True, slots=True)
class OptionRead:
    """A rental's purchase option as it stands on a day.

    ``months`` begin before the day, or are billed; ``before_cents`` were paid before the move.
    ``findings`` are what keeps it from being taken, ``said`` the charge that taking it makes.
    """

    rental: RentalFact
    on: date
    member: str
    payer: str
    product: str
    hcpcs: str
    serial: str
    condition: Condition
    months: tuple[OptionMonth, ...]
    before_cents: int
    paid_cents: int
    price: OptionPrice
    findings: tuple[Finding, ...]
    answers: tuple[Answered, ...]
    said: ChargeDetails


def read_option(
    session: Session, *, rental_id: int, on: date, today: date | None = None
) -> OptionRead | None:
    """The purchase option of a rental on a day; None where there is no such rental."""
    if session.get(Rental, rental_id) is None:
        return None
    rental = rental_with_ledger(session, rental_id)
    unit = session.get_one(Asset, rental.asset_id)
    product = session.get_one(Product, unit.product_id)
    member = session.get_one(Member, rental.member.member_id)
    months = _months(session, rental_id, on)
    paid_cents = rental.paid_already_cents + rental.billed_cents
    said = _charge_said(rental, unit, product, on, paid_cents)
    price = _price(session, rental, said, product)
    found = taking_findings(rental, price, months, on=on, today=today or on)
    return OptionRead(
        rental=rental,
        on=on,
        member=f"{member.last_name}, {member.first_name}",
        payer=session.get_one(Payer, rental.payer.payer_id).name,
        product=product.description,
        hcpcs=product.hcpcs,
        serial=unit.serial,
        condition=unit.condition or Condition.NEW,
        months=months,
        before_cents=rental.paid_already_cents,
        paid_cents=paid_cents,
        price=price,
        findings=tuple(found),
        answers=answers_of(session, rental_id=rental_id),
        said=said,
    )


def _months(session: Session, rental_id: int, on: date) -> tuple[OptionMonth, ...]:
    paid = (MonthState.PAID, MonthState.BILLED)
    return tuple(
        OptionMonth(
            month.number,
            month.from_on,
            month.until_on,
            month.amount_cents if month.state is MonthState.BILLED else None,
            month.about,
            is_paid=month.state in paid,
        )
        for month in rental_strip(session, rental_id=rental_id, on=on)
        if month.number is not None and (month.from_on < on or month.state in paid)
    )


def _charge_said(
    rental: RentalFact, unit: Asset, product: Product, on: date, paid_cents: int
) -> ChargeDetails:
    """The charge that taking the option on a day makes: what was paid is frozen with it."""
    return ChargeDetails(
        member_id=rental.member.member_id,
        payer_id=rental.payer.payer_id,
        kind=ChargeKind.PURCHASE_OPTION,
        service_on=on,
        hcpcs=product.hcpcs,
        description=product.description,
        product_id=product.id,
        asset_id=unit.id,
        condition=unit.condition or Condition.NEW,
        usual_charge_cents=product.usual_purchase_cents,
        asked={"paid_to_date": format_dollars(paid_cents)},
        pa_required=rental.pa_required,
    )


def _price(
    session: Session, rental: RentalFact, said: ChargeDetails, product: Product
) -> OptionPrice:
    charge = ChargeFact(
        charge_id=0,
        charge_no="",
        member=rental.member,
        payer=rental.payer,
        kind=said.kind,
        service_on=said.service_on,
        hcpcs=said.hcpcs,
        condition=said.condition.value,
        payment_class=product.payment_class.value if product.payment_class else None,
        family=product.family.value if product.family else None,
        usual_charge_cents=said.usual_charge_cents,
        asked=said.asked,
    )
    book = rate_book(
        session,
        hcpcs={said.hcpcs},
        from_on=said.service_on,
        until_on=said.service_on + ONE_DAY,
        zips={rental.member.zip},
    )
    readings = policies(session).readings
    return option_price(charge, price=priced, fees=book.lookup, readings=readings)
