"""The demo shop's maintenance: plans of products that it has, work on units that it has."""

from datetime import date

import pytest

from dmedesk.demo.facts import facts, serial_of
from dmedesk.demo.upkeep import log, plans
from tests.demo.test_rentals import TODAYS


def test_plans_are_of_products_that_the_shop_has() -> None:
    known = {product["product_no"] for product in facts()["products"]}
    assert {plan["product_no"] for plan in plans()} <= known
    assert {plan["every"] for plan in plans()} == {"months", "hours", "return"}


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_work_was_done_on_units_that_the_shop_has_before_today(today: date) -> None:
    known = {
        serial_of(product["product_no"], number)
        for product in facts()["products"]
        for number in range(1, product["units"] + 1)
    }
    rows = list(log(today))
    assert {row["serial"] for row in rows} <= known
    assert all(row["done_on"] < str(today) for row in rows)
    keys = [(row["serial"], row["turn"]) for row in rows]
    assert len(keys) == len(set(keys))


def test_most_units_have_a_cost_and_some_have_none() -> None:
    costs = [product.get("cost") for product in facts()["products"]]
    assert None in costs
    assert sum(cost is not None for cost in costs) > len(costs) / 2
