"""The demo shop's kits: of products that it has, offered today, with what is counted, too."""

from datetime import date

import pytest

from dmedesk.demo.facts import facts
from dmedesk.demo.kits import kit_lines, kits
from tests.demo.test_rentals import TODAYS


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_kits_are_offered_and_of_products_that_the_shop_has(today: date) -> None:
    known = {product["product_no"] for product in facts()["products"]}
    lines = list(kit_lines())
    assert {row["product_no"] for row in lines} <= known
    assert {row["by_serial"] for row in lines} == {"yes", "no"}
    assert {row["kit"] for row in lines} == {row["kit"] for row in kits(today)}
    assert all(row["from_on"] < str(today) for row in kits(today))
