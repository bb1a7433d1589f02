"""Products and fee rows as their files would hold them."""

from datetime import date

import pytest
from sqlalchemy import Engine

from dmedesk.catalog.actions import take_fees, take_products
from dmedesk.catalog.files import FEES, PRODUCTS
from dmedesk.catalog.queries.stored import product_ids, stored_fees, stored_products
from dmedesk.rates.question import IC, Fee
from dmedesk.store.unit_of_work import reading, unit_of_work


def test_products_come_back_under_the_columns_of_their_file(shop_engine: Engine) -> None:
    values = {column.name: None for column in PRODUCTS.columns}
    given = values | {"product_no": "P1", "hcpcs": "E0601", "description": "CPAP"}
    with unit_of_work(shop_engine, actor="ann", action="import") as work:
        take_products(work, added=[given], changed={})
    with reading(shop_engine) as session:
        (row,) = stored_products(session)
        assert product_ids(session) == {"P1": row.id}
    assert row.values == given


@pytest.mark.parametrize("fee", [0, 9760, IC, None])
def test_fees_come_back_under_the_columns_of_their_file(shop_engine: Engine, fee: Fee) -> None:
    given = {
        "hcpcs": "E0601",
        "modifiers": "KH RR",
        "fee": fee,
        "from_on": date(2026, 1, 1),
        "until_on": None,
        "payment_class": "capped",
        "family": None,
        "source": "322.06",
        "regime": "medicare",
    }
    with unit_of_work(shop_engine, actor="ann", action="import") as work:
        take_fees(work, added=[given], changed={})
    with reading(shop_engine) as session:
        (row,) = stored_fees(session)
    assert row.values == {**given, "edition": 1}
    assert set(row.values) == {column.name for column in FEES.columns}
