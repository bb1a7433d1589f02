"""A shop of products and units, as the desk's actions enter them."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Engine

from dmedesk.assets.actions.units import receive_unit
from dmedesk.catalog.actions import enter_product
from dmedesk.store.unit_of_work import unit_of_work

NOW = datetime(2026, 11, 29, 17, tzinfo=UTC)
TODAY = date(2026, 11, 29)
BED = {"product_no": "BED", "hcpcs": "e0260", "description": "Hospital bed"}
UNIT = {"serial": "SN-0001", "product_id": 1}


def working(engine: Engine, actor: str = "ana") -> Any:
    """A unit of work at the tests' moment."""
    return unit_of_work(engine, actor=actor, action="tested", clock=lambda: NOW)


def a_product(engine: Engine, **more: Any) -> int:
    """The hospital bed, with what is told besides."""
    with working(engine) as work:
        return enter_product(work, values={**BED, **more})


def a_unit(engine: Engine, **more: Any) -> int:
    """A unit of it, with what is told besides."""
    with working(engine) as work:
        return receive_unit(work, values={**UNIT, **more})
