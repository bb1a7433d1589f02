"""A member with everything, on both databases."""

import pytest
from sqlalchemy import Engine

from tests.binder.stories import BinderShop, full
from tests.gui.fixtures import doors, qapp, rented, shop, workplace

__all__ = ["doors", "qapp", "rented", "shop", "story", "workplace"]


@pytest.fixture
def story(shop_engine: Engine) -> BinderShop:
    """M1 with something of every kind."""
    return full(shop_engine)
