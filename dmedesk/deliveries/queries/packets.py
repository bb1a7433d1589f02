"""What the packet of a first delivery prints beside its slip."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from dmedesk.assets.tables import Asset
from dmedesk.catalog.queries.rents import rents_of_product
from dmedesk.catalog.tables import Product
from dmedesk.deliveries.queries.slips import slip_paper
from dmedesk.deliveries.rules.paper import PacketPaper, RentedItem
from dmedesk.deliveries.rules.words import Terms, TicketKind, TicketStage, Way
from dmedesk.deliveries.tables import Ticket, TicketLine
from dmedesk.kit.findings import Finding
from dmedesk.members.rules import Regime
from dmedesk.members.tables import Payer
from dmedesk.rates import Quote
from dmedesk.rentals.tables import Rental
from dmedesk.shop.queries.texts import texts_on
from dmedesk.shop.rules.texts import TextKind, paragraphs

_NOTICES = frozenset({TextKind.AGREEMENT, TextKind.PRIVACY, TextKind.ASSIGNMENT})
_VISITED = (TicketStage.WAITING, TicketStage.REASON_GIVEN, TicketStage.DONE)


def is_first_delivery(session: Session, ticket_id: int) -> bool:
    """Whether nothing was brought to the member before this delivery, so that a packet goes along.

    A rental that moved in with the shop was brought before, too.
    """
    ticket = session.get_one(Ticket, ticket_id)
    if ticket.kind is not TicketKind.DELIVERY:
        return False
    before = select(Ticket.id).where(
        Ticket.member_id == ticket.member_id,
        Ticket.id != ticket.id,
        Ticket.kind == TicketKind.DELIVERY,
        Ticket.stage.in_(_VISITED),
    )
    own = select(TicketLine.rental_id).where(
        TicketLine.ticket_id == ticket.id, TicketLine.rental_id.is_not(None)
    )
    rented = select(Rental.id).where(Rental.member_id == ticket.member_id, Rental.id.not_in(own))
    found = session.execute(select(exists(before), exists(rented))).one()
    return not any(found)


def has_packet(session: Session, ticket_id: int, on: date) -> bool:
    """Whether a packet is to go along: a first delivery, and the shop wrote what would be in it."""
    written = texts_on(session, on=on).keys() & _NOTICES
    return bool(written) and is_first_delivery(session, ticket_id)


def packet_paper(session: Session, ticket_id: int, on: date) -> PacketPaper | list[Finding]:
    """The packet as it is printed on a day, or everything that keeps its slip from being printed.

    Texts are those of the day; what the shop has not written has no page.
    """
    slip = slip_paper(session, ticket_id, on)
    if isinstance(slip, list):
        return slip
    payer_id = session.get_one(Ticket, ticket_id).payer_id
    payer = session.get(Payer, payer_id) if payer_id is not None else None
    regime = payer.regime if payer else Regime.PRIVATE
    texts = texts_on(session, on=on)
    rented = tuple(_rented(session, ticket_id, regime, slip.planned_on))
    agreement = texts.get(TextKind.AGREEMENT, "") if rented else ""
    return PacketPaper(
        slip=slip,
        rented=rented,
        agreement=paragraphs(agreement, regime=regime.value),
        privacy=paragraphs(texts.get(TextKind.PRIVACY, ""), regime=regime.value),
        assignment=paragraphs(texts.get(TextKind.ASSIGNMENT, ""), regime=regime.value),
    )


def _rented(session: Session, ticket_id: int, regime: Regime, on: date) -> Iterator[RentedItem]:
    chosen = (
        select(Product, Asset.serial)
        .select_from(TicketLine)
        .join(Product, Product.id == TicketLine.product_id)
        .join(Asset, Asset.id == TicketLine.asset_id)
        .where(
            TicketLine.ticket_id == ticket_id,
            TicketLine.way == Way.OUT,
            TicketLine.terms == Terms.RENT,
        )
        .order_by(TicketLine.place)
    )
    for product, serial in session.execute(chosen):
        yield RentedItem(
            description=product.description,
            hcpcs=product.hcpcs,
            serial=serial,
            months=_months(session, product, regime, on),
            usual_cents=product.usual_rental_cents,
        )


def _months(session: Session, product: Product, regime: Regime, on: date) -> str:
    """Which month begins, and of how many: as the payer's rules end the rent, where they do.

    Where no fee says so, the last month is not said: nothing is guessed.
    """
    spans = [
        span
        for span in rents_of_product(session, product_id=product.id, on=on)
        if span.regime.value == regime.value
    ]
    if not spans or not all(isinstance(span.answer, Quote) for span in spans):
        return "begins with month 1"
    last = spans[-1].last
    return "month by month" if last is None else f"month 1 of {last}"
