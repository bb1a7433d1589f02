"""The houses' offers come together, and are read when something is first asked."""

from sqlalchemy import Engine

from dmedesk.bootstrap.offers import house_offers
from dmedesk.kit.references import RecordRef
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import NOW, MonthShop


def test_a_member_s_rentals_are_offered_and_today_has_its_tiles(shop_engine: Engine) -> None:
    shop = MonthShop(shop_engine).found()
    shop.rent("R1")
    offers = house_offers()
    with reading(shop_engine) as session:
        links = offers.related_to(session, RecordRef("member", 1))
        tiles = offers.tiles_on(session, NOW.date())
    assert any("rental" in link.title.lower() for link in links)
    assert any(tile.key for tile in tiles)
