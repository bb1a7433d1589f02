"""A slip is found by its number, its member, and every serial on it."""

from sqlalchemy import Engine

from dmedesk.deliveries.queries.feeds import SLIPS
from dmedesk.store.search import find_whole
from dmedesk.store.unit_of_work import reading
from tests.deliveries.tickets import TicketShop
from tests.flows.month_shop import MonthShop
from tests.store.searching import entries, index


def test_a_slip_is_shown_with_kind_member_day_and_stage(shop_engine: Engine) -> None:
    shop = MonthShop(shop_engine).found()
    shop.unit("SN1", "E0260")
    shop.unit("SN2", "E0260")
    tickets = TicketShop(shop)
    tickets.open(tickets.line("SN1"), tickets.line("SN2"), driver="Dan")
    (entry,) = entries(shop.engine, SLIPS)
    assert entry.title == "SLIP-000001"
    assert entry.line == "Delivery · Rivera, M1 · for 2026-10-05 · to be printed"
    assert set(entry.numbers) == {"SLIP-000001", "SN1", "SN2"}
    assert set(entry.others) == {"Rivera, M1", "M1", "Dan"}


def test_the_number_under_the_barcode_is_the_slip_itself(shop_engine: Engine) -> None:
    shop = MonthShop(shop_engine).found()
    shop.unit("SN1", "E0260")
    tickets = TicketShop(shop)
    made = tickets.open(tickets.line("SN1"))
    index(shop.engine)
    with reading(shop.engine) as session:
        hits = find_whole(session, [SLIPS], ["SLIP-000001"])
    assert [(hit.kind, hit.record_id) for hit in hits] == [("ticket", made)]
