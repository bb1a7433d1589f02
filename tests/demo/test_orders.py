"""The demo shop's orders stand in every state that an office has to deal with."""

from datetime import date

import pytest

from dmedesk.demo.folder import MEMBERS
from dmedesk.demo.orders import order_lines, orders, requests, requirements, steps
from dmedesk.demo.rentals import stories
from tests.demo.test_rentals import TODAYS


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_orders_in_several_states(today: date) -> None:
    told = list(stories(today, members=MEMBERS))
    found = list(orders(told, today))
    assert {row["stage"] for row in found} == {"open", "held", "filled", "cancelled"}
    assert len(list(order_lines(told))) == len(found)
    assert all(row["asked_on"] < str(today) for row in found)
    numbers = {row["request_no"] for row in requests(told, today)}
    assert {row["request_no"] for row in steps(today)} <= numbers


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_nothing_that_is_turned_on_holds_a_month_of_the_demo(today: date) -> None:
    (row,) = requirements(today)
    assert row["from_on"] > f"{today:%Y-%m}-31"
