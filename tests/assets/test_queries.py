"""An empty shop has no units."""

from sqlalchemy import Engine

from dmedesk.assets.queries import asset_ids, stored_assets
from dmedesk.store.unit_of_work import reading


def test_no_units(shop_engine: Engine) -> None:
    with reading(shop_engine) as session:
        assert stored_assets(session) == []
        assert asset_ids(session) == {}
