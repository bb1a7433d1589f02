"""What the database itself refuses of units: serials are unique in their compared form."""

from typing import Any

import pytest
from sqlalchemy import Engine, insert
from sqlalchemy.exc import IntegrityError

from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.store.engine import writing

PRODUCT = {"product_no": "BED", "hcpcs": "E0260", "description": "Bed"}
UNIT = {"serial": "SN-1", "serial_key": "SN1", "product_id": 1, "state": AssetState.READY}


@pytest.mark.parametrize(
    "rows",
    [
        [UNIT, {**UNIT, "serial": "sn 1"}],
        [{**UNIT, "cost_cents": -1}],
        [{**UNIT, "product_id": 9}],
    ],
    ids=["one serial in two spellings", "a cost below zero", "a unit of no product"],
)
def test_refused(rows: list[dict[str, Any]], shop_engine: Engine) -> None:
    with writing(shop_engine).begin() as connection:
        connection.execute(insert(Product), [PRODUCT])
    with pytest.raises(IntegrityError), writing(shop_engine).begin() as connection:
        connection.execute(insert(Asset), rows)
