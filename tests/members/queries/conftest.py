"""A founded shop on both databases."""

import pytest
from sqlalchemy import Engine

from tests.flows.month_shop import MonthShop


@pytest.fixture
def shop(shop_engine: Engine) -> MonthShop:
    """A founded shop without rentals."""
    return MonthShop(shop_engine).found()
