"""What the database itself forbids of statements."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from dmedesk.billing.tables.statements import MadeStatement
from tests.flows.month_shop import MonthShop


def _statement(**said: Any) -> MadeStatement:
    usual = {
        "statement_no": "S-1",
        "member_id": 1,
        "as_of_on": date(2026, 11, 3),
        "turn": 1,
        "is_large": False,
        "owed_cents": 500,
        "held_cents": 0,
        "sha256": "0" * 64,
        "made_at": datetime(2026, 11, 3, tzinfo=UTC),
        "made_by": "ana",
    }
    return MadeStatement(**(usual | said))


NEXT = {"statement_no": "S-2", "turn": 2}


@pytest.mark.parametrize(
    "said", [NEXT, NEXT | {"owed_cents": 0}, NEXT | {"as_of_on": date(2026, 11, 4), "turn": 1}]
)
def test_a_member_gets_several(shop: MonthShop, said: dict[str, Any]) -> None:
    shop.add(_statement())
    shop.add(_statement(**said))
    assert len(shop.rows(MadeStatement)) == 2


@pytest.mark.parametrize(
    "said",
    [
        NEXT | {"statement_no": "S-1"},
        NEXT | {"turn": 1},
        NEXT | {"turn": 0},
        NEXT | {"owed_cents": -1},
        NEXT | {"owed_cents": 1, "held_cents": 1},
    ],
)
def test_each_has_its_number_and_turn_and_says_one_thing(
    shop: MonthShop, said: dict[str, Any]
) -> None:
    shop.add(_statement())
    with pytest.raises(IntegrityError):
        shop.add(_statement(**said))
