"""The pages by how they stand, and as the files have them."""

from sqlalchemy import Engine

from dmedesk.deliveries.actions.receiving import file_page, put_page_back, set_page_aside
from dmedesk.deliveries.queries.received import (
    count_by_standing,
    known_numbers,
    page_ids,
    pages_filed,
    received_file_ids,
    received_pages,
    stored_page_decisions,
    stored_received_files,
    stored_received_pages,
)
from dmedesk.deliveries.rules.received import Standing
from dmedesk.store.attachments import Attachments
from dmedesk.store.unit_of_work import reading
from tests.deliveries.actions.test_receiving import FIRST, SECOND, receive
from tests.deliveries.tickets import TicketShop
from tests.flows.month_shop import MonthShop


def a_shop_with_pages(engine: Engine) -> TicketShop:
    """Five pages: filed, waiting, set aside, came before, put back."""
    month = MonthShop(engine).found()
    shop = TicketShop(month)
    for serial in ("SN1", "SN2"):
        month.unit(serial, "E0260")
        shop.open(shop.line(serial))
    receive(shop, 1, FIRST)
    receive(shop, 2)
    aside = receive(shop, 3)
    receive(shop, 4, FIRST, content=b"\x89PNG\r\n\x1a\n" + bytes([1]))
    back = receive(shop, 5, FIRST)
    shop.do(set_page_aside, page_id=aside.id, reason="Not a slip")
    shop.do(put_page_back, page_id=back.id, reason="Wrong slip", attachments=Attachments())
    return shop


def test_each_page_stands_by_its_last_decision(shop_engine: Engine) -> None:
    a_shop_with_pages(shop_engine)
    wanted = {
        Standing.FILED: ["SCAN-000001"],
        Standing.WAITING: ["SCAN-000002", "SCAN-000005"],
        Standing.SET_ASIDE: ["SCAN-000003"],
        Standing.AGAIN: ["SCAN-000004"],
    }
    with reading(shop_engine) as session:
        for standing, numbers in wanted.items():
            assert [one.scan_no for one in received_pages(session, standing=standing)] == numbers
        assert [one.scan_no[-1] for one in received_pages(session)] == ["5", "4", "3", "2", "1"]
        assert count_by_standing(session) == {one: len(ids) for one, ids in wanted.items()}


def test_the_pages_of_a_slip_are_those_that_are_filed_to_it_now(shop_engine: Engine) -> None:
    shop = a_shop_with_pages(shop_engine)
    with reading(shop_engine) as session:
        assert (pages_filed(session, ticket_id=1), pages_filed(session, ticket_id=2)) == (1, 0)
    shop.do(file_page, page_id=5, numbers=[SECOND], attachments=Attachments())
    with reading(shop_engine) as session:
        assert (pages_filed(session, ticket_id=1), pages_filed(session, ticket_id=2)) == (1, 1)
        assert known_numbers(session) == {FIRST, SECOND}
        (page,) = received_pages(session, standing=Standing.FILED, ticket_no=SECOND)
        assert page.scan_no == "SCAN-000005"


def test_they_are_told_as_the_files_have_them(shop_engine: Engine) -> None:
    a_shop_with_pages(shop_engine)
    with reading(shop_engine) as session:
        (file,) = stored_received_files(session)
        assert (file.values["sha256"], file.values["page_count"]) == ("f" * 64, 9)
        pages = stored_received_pages(session)
        assert {row.values["sha256"] for row in pages} == {"f" * 64}
        assert page_ids(session) == {row.values["scan_no"]: row.id for row in pages}
        assert received_file_ids(session) == {"f" * 64: file.id}
        told = [
            (row.values["scan_no"], row.values["turn"], row.values["ticket_no"])
            for row in stored_page_decisions(session)
        ]
    assert sorted(told) == [
        ("SCAN-000001", 1, FIRST),
        ("SCAN-000003", 1, None),
        ("SCAN-000005", 1, FIRST),
        ("SCAN-000005", 2, None),
    ]
