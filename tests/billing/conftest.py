"""A founded shop on both databases."""

import pytest
from sqlalchemy import Engine

from tests.flows.month_shop import MonthShop
from tests.flows.till import Till


@pytest.fixture
def shop(shop_engine: Engine) -> MonthShop:
    """A founded shop without rentals."""
    return MonthShop(shop_engine).found()


@pytest.fixture
def till(shop: MonthShop) -> Till:
    """The till of a shop with two invoices: of M1 over two lines, of M2 over one, to MassHealth."""
    for number, member_no in enumerate(("M1", "M1", "M2"), start=1):
        shop.rent(f"R{number}", member_no=member_no)
    shop.post("2026-10")
    return Till(shop)
