"""The fixtures of windows, and a shop with two lifts, one of them with a member."""

import pytest

from tests.flows.month_shop import MonthShop
from tests.gui.fixtures import doors, qapp, shop, workplace
from tests.recalls.cases import RecallShop

__all__ = ["doors", "qapp", "shop", "workplace"]


@pytest.fixture
def lifts(shop: MonthShop) -> RecallShop:
    """LW1001 is with M1, LW1500 on the shelf; LW2500 is meant by no recall."""
    made = RecallShop(shop).stocked()
    made.unit("LW1001")
    made.give("LW1001", "M1")
    return made
