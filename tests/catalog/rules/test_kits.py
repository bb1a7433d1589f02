"""What is wrong with a kit as it is typed, and on which days it is offered."""

from datetime import date
from typing import Any

import pytest

from dmedesk.catalog.rules.kits import MOST, is_offered, kit_findings

FIRST, LAST = date(2026, 3, 1), date(2026, 9, 1)
WHOLE: dict[str, Any] = {
    "name": "Bed, complete",
    "from_on": FIRST,
    "lines": [{"product_id": 1, "quantity": 1}],
}


def _fields(**more: Any) -> list[str]:
    return [one.field for one in kit_findings({**WHOLE, **more})]


def test_a_whole_kit_has_no_fault() -> None:
    assert _fields() == []
    assert _fields(ended_on=date(2026, 3, 2), note="Two\nlines") == []


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({"name": None, "from_on": None}, ["name", "from_on"]),
        ({"name": "Two\nlines"}, ["name"]),
        ({"ended_on": FIRST}, ["ended_on"]),
        ({"lines": []}, ["lines"]),
        (
            {"lines": [{"product_id": None, "quantity": None}]},
            ["lines/0/product_id", "lines/0/qua"],
        ),
        ({"lines": [{"product_id": 1, "quantity": 0}]}, ["lines/0/quantity"]),
        ({"lines": [{"product_id": 1, "quantity": MOST}]}, []),
        ({"lines": [{"product_id": 1, "quantity": MOST + 1}]}, ["lines/0/quantity"]),
        ({"lines": [{"product_id": 1, "quantity": 1}] * 2}, ["lines/1/product_id"]),
    ],
)
def test_every_fault_stands_at_its_field(more: dict[str, Any], fields: list[str]) -> None:
    assert [one[: len(wanted)] for one, wanted in zip(_fields(**more), fields, strict=True)] == (
        fields
    )


@pytest.mark.parametrize(
    ("on", "offered"),
    [
        (date(2026, 2, 28), False),
        (FIRST, True),
        (date(2026, 8, 31), True),
        (LAST, False),
    ],
)
def test_it_is_offered_from_its_first_day_until_the_day_before_its_end(
    on: date, offered: bool
) -> None:
    assert is_offered(FIRST, LAST, on=on) is offered
    assert is_offered(FIRST, None, on=on) is (on >= FIRST)
