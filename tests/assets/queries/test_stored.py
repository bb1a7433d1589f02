"""An empty shop has no units and no notes about them."""

from sqlalchemy import Engine

from dmedesk.assets.queries.stored import asset_ids, stored_asset_notes, stored_assets
from dmedesk.store.unit_of_work import reading


def test_no_units(shop_engine: Engine) -> None:
    with reading(shop_engine) as session:
        assert stored_assets(session) == []
        assert stored_asset_notes(session) == []
        assert asset_ids(session) == {}
