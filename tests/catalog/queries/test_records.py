"""One product, and one fee row of the shop's own, with their attributes."""

from datetime import date

from sqlalchemy import Engine

from dmedesk.catalog.queries.records import fee_record, product_record
from dmedesk.rates.question import IC
from dmedesk.store.unit_of_work import reading
from tests.assets.desk import a_product
from tests.catalog.actions.test_own_fees import enter


def test_a_product(shop_engine: Engine) -> None:
    a_product(shop_engine)
    with reading(shop_engine) as session:
        found = product_record(session, 1)
        assert product_record(session, 2) is None
    assert found is not None
    assert (found.title, found.version, found.values["model"]) == ("Hospital bed", 1, None)


def test_a_fee(shop_engine: Engine) -> None:
    enter(shop_engine, fee=IC, until_on=date(2027, 1, 1))
    with reading(shop_engine) as session:
        found = fee_record(session, 1)
        assert fee_record(session, 2) is None
    assert found is not None
    assert (found.version, found.edition_id) == (1, 1)
    assert (found.values["fee"], found.values["until_on"]) == (IC, date(2027, 1, 1))
