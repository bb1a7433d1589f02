"""What the database itself forbids of steps over findings."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from dmedesk.billing.tables import ScrubOverride
from tests.flows.month_shop import MonthShop


def _step(**said: Any) -> ScrubOverride:
    whole = {"rule": "duplicate", "rental_id": 1, "turn": 1, "why": "two rooms"} | said
    return ScrubOverride(
        from_on=date(2026, 10, 5),
        recorded_at=datetime(2026, 11, 3, tzinfo=UTC),
        recorded_by="ana",
        **whole,
    )


@pytest.mark.parametrize(
    "said",
    [{"turn": 1}, {"turn": 0}, {"why": ""}, {"rental_id": None}, {"charge_id": 1}],
    ids=["twice", "turn", "reason", "nothing", "both"],
)
def test_a_step_is_over_one_line_once_and_has_a_reason(
    shop: MonthShop, said: dict[str, Any]
) -> None:
    shop.rent("R1")
    shop.add(_step())
    with pytest.raises(IntegrityError):
        shop.add(_step(**({"turn": 2} | said)))
    shop.add(_step(turn=2))
