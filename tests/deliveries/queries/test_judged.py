"""The judge of a ticket knows its payer's law, the driver, and who works here."""

import pytest
from sqlalchemy import Engine

from dmedesk.deliveries.queries.judged import judge_of
from dmedesk.deliveries.rules.words import PickupReason, TicketKind, Way
from dmedesk.deliveries.tables import Ticket
from dmedesk.members.rules import Regime
from dmedesk.store.unit_of_work import reading
from tests.deliveries.tickets import VISIT, TicketShop
from tests.flows.month_shop import MonthShop


@pytest.mark.parametrize(
    ("kind", "payer", "regime", "code"),
    [
        (TicketKind.DELIVERY, "MC", Regime.MEDICARE, "MC"),
        (TicketKind.DELIVERY, "MH", Regime.MASSHEALTH, "MH"),
        (TicketKind.EXCHANGE, "", Regime.MEDICARE, "MC"),
        (TicketKind.PICKUP, "MC", Regime.PRIVATE, ""),
    ],
)
def test_whose_law_it_is(
    shop_engine: Engine, kind: TicketKind, payer: str, regime: Regime, code: str
) -> None:
    shop = MonthShop(shop_engine).found()
    shop.rent("R1", payer="MC", serial="SN5")
    shop.unit("SN1", "E0260")
    tickets = TicketShop(shop)
    back, out = tickets.line("SN5", Way.BACK, "R1"), tickets.line("SN1", rental_no="R1")
    lines = {
        TicketKind.DELIVERY: (tickets.line("SN1"),),
        TicketKind.EXCHANGE: (out, back),
        TicketKind.PICKUP: (back,),
    }[kind]
    reason = {"reason": PickupReason.DISCHARGED} if kind is TicketKind.PICKUP else {}
    ticket_id = tickets.open(*lines, kind=kind, driver="Dan", payer=payer or "MC", **reason)
    if not payer:
        shop.change(Ticket, Ticket.id == ticket_id, payer_id=None)
    with reading(shop_engine) as session:
        judge = judge_of(session, ticket_id=ticket_id, today=VISIT)
    assert (judge.regime, judge.payer_code, judge.driver) == (regime, code, "Dan")
    assert judge.today == VISIT
