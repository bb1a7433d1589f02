"""A search finds a unit by every number that it has."""

from sqlalchemy import Engine

from dmedesk.assets.queries.feeds import UNITS
from tests.assets.desk import a_product, a_unit
from tests.store.searching import entries


def test_a_unit_is_found_by_its_numbers(shop_engine: Engine) -> None:
    a_product(shop_engine, udi_di="00850000000017")
    a_unit(shop_engine, inventory_no="INV-7", lot="L1", udi_di="00850000000024")
    (entry,) = entries(shop_engine, UNITS)
    assert entry.numbers == ("SN0001", "INV-7", "L1", "00850000000017", "00850000000024")


def test_a_unit_is_shown_with_product_code_and_state(shop_engine: Engine) -> None:
    a_product(shop_engine)
    a_unit(shop_engine)
    (entry,) = entries(shop_engine, UNITS)
    assert (entry.title, entry.line) == ("SN-0001", "Hospital bed · E0260 · ready")
