"""Kits are listed and picked on the days on which they are offered."""

from datetime import timedelta

from sqlalchemy import Engine

from dmedesk.catalog.actions import enter_kit
from dmedesk.catalog.queries.kits import KITS, find_kits
from dmedesk.kit.lists import Ask
from dmedesk.store.unit_of_work import reading
from tests.assets.desk import TODAY, a_product, working


def test_it_is_offered_on_its_days(shop_engine: Engine) -> None:
    a_product(shop_engine)
    lines = [{"id": None, "product_id": 1, "quantity": 1}]
    ended_on = TODAY + timedelta(days=1)
    values = {"name": "Bed, complete", "from_on": TODAY, "ended_on": ended_on, "lines": lines}
    with working(shop_engine) as work:
        enter_kit(work, values=values)
    with reading(shop_engine) as session:
        for on, count in ((-1, 0), (0, 1), (1, 0)):
            day = TODAY + timedelta(days=on)
            assert len(find_kits(session, "bed complete", on=day)) == count
            assert len(KITS.ids(session, Ask("offered"), on=day)) == count
        assert find_kits(session, "chair", on=TODAY) == []
        assert len(KITS.ids(session, Ask("ended"), on=TODAY + timedelta(days=1))) == 1
