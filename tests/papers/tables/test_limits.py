"""What the database itself refuses of limits, receipts, reasons and contacts."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, insert
from sqlalchemy.exc import IntegrityError

from dmedesk.members.tables import Member, Payer
from dmedesk.papers.tables import InsulinStatement, Limit, Receipt, RefillContact, Replacement
from dmedesk.store.base import Base
from dmedesk.store.engine import writing

DAY = date(2026, 1, 2)
TOLD = {"recorded_at": datetime(2026, 1, 2, tzinfo=UTC), "recorded_by": "ana"}
LIMIT = {
    "limit_no": "LIM-0001",
    "payer_id": 1,
    "kind": "supply",
    "hcpcs": "A4253",
    "quantity": 2,
    "every": 1,
    "unit": "months",
    "treatment": "any",
    "stance": "warn",
    "from_on": DAY,
    "proposal": "",
    "citation": "Contract",
    "why": "",
}
RECEIPT = {
    "source": "earlier",
    "source_no": "RCP-000001",
    "turn": 1,
    "member_id": 1,
    "hcpcs": "A4253",
    "quantity": 2,
    "received_on": DAY,
    "note": "",
    **TOLD,
}
REASON = {
    "replacement_no": "RPL-000001",
    "member_id": 1,
    "hcpcs": "E0143",
    "reason": "lost",
    "happened_on": DAY,
    "evidence": "On a bus",
    **TOLD,
}
CONTACT = {
    "contact_no": "RFL-000001",
    "member_id": 1,
    "hcpcs": "A4253",
    "contacted_on": DAY,
    "channel": "phone",
    "who": "Son",
    "answer": "wanted",
    "note": "",
    **TOLD,
}
SAID = {
    "statement_no": "INS-000001",
    "member_id": 1,
    "from_on": DAY,
    "is_treated": True,
    "said_by": "Paper",
    **TOLD,
}


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (Limit, [LIMIT, LIMIT]),
        (Limit, [{**LIMIT, "quantity": 0}]),
        (Limit, [{**LIMIT, "every": 0}]),
        (Limit, [{**LIMIT, "until_on": DAY}]),
        (Receipt, [RECEIPT, RECEIPT]),
        (Receipt, [{**RECEIPT, "turn": 0}]),
        (Receipt, [{**RECEIPT, "quantity": -1}]),
        (Receipt, [{**RECEIPT, "days": 0}]),
        (Receipt, [{**RECEIPT, "returned_on": date(2026, 1, 1)}]),
        (Replacement, [REASON, REASON]),
        (Replacement, [{**REASON, "evidence": ""}]),
        (Replacement, [{**REASON, "undoes_no": "RPL-000009"}]),
        (RefillContact, [CONTACT, CONTACT]),
        (RefillContact, [{**CONTACT, "quantity_left": -1}]),
        (RefillContact, [{**CONTACT, "undoes_no": "RFL-000009"}]),
        (InsulinStatement, [SAID, SAID]),
    ],
)
def test_refused(table: type[Base], rows: list[dict[str, Any]], shop_engine: Engine) -> None:
    with writing(shop_engine).begin() as connection:
        member = {"member_no": "M1", "last_name": "Alda", "first_name": "Rose"}
        connection.execute(insert(Member), [member])
        payer = {"code": "MC", "name": "Medicare", "regime": "medicare"}
        connection.execute(insert(Payer), [payer])
    with pytest.raises(IntegrityError), writing(shop_engine).begin() as connection:
        connection.execute(insert(table), rows)
