"""A shop with repairs on both databases."""

import pytest
from sqlalchemy import Engine

from tests.repairs.repair_shop import RepairShop, repair_shop


@pytest.fixture
def bench(shop_engine: Engine) -> RepairShop:
    """A founded shop without units or repairs."""
    return repair_shop(shop_engine)
