"""A prior authorization is found by its number and its member."""

from sqlalchemy import Engine

from dmedesk.papers.queries.feeds import AUTHORIZATIONS
from tests.flows.month_shop import MonthShop
from tests.store.searching import entries


def test_an_authorization_is_shown_with_member_code_and_days(shop_engine: Engine) -> None:
    shop = MonthShop(shop_engine).found()
    shop.authorize("M1", "E0260", "PA-77", 5)
    (entry,) = entries(shop_engine, AUTHORIZATIONS)
    assert entry.title == "PA-77"
    assert entry.line == "Rivera, M1 · E0260 · from 2026-01-01 · to 2026-12-31"
