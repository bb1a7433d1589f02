"""A shop with units and tickets, for the tests of deliveries."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.deliveries.actions import WantedLine, move_ticket, open_ticket, record_visit
from dmedesk.deliveries.rules.proof import ProofFacts
from dmedesk.deliveries.rules.words import Method, Relationship, TicketKind, TicketStage, Way
from dmedesk.members.tables import Member, Payer
from dmedesk.rentals.tables import Rental
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import MonthShop, clock

ASKED, VISIT = date(2026, 10, 1), date(2026, 10, 5)
SIGNED = ProofFacts(
    Method.DIRECT,
    delivered_on=VISIT,
    has_signature=True,
    signer="Nora Rivera",
    relationship=Relationship.SELF,
    signed_on=VISIT,
)


def signed_on(day: date) -> ProofFacts:
    """A visit of this day, signed by the member on it."""
    return replace(SIGNED, delivered_on=day, signed_on=day)


@dataclass(frozen=True, slots=True)
class TicketShop:
    """Opens and makes visits in a made-up shop."""

    shop: MonthShop

    def do(self, act: Callable[..., Any], **how: Any) -> Any:
        """Do one action in a transaction of its own."""
        with unit_of_work(self.shop.engine, actor="ana", action="ticket", clock=clock) as work:
            return act(work, **how)

    def find(self, table: Any, where: Any) -> Any:
        """One row."""
        with reading(self.shop.engine) as session:
            return session.scalars(select(table).where(where)).one()

    def line(self, serial: str, way: Way = Way.OUT, rental_no: str = "") -> WantedLine:
        """A line for a unit by its serial."""
        unit = self.find(Asset, Asset.serial == serial)
        rental = self.find(Rental, Rental.rental_no == rental_no).id if rental_no else None
        return WantedLine(way, unit.product_id, unit.id, rental)

    def counted(self, hcpcs: str, quantity: int) -> WantedLine:
        """A line for something without a serial."""
        product = self.find(Product, Product.hcpcs == hcpcs)
        return WantedLine(Way.OUT, product.id, quantity=quantity)

    def open(self, *lines: WantedLine, kind: TicketKind = TicketKind.DELIVERY, **more: Any) -> int:
        """A ticket for M1, paid by MassHealth."""
        found: int = self.do(
            open_ticket,
            kind=kind,
            member_id=more.pop("member_id", None) or self.find(Member, Member.member_no == "M1").id,
            payer_id=self.find(Payer, Payer.code == more.pop("payer", "MH")).id,
            asked_on=more.pop("asked_on", ASKED),
            planned_on=more.pop("planned_on", VISIT),
            lines=lines,
            **more,
        )
        return found

    def visit(self, ticket_id: int, facts: ProofFacts = SIGNED, **more: Any) -> int:
        """Print the ticket, and record its visit."""
        self.do(move_ticket, ticket_id=ticket_id, stage=TicketStage.OUT)
        found: int = self.do(record_visit, ticket_id=ticket_id, facts=facts, **more)
        return found

    def unit(self, serial: str) -> Asset:
        """A unit by its serial."""
        found: Asset = self.find(Asset, Asset.serial == serial)
        return found

    def deliver(self, serial: str = "SN1", facts: ProofFacts = SIGNED) -> int:
        """A delivery of one unit from the slip to its proof; answers the ticket's id."""
        ticket_id = self.open(self.line(serial))
        self.visit(ticket_id, facts)
        return ticket_id
