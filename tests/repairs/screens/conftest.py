"""The fixtures of windows, on a shop with repairs."""

import pytest

from tests.deliveries.tickets import TicketShop
from tests.flows.month_shop import MonthShop
from tests.gui.fixtures import doors, qapp, shop, workplace
from tests.repairs.repair_shop import RepairShop

__all__ = ["doors", "qapp", "shop", "workplace"]


@pytest.fixture
def bench(shop: MonthShop) -> RepairShop:
    """The shop of the window."""
    return RepairShop(TicketShop(shop))
