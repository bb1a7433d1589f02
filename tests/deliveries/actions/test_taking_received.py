"""Scans move from shop to shop as they are: nothing is read again, and no decision is lost."""

from sqlalchemy import Engine

from dmedesk.deliveries.actions.taking_received import (
    take_page_decisions,
    take_received_files,
    take_received_pages,
)
from dmedesk.deliveries.queries.received import (
    stored_page_decisions,
    stored_received_files,
    stored_received_pages,
)
from dmedesk.deliveries.rules.received import Decision, Verdict
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.deliveries.tickets import TicketShop
from tests.flows.month_shop import NOW, MonthShop

FILE = {
    "sha256": "f" * 64,
    "file_name": "stack.pdf",
    "page_count": 2,
    "received_at": NOW,
    "received_by": "ana",
}
PAGE = {
    "scan_no": "SCAN-000007",
    "sha256": "f" * 64,
    "place": 2,
    "fingerprint": "e" * 64,
    "verdict": Verdict.UNREAD,
    "barcodes": "",
    "turned": 90,
    "received_at": NOW,
    "received_by": "ana",
}
FILED = {
    "scan_no": "SCAN-000007",
    "turn": 1,
    "decision": Decision.FILED,
    "ticket_no": "SLIP-000001",
    "by_barcode": False,
    "reason": "",
    "decided_at": NOW,
    "decided_by": "bo",
}
BACK = {**FILED, "turn": 2, "decision": Decision.PUT_BACK, "ticket_no": None, "reason": "Wrong"}


def test_they_are_stored_as_they_were(shop_engine: Engine) -> None:
    month = MonthShop(shop_engine).found()
    month.unit("SN1", "E0260")
    shop = TicketShop(month)
    shop.open(shop.line("SN1"))
    with unit_of_work(shop_engine, actor="kim", action="import") as work:
        take_received_files(work, added=[FILE], changed={})
        take_received_pages(work, added=[PAGE], changed={})
        take_page_decisions(work, added=[FILED, BACK], changed={})
    with reading(shop_engine) as session:
        assert [row.values for row in stored_received_files(session)] == [FILE]
        assert [row.values for row in stored_received_pages(session)] == [PAGE]
        assert [row.values for row in stored_page_decisions(session)] == [FILED, BACK]
