"""A shop that wrote no text has none in force: proposals are printed by nobody."""

from datetime import date

from sqlalchemy import Engine

from dmedesk.shop.queries.texts import text_versions, texts_on
from dmedesk.store.unit_of_work import reading


def test_nothing_written_is_nothing_printed(shop_engine: Engine) -> None:
    with reading(shop_engine) as session:
        assert texts_on(session, on=date(2026, 11, 3)) == {}
        assert text_versions(session) == []
