"""The database itself refuses what must never be: a pickup without reason, a proof twice."""

import pytest
from sqlalchemy import Engine, insert
from sqlalchemy.exc import IntegrityError

from dmedesk.deliveries.rules.words import TicketKind, TicketStage
from dmedesk.deliveries.tables import Proof, Ticket
from tests.deliveries.tickets import ASKED, VISIT, TicketShop
from tests.flows.month_shop import MonthShop


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": TicketKind.PICKUP},
        {"stage": TicketStage.DONE},
        {"ticket_no": "SLIP-000001"},
        {"member_id": 99},
    ],
)
def test_a_ticket_that_cannot_be(shop_engine: Engine, wrong: dict[str, object]) -> None:
    shop = MonthShop(shop_engine).found()
    shop.unit("SN1", "E0260")
    tickets = TicketShop(shop)
    tickets.open(tickets.line("SN1"))
    values = {
        "ticket_no": "SLIP-9",
        "kind": TicketKind.DELIVERY,
        "stage": TicketStage.TO_PRINT,
        "member_id": 1,
        "asked_on": ASKED,
        "planned_on": VISIT,
        **wrong,
    }
    with pytest.raises(IntegrityError), shop_engine.begin() as connection:
        connection.execute(insert(Ticket).values(values))


def test_a_turn_of_proof_is_taken_once(shop_engine: Engine) -> None:
    shop = MonthShop(shop_engine).found()
    shop.unit("SN1", "E0260")
    tickets = TicketShop(shop)
    tickets.visit(tickets.open(tickets.line("SN1")))
    (proof,) = shop.rows(Proof)
    again = {
        column.key: getattr(proof, column.key)
        for column in Proof.__table__.columns
        if column.key != "id"
    }
    with pytest.raises(IntegrityError), shop_engine.begin() as connection:
        connection.execute(insert(Proof).values(again))
