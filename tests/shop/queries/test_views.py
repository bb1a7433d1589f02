"""A shop that nobody worked in has no views."""

from sqlalchemy import Engine

from dmedesk.shop.queries.views import list_views
from dmedesk.store.unit_of_work import reading


def test_there_are_none_at_first(shop_engine: Engine) -> None:
    with reading(shop_engine) as session:
        assert list_views(session, list_key="rentals", owner="") == []
