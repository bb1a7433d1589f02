"""The units are counted by how they stand."""

from sqlalchemy import Engine

from dmedesk.assets.queries.fleet import fleet_by_state
from dmedesk.assets.rules import AssetState
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop


def test_the_fleet_is_counted_by_state(shop_engine: Engine) -> None:
    shop = MonthShop(shop_engine).found()
    shop.rent("R1")
    shop.unit("SN0012", "E0260")
    with reading(shop_engine) as session:
        counted = fleet_by_state(session)
    assert counted == {AssetState.READY: 2}
