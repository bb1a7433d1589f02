"""The houses' offers come together, and are read when something is first asked."""

from functools import partial

from sqlalchemy import Engine, select

from dmedesk.assets.rules import AssetState
from dmedesk.bootstrap.offers import house_offers
from dmedesk.catalog.screens.product import save_product
from dmedesk.catalog.tables import Product
from dmedesk.kit.references import RecordRef
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import NOW, MonthShop
from tests.recalls.cases import RecallShop


def test_a_member_s_rentals_are_offered_and_today_has_its_tiles(shop_engine: Engine) -> None:
    shop = MonthShop(shop_engine).found()
    shop.rent("R1")
    offers = house_offers()
    with reading(shop_engine) as session:
        links = offers.related_to(session, RecordRef("member", 1))
        tiles = offers.tiles_on(session, NOW.date())
    assert any("rental" in link.title.lower() for link in links)
    assert any(tile.key for tile in tiles)


def test_a_model_that_a_person_corrects_is_met_by_open_recalls(shop_engine: Engine) -> None:
    """101 CMR 322.03(15): the units of the product are held against the recall at once."""
    recalls = RecallShop(MonthShop(shop_engine)).found()
    recall_id = recalls.open(
        criteria=[{"group_no": 1, "kind": "model", "value": "PL-500", "until_value": ""}]
    )
    with reading(shop_engine) as session:
        product = session.scalars(select(Product).where(Product.product_no == "LIFT")).one()
    assert recalls.stands(recall_id) == {}
    correct = partial(save_product, house_offers())
    recalls.do(correct, row_id=product.id, version=1, values={"model": "PL-400X"})
    assert recalls.stands(recall_id) == {}
    recalls.do(correct, row_id=product.id, version=2, values={"model": "PL-500"})
    assert recalls.stands(recall_id) == {"LW1500": "certain", "LW2500": "certain"}
    assert recalls.state_of("LW1500") is AssetState.RECALLED
