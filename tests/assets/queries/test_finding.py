"""Units are found by any part of their serial, with dashes or without, or their product."""

import pytest
from sqlalchemy import Engine

from dmedesk.assets.queries.finding import find_units, unit_named
from dmedesk.store.unit_of_work import reading
from tests.assets.desk import a_product, a_unit


@pytest.fixture
def engine(shop_engine: Engine) -> Engine:
    a_product(shop_engine)
    a_product(shop_engine, product_no="WALK", hcpcs="E0143", description="Walker")
    a_unit(shop_engine, serial="SN-00 12")
    a_unit(shop_engine, serial="SN-0013", inventory_no="INV/7")
    a_unit(shop_engine, serial="W-1", product_id=2)
    return shop_engine


@pytest.mark.parametrize(
    ("part", "serials"),
    [
        ("0012", ["SN-00 12"]),
        ("n-0 0", ["SN-00 12", "SN-0013"]),
        ("walker e0143", ["W-1"]),
        ("inv/7", ["SN-0013"]),
        ("", ["SN-00 12", "SN-0013", "W-1"]),
        ("zzz", []),
    ],
)
def test_found(engine: Engine, part: str, serials: list[str]) -> None:
    with reading(engine) as session:
        assert [one.title for one in find_units(session, part)] == serials


def test_one_is_named(engine: Engine) -> None:
    with reading(engine) as session:
        found = unit_named(session, 3)
        assert unit_named(session, 9) is None
    assert found == (3, "W-1", "Walker · in stock and ready")
