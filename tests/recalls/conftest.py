"""The shop of the tests of recalls, on both databases."""

import pytest
from sqlalchemy import Engine

from tests.flows.month_shop import MonthShop
from tests.recalls.cases import RecallShop


@pytest.fixture
def recalls(shop_engine: Engine) -> RecallShop:
    """A shop with two lifts of one maker."""
    return RecallShop(MonthShop(shop_engine)).found()
