"""Products are found by parts of their number, code, name and model."""

import pytest
from sqlalchemy import Engine

from dmedesk.catalog.queries.finding import find_products, product_named
from dmedesk.store.unit_of_work import reading
from tests.assets.desk import a_product


@pytest.mark.parametrize("part", ["bed", "E02 hosp", "acme b-1", ""])
def test_found(shop_engine: Engine, part: str) -> None:
    a_product(shop_engine, manufacturer="Acme", model="B-1")
    with reading(shop_engine) as session:
        (found,) = find_products(session, part)
        assert product_named(session, 1) == found
        assert product_named(session, 2) is None
    assert found == (1, "Hospital bed", "E0260 · BED · Acme B-1")
