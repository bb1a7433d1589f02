"""Tickets, lines and proofs are taken as the files have them: written down, nothing done again."""

from datetime import UTC, date, datetime

from sqlalchemy import Engine

from dmedesk.assets.tables import Movement
from dmedesk.deliveries.actions import take_proofs, take_ticket_lines, take_tickets
from dmedesk.deliveries.queries import stored_lines, stored_proofs, stored_tickets
from dmedesk.deliveries.rules.words import Method, ProofKind, Terms, TicketKind, TicketStage, Way
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import MonthShop

DAY = date(2026, 10, 5)
TICKET = {
    "ticket_no": "SLIP-7",
    "kind": TicketKind.DELIVERY,
    "stage": TicketStage.DONE,
    "member_no": "M1",
    "payer_code": None,
    "asked_on": DAY,
    "planned_on": DAY,
    "visited_on": DAY,
    "driver": "Dan",
    "stop_no": None,
    "reason": None,
    "note": None,
    "order_no": None,
}
LINE = {
    "ticket_no": "SLIP-7",
    "place": 1,
    "way": Way.OUT,
    "product_no": "E0260",
    "serial": "SN1",
    "moved_serial": None,
    "rental_no": None,
    "quantity": 1,
    "accessories": "rails",
    "terms": Terms.RENT,
    "has_moved": True,
    "is_open": False,
    "awaits_unit": False,
    "stayed": None,
}
NOTHING = dict.fromkeys(("signed_on", "relationship", "reason", "shipped_on", "discharged_on"))
SILENT = dict.fromkeys(
    ("driver_note", "carrier", "package_id", "carrier_evidence", "facility", "received_by"), ""
)
PROOF = {
    "ticket_no": "SLIP-7",
    "turn": 1,
    "kind": ProofKind.VISIT,
    "about_turn": None,
    "why": "",
    "method": Method.DIRECT,
    "delivered_on": DAY,
    "has_signature": True,
    "signer": "Nora",
    **NOTHING,
    **SILENT,
    "delivered_by": "Dan",
    "tasks_done": "",
    "strokes": None,
    "lines": "",
    "service_on": DAY,
    "sha256": "a" * 64,
    "recorded_at": datetime(2026, 10, 5, 15, tzinfo=UTC),
    "recorded_by": "dan",
}


def test_they_are_stored_as_they_were(shop_engine: Engine) -> None:
    shop = MonthShop(shop_engine).found()
    shop.unit("SN1", "E0260")
    with unit_of_work(shop_engine, actor="kim", action="import") as work:
        take_tickets(work, added=[TICKET], changed={})
        take_ticket_lines(work, added=[LINE], changed={})
        take_proofs(work, added=[PROOF], changed={})
    with reading(shop_engine) as session:
        assert [row.values for row in stored_tickets(session)] == [TICKET]
        assert [row.values for row in stored_lines(session)] == [LINE]
        assert [row.values for row in stored_proofs(session)] == [PROOF]
    assert shop.rows(Movement) == []
