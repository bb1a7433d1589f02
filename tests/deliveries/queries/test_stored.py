"""Tickets are known by their numbers."""

from sqlalchemy import Engine

from dmedesk.deliveries.queries.stored import ticket_ids
from dmedesk.store.unit_of_work import reading
from tests.deliveries.tickets import TicketShop
from tests.flows.month_shop import MonthShop


def test_ids_by_number(shop_engine: Engine) -> None:
    shop = MonthShop(shop_engine).found()
    shop.unit("SN1", "E0260")
    tickets = TicketShop(shop)
    made = tickets.open(tickets.line("SN1"))
    with reading(shop_engine) as session:
        assert ticket_ids(session) == {"SLIP-000001": made}
