"""An empty shop has no units; a unit is found by its serial, lot and device."""

from sqlalchemy import Engine

from dmedesk.assets.queries import UNITS, asset_ids, stored_assets
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop
from tests.store.searching import entries


def test_no_units(shop_engine: Engine) -> None:
    with reading(shop_engine) as session:
        assert stored_assets(session) == []
        assert asset_ids(session) == {}


def test_a_unit_is_shown_with_product_code_and_state(shop_engine: Engine) -> None:
    shop = MonthShop(shop_engine).found()
    shop.unit("SN0012", "E0260")
    (entry,) = entries(shop_engine, UNITS)
    assert (entry.title, entry.line) == ("SN0012", "Hospital bed · E0260 · ready")
    assert entry.numbers == ("SN0012", None, None)
