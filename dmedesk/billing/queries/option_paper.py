"""What the offer to buy a rental's unit prints, from the records; or what keeps it from print."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from dmedesk.billing.queries.option import OptionRead, read_option
from dmedesk.billing.rules.option_paper import (
    OPTION_PAPER,
    OfferMonth,
    OfferStep,
    OptionOffer,
)
from dmedesk.deliveries.queries.slips import visit_address
from dmedesk.kit.calendar import last_day
from dmedesk.kit.errors import Refused
from dmedesk.members.rules import Regime
from dmedesk.members.tables import Member
from dmedesk.rates.answer import Quote
from dmedesk.rates.wording import citation_of, says
from dmedesk.shop.queries.company import no_letterhead, printed_letterhead
from dmedesk.store.prints import Prints


def option_offer(session: Session, *, rental_id: int, on: date, today: date) -> OptionOffer:
    """The offer as it is printed for a day.

    ``Refused`` with all that keeps the option from being taken on that day, and without a
    letterhead.
    """
    read = read_option(session, rental_id=rental_id, on=on, today=today)
    assert read is not None
    supplier = printed_letterhead(session, on=on)
    found = list(read.findings)
    if supplier is None:
        found.append(no_letterhead())
    quote = read.price.answer
    if found or supplier is None or not isinstance(quote, Quote):
        raise Refused(found)
    number = read.rental.rental_no
    return OptionOffer(
        number=number,
        supplier=supplier,
        member=visit_address(session, session.get_one(Member, read.rental.member.member_id), on),
        made_on=on,
        facts=tuple(_facts(read)),
        months=tuple(_months(read)),
        paid_cents=read.paid_cents,
        ceilings=read.price.ceilings,
        steps=tuple(_steps(quote)),
        readings=tuple(f"{name} = {how}".replace("_", " ") for name, how in quote.readings.items()),
        price_cents=quote.amount_cents,
        charged_to=_charged_to(read),
        copy=Prints().count(session, kind=OPTION_PAPER, number=number) + 1,
    )


def _facts(read: OptionRead) -> Iterator[tuple[str, str]]:
    yield "Equipment", read.product
    yield "Serial no.", read.serial
    yield "HCPCS", f"{read.hcpcs}, {read.condition.value}"
    yield "On rent since", read.rental.terms.started_on.isoformat()
    yield "Payer", read.payer


def _months(read: OptionRead) -> Iterator[OfferMonth]:
    before = read.rental.terms.months_already_paid
    if read.before_cents:
        words = f"Months 1 to {before}" if before > 1 else "Before"
        yield OfferMonth(words, "billed earlier", read.before_cents)
    for month in read.months:
        if month.cents is not None:
            days = f"{month.from_on} to {last_day(month.until_on)}"
            yield OfferMonth(f"Month {month.number}", days, month.cents)


def _steps(quote: Quote) -> Iterator[OfferStep]:
    for step in quote.steps:
        words = says(step)
        cents = None if step[1] is None else round(step[1])
        yield OfferStep(f"{words[:1].upper()}{words[1:]}", cents, citation_of(step[0]))


def _charged_to(read: OptionRead) -> str:
    if read.rental.payer.regime is Regime.PRIVATE:
        return f"The price is charged to {read.payer}."
    return f"The price is charged to {read.payer}, not to you."
