"""What the database itself refuses of orders."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, insert
from sqlalchemy.exc import IntegrityError

from dmedesk.members.tables import Member
from dmedesk.papers.tables import Conversion, Order, OrderLine, PaperAsked
from dmedesk.store.base import Base
from dmedesk.store.engine import writing

DAY = date(2026, 1, 2)
ORDER = {"order_no": "ORD-1", "member_id": 1, "asked_on": DAY, "stage": "open"}
LINE = {
    "order_id": 1,
    "place": 1,
    "hcpcs": "E0260",
    "quantity": 1,
    "terms": "rent",
    "needs_pa": False,
}
TOLD = {"recorded_at": datetime(2026, 1, 2, tzinfo=UTC), "recorded_by": "ana"}
BOUGHT = {"line_id": 1, "turn": 1, "terms": "buy", "from_on": DAY, "why": "x", **TOLD}
ASKED = {
    "ask_no": 1,
    "practitioner_id": 9,
    "member_id": 1,
    "hcpcs": "E0260",
    "paper": "letter",
    "asked_on": DAY,
    **TOLD,
}


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (Order, [ORDER]),
        (Order, [{**ORDER, "order_no": "ORD-2", "stage": "held"}]),
        (Order, [{**ORDER, "order_no": "ORD-2", "review_on": DAY}]),
        (Order, [{**ORDER, "order_no": "ORD-2", "stage": "filled"}]),
        (Order, [{**ORDER, "order_no": "ORD-2", "closed_on": DAY}]),
        (Order, [{**ORDER, "order_no": "ORD-2", "member_id": 9}]),
        (OrderLine, [LINE]),
        (OrderLine, [{**LINE, "place": 2, "quantity": 0}]),
        (Conversion, [BOUGHT, BOUGHT]),
        (Conversion, [{**BOUGHT, "turn": 0}]),
        (PaperAsked, [ASKED]),
    ],
)
def test_refused(table: type[Base], rows: list[dict[str, Any]], shop_engine: Engine) -> None:
    with writing(shop_engine).begin() as connection:
        member = {"member_no": "M1", "last_name": "Alda", "first_name": "Rose"}
        connection.execute(insert(Member), [member])
        connection.execute(insert(Order), [ORDER])
        connection.execute(insert(OrderLine), [LINE])
    with pytest.raises(IntegrityError), writing(shop_engine).begin() as connection:
        connection.execute(insert(table), rows)
