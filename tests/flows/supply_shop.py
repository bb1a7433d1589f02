"""A shop that sells walkers and test strips to members of Medicare, day after day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from dmedesk.billing.actions.charging_sources import charge_sources
from dmedesk.catalog.rules.words import PaymentClass
from dmedesk.catalog.tables import Product
from dmedesk.deliveries.actions.opening import WantedLine, move_ticket, open_ticket
from dmedesk.deliveries.actions.proving import record_visit
from dmedesk.deliveries.queries.early import early_findings
from dmedesk.deliveries.rules.proof import ProofFacts
from dmedesk.deliveries.rules.words import (
    Method,
    Relationship,
    Terms,
    TicketKind,
    TicketStage,
    Way,
)
from dmedesk.members.tables import Payer
from dmedesk.papers.actions.ordering import enter_order
from dmedesk.papers.queries.orders import checks_of
from dmedesk.papers.rules.readiness import Check
from dmedesk.papers.tables import Prescription
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import MonthShop, at, day

WALKER, STRIPS = "E0143", "A4253"


@dataclass(frozen=True, slots=True)
class SupplyShop:
    """The shop, with Medicare's id and that of its two products."""

    shop: MonthShop
    payer_id: int
    products: dict[str, int]

    def do(self, act: Callable[..., Any], *, on: date, **values: Any) -> Any:
        """One action at noon of a day."""
        clock = at(str(on))
        with unit_of_work(self.shop.engine, actor="ana", action="tested", clock=clock) as work:
            return act(work, **values)

    def order(self, hcpcs: str, quantity: int, *, on: date, days: int | None = None) -> int:
        """An order of Rose's doctor; answers its id."""
        line = {
            "hcpcs": hcpcs,
            "product_id": self.products[hcpcs],
            "quantity": quantity,
            "days": days,
            "terms": "buy",
        }
        whose = {"member_id": 1, "payer_id": self.payer_id, "practitioner_id": 1}
        values = {**whose, "asked_on": on, "lines": [line]}
        order_id: int = self.do(enter_order, on=on, values=values)
        return order_id

    def open_checks(self, order_id: int, on: date) -> list[Check]:
        """What an order still needs on a day, or warns of."""
        with reading(self.shop.engine) as session:
            checks = checks_of(session, order_id=order_id, on=on)
        return [check for check in checks if check.warns or not check.is_met]

    def slip(self, hcpcs: str, quantity: int, *, on: date, order_id: int | None = None) -> int:
        """A slip planned for a day; answers its id."""
        line = WantedLine(Way.OUT, self.products[hcpcs], quantity=quantity, terms=Terms.SALE)
        ticket_id: int = self.do(
            open_ticket,
            on=on,
            kind=TicketKind.DELIVERY,
            member_id=1,
            payer_id=self.payer_id,
            asked_on=on,
            planned_on=on,
            lines=[line],
            order_id=order_id,
        )
        return ticket_id

    def early(self, ticket_id: int) -> list[str]:
        """The codes of what speaks against a slip."""
        with reading(self.shop.engine) as session:
            return [one.code for one in early_findings(session, ticket_id=ticket_id)]

    def send_out(self, ticket_id: int, *, on: date) -> None:
        """The slip goes out."""
        self.do(move_ticket, on=on, ticket_id=ticket_id, stage=TicketStage.OUT)

    def deliver(self, ticket_id: int, *, on: date) -> None:
        """It goes out, is brought and signed for."""
        self.send_out(ticket_id, on=on)
        proof = ProofFacts(
            Method.DIRECT,
            delivered_on=on,
            has_signature=True,
            signer="Rivera, M1",
            relationship=Relationship.SELF,
            signed_on=on,
        )
        self.do(record_visit, on=on, ticket_id=ticket_id, facts=proof)

    def held(self, month: str) -> list[list[str]]:
        """The reasons for which charges of a month wait."""
        held = self.shop.preview(month).get("held_charges", [])
        return [[reason["code"] for reason in one["reasons"]] for one in held]

    def charge(self, *, on: date) -> None:
        """Everything that was delivered is charged."""
        self.do(charge_sources, on=on)


def supply_shop(shop: MonthShop) -> SupplyShop:
    """The shop is founded, its doctor has prescribed both."""
    shop.found()
    for hcpcs, words in ((WALKER, "Folding walker with wheels"), (STRIPS, "Test strips, 50")):
        shop.add(
            Product(
                product_no=hcpcs,
                hcpcs=hcpcs,
                description=words,
                usual_purchase_cents=9_000,
                payment_class=PaymentClass.PURCHASE_ONLY,
            )
        )
        shop.add(
            Prescription(member_id=1, hcpcs=hcpcs, signed_on=day("2020-01-01"), practitioner_id=1)
        )
    with reading(shop.engine) as session:
        payer_id = session.scalars(select(Payer.id).where(Payer.code == "MC")).one()
        products = {
            hcpcs: session.scalars(select(Product.id).where(Product.hcpcs == hcpcs)).one()
            for hcpcs in (WALKER, STRIPS)
        }
    return SupplyShop(shop, payer_id, products)
