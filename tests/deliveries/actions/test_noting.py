"""Slips write down what was received and what came back; loans and exchanges do not."""

from datetime import date

from sqlalchemy import Engine

from dmedesk.deliveries.actions.opening import WantedLine, move_ticket, open_ticket
from dmedesk.deliveries.actions.proving import record_visit
from dmedesk.deliveries.rules.proof import ProofFacts
from dmedesk.deliveries.rules.words import (
    Method,
    PickupReason,
    Relationship,
    StayReason,
    Terms,
    TicketKind,
    TicketStage,
    Way,
)
from dmedesk.papers.queries.limits import received_by
from dmedesk.papers.rules.limits import ReceiptFact
from dmedesk.rentals.tables import Rental
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day
from tests.flows.supply_shop import WALKER, SupplyShop, supply_shop

CAME, BACK = day("2026-03-02"), day("2026-05-04")


def visit(
    shop: SupplyShop, kind: TicketKind, *lines: WantedLine, on: date, left_out: tuple[int, ...] = ()
) -> None:
    """A slip, opened and made on a day."""
    reason = PickupReason.NO_LONGER_NEEDED if kind is TicketKind.PICKUP else None
    ticket_id = shop.do(
        open_ticket,
        on=on,
        kind=kind,
        member_id=1,
        payer_id=shop.payer_id,
        asked_on=on,
        planned_on=on,
        lines=lines,
        reason=reason,
    )
    shop.do(move_ticket, on=on, ticket_id=ticket_id, stage=TicketStage.OUT)
    signed = ProofFacts(
        Method.DIRECT,
        delivered_on=on,
        has_signature=True,
        signer="Rivera, M1",
        relationship=Relationship.SELF,
        signed_on=on,
    )
    stayed = {"left_out": left_out, "stayed": StayReason.REFUSED} if left_out else {}
    shop.do(record_visit, on=on, ticket_id=ticket_id, facts=signed, **stayed)


def receipts(shop: SupplyShop, hcpcs: str = "E0260") -> list[ReceiptFact]:
    with reading(shop.shop.engine) as session:
        return list(received_by(session).of(1, hcpcs).receipts)


def test_what_is_rented_is_received_until_it_comes_back(shop_engine: Engine) -> None:
    shop = supply_shop(MonthShop(shop_engine))
    asset_id = shop.shop.unit("SN-1", "E0260")
    visit(shop, TicketKind.DELIVERY, WantedLine(Way.OUT, 1, asset_id), on=CAME)
    assert receipts(shop) == [ReceiptFact(CAME, 1, None, None, "SLIP-000001/1")]
    (rental,) = shop.shop.rows(Rental)
    line = WantedLine(Way.BACK, 1, asset_id, rental.id)
    visit(shop, TicketKind.PICKUP, line, on=BACK)
    assert receipts(shop) == [ReceiptFact(CAME, 1, None, BACK, "SLIP-000001/1")]


def test_a_loan_and_what_stayed_are_not_received(shop_engine: Engine) -> None:
    shop = supply_shop(MonthShop(shop_engine))
    asset_id = shop.shop.unit("SN-1", "E0260")
    loan = WantedLine(Way.OUT, 1, asset_id, terms=Terms.LOAN)
    walker = WantedLine(Way.OUT, shop.products[WALKER], terms=Terms.SALE)
    visit(shop, TicketKind.DELIVERY, loan, walker, on=CAME, left_out=(2,))
    assert receipts(shop) == receipts(shop, WALKER) == []
    visit(shop, TicketKind.DELIVERY, walker, on=CAME)
    assert len(receipts(shop, WALKER)) == 1
