"""Pickers find every word of what is typed, in any order and case, on both databases."""

import pytest
from sqlalchemy import Engine, select

from dmedesk.catalog.tables import Product
from dmedesk.store.finding import having
from dmedesk.store.unit_of_work import reading, unit_of_work


@pytest.mark.parametrize(
    ("part", "found"), [("BED hospital", ["P1"]), ("e02, bed", ["P1"]), ("50%", ["P2"]), ("x", [])]
)
def test_every_word_stands_somewhere(shop_engine: Engine, part: str, found: list[str]) -> None:
    with unit_of_work(shop_engine, actor="ana", action="enter") as work:
        for number, hcpcs, words in (("P1", "E0260", "Hospital bed"), ("P2", "E0163", "50% off")):
            work.session.add(Product(product_no=number, hcpcs=hcpcs, description=words))
    with reading(shop_engine) as session:
        clauses = having((Product.hcpcs, Product.description), part)
        assert list(session.scalars(select(Product.product_no).where(*clauses))) == found
