"""What the database itself refuses of requirements."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, insert
from sqlalchemy.exc import IntegrityError

from dmedesk.members.tables import Payer
from dmedesk.papers.tables import Requirement
from dmedesk.store.engine import writing

DAY = date(2026, 1, 2)
WANTED = {
    "requirement_no": "REQ-1",
    "payer_id": 1,
    "kind": "encounter",
    "hcpcs": "",
    "service": "any",
    "number": 6,
    "text": "",
    "from_on": DAY,
    "proposal": "",
    "citation": "409.430",
    "why": "",
}


@pytest.mark.parametrize(
    "more",
    [
        {"requirement_no": "REQ-1"},
        {"payer_id": 9},
        {"until_on": DAY},
        {"number": 0},
        {"hcpcs": "E0260", "family": "oxygen"},
        {"kind": "elements"},
        {"text": "masshealth"},
    ],
    ids=str,
)
def test_refused(more: dict[str, Any], shop_engine: Engine) -> None:
    with writing(shop_engine).begin() as connection:
        payer = {"code": "MH", "name": "MassHealth", "regime": "masshealth"}
        connection.execute(insert(Payer), [payer])
        connection.execute(insert(Requirement), [WANTED])
    with pytest.raises(IntegrityError), writing(shop_engine).begin() as connection:
        connection.execute(insert(Requirement), [{**WANTED, "requirement_no": "REQ-2", **more}])
