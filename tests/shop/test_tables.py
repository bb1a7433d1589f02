"""What the database itself refuses of letterheads and sequences."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, insert
from sqlalchemy.exc import IntegrityError

from dmedesk.shop.tables import Company, NumberSeries
from dmedesk.store.base import Base
from dmedesk.store.engine import writing

DAY = date(2026, 1, 1)
SERIES = {"key": "a", "prefix": "", "next_number": 1, "width": 6}


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (Company, [{"name": "A", "from_on": DAY}, {"name": "B", "from_on": DAY}]),
        (NumberSeries, [SERIES, {**SERIES, "prefix": "B"}]),
        (NumberSeries, [{**SERIES, "next_number": 0}]),
        (NumberSeries, [{**SERIES, "width": 0}]),
    ],
    ids=["two letterheads from one day", "a key twice", "no number zero", "no width"],
)
def test_refused(table: type[Base], rows: list[dict[str, Any]], shop_engine: Engine) -> None:
    with writing(shop_engine).begin() as connection, pytest.raises(IntegrityError):
        connection.execute(insert(table), rows)
