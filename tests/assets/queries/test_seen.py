"""Since when a unit counts as unseen, by what the shop chose."""

from datetime import date

import pytest
from sqlalchemy import Engine

from dmedesk.assets.queries.seen import unseen_since
from dmedesk.shop.actions.policies import say_policy
from dmedesk.shop.rules.policies import UNSEEN_MONTHS
from dmedesk.store.unit_of_work import reading
from tests.assets.desk import TODAY, working


@pytest.mark.parametrize(
    ("on", "months", "since"),
    [
        ("2026-11-29", "", "2025-11-29"),
        ("2028-02-29", "", "2027-02-28"),
        ("2027-05-31", "3", "2027-02-28"),
        ("2026-12-01", "120", "2016-12-01"),
    ],
)
def test_months_are_counted_back_as_the_shop_chose(
    shop_engine: Engine, on: str, months: str, since: str
) -> None:
    if months:
        with working(shop_engine) as work:
            say_policy(work, key=UNSEEN_MONTHS, value=months, from_on=TODAY, why="our own rule")
    with reading(shop_engine) as session:
        assert unseen_since(session, date.fromisoformat(on)) == date.fromisoformat(since)
