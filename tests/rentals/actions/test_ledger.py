"""The ledger of months is appended to, and the database holds its chain."""

from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from dmedesk.rentals.actions.ledger import MonthTurn, write_months
from dmedesk.rentals.tables import Rental
from dmedesk.store.unit_of_work import unit_of_work
from tests.flows.month_shop import (
    MonthShop,
    day,
)


def test_the_database_itself_refuses_a_second_billed_line(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.post("2026-10")
    rental_id = shop.rows(Rental)[0].id
    for turn in (1, 3):
        second = MonthTurn(rental_id, day("2026-10-05"), turn, 4, 7_500)
        with pytest.raises(IntegrityError), _writing(shop) as work:
            write_months(work, turns=[second])


def _writing(shop: MonthShop) -> Any:
    return unit_of_work(shop.engine, actor="ana", action="write")
