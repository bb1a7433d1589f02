"""The units are counted by how they stand."""

from sqlalchemy import Engine

from dmedesk.assets.queries.fleet import fleet_by_state, fleet_use
from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop


def test_the_fleet_is_counted_by_state(shop_engine: Engine) -> None:
    shop = MonthShop(shop_engine).found()
    shop.rent("R1")
    shop.unit("SN0012", "E0260")
    with reading(shop_engine) as session:
        counted = fleet_by_state(session)
    assert counted == {AssetState.READY: 2}


def test_units_of_a_product_by_what_they_do(shop_engine: Engine) -> None:
    shop = MonthShop(shop_engine).found()
    for serial, state in (
        ("S1", AssetState.ON_RENT),
        ("S2", AssetState.READY),
        ("S3", AssetState.CLEANING),
        ("S4", AssetState.LOST),
    ):
        shop.unit(serial, "E0260")
        shop.change(Asset, Asset.serial == serial, state=state)
    with reading(shop_engine) as session:
        (beds,) = fleet_use(session)
    assert (beds.product, beds.units) == ("Hospital bed", 4)
    assert (beds.on_rent, beds.ready, beds.elsewhere, beds.gone) == (1, 1, 1, 1)
    assert beds.used_percentage == 33
