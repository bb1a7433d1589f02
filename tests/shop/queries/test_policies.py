"""The policies of a shop that said none are the defaults."""

from datetime import date

from sqlalchemy import Engine

from dmedesk.shop.queries.policies import attachment_megabytes, policies, policy_rows
from dmedesk.shop.rules.policies import IDLE_MINUTES
from dmedesk.store.unit_of_work import reading


def test_nothing_said_is_the_default(shop_engine: Engine) -> None:
    with reading(shop_engine) as session:
        assert policy_rows(session) == []
        assert policies(session).value(IDLE_MINUTES, on=date(2026, 11, 3)) == "10"


def test_what_an_attached_file_may_have_is_as_the_shop_says(shop_engine: Engine) -> None:
    with reading(shop_engine) as session:
        assert attachment_megabytes(session, on=date(2026, 11, 3)) == 20
