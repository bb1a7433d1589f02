"""What the database itself forbids of worksheets."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from dmedesk.catalog.rules.words import Family
from dmedesk.papers.rules.worksheet import WorksheetOf
from dmedesk.papers.tables import Worksheet
from tests.flows.month_shop import MonthShop, day


@pytest.mark.parametrize(
    "said",
    [
        {"worksheet_no": "IC-1"},
        {"result_cents": -1},
        {"rental_month": 1},
        {"what": WorksheetOf.CAPPED_RENT},
        {"what": WorksheetOf.CAPPED_RENT, "rental_month": 0},
        {"request_id": 9},
    ],
    ids=["twice", "result", "month", "capped", "none", "request"],
)
def test_a_worksheet_stands_alone_and_is_whole(shop_engine: Engine, said: dict[str, Any]) -> None:
    shop = MonthShop(shop_engine).found()
    whole: dict[str, Any] = {
        "worksheet_no": "IC-1",
        "priced_on": day("2026-10-05"),
        "what": WorksheetOf.NEW,
        "hcpcs": "E1399",
        "description": "Bath lift",
        "family": Family.DME,
        "discounts": "",
        "timely_percentage": "",
        "timely_terms": "",
        "usual_charge_cents": 1,
        "note": "",
        "result_cents": 1,
        "recorded_at": datetime(2026, 11, 3, tzinfo=UTC),
        "recorded_by": "ana",
    }
    shop.add(Worksheet(**whole))
    with pytest.raises(IntegrityError):
        shop.add(Worksheet(**whole | {"worksheet_no": "IC-2"} | said))
