"""The rentals that a unit served in, and what was billed on it by year."""

from datetime import date

import pytest
from sqlalchemy import Engine, select

from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.rentals.queries.served import (
    count_rentals_with,
    is_product_billed,
    is_unit_billed,
    services_of,
    years_billed,
)
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day


@pytest.fixture
def shop(shop_engine: Engine) -> MonthShop:
    """R1's first unit was exchanged on June 1, after its member had been in hospital in April."""
    made = MonthShop(shop_engine).found()
    made.rent("R1", started_on="2026-03-10")
    made.exchange("R1", serial="X1", hcpcs="E0260", on="2026-06-01")
    made.interrupt("R1", "2026-04-20", "2026-04-25")
    made.unit("SHELF", "E0163")
    return made


def id_of(shop: MonthShop, serial: str) -> int:
    with reading(shop.engine) as session:
        return session.scalars(select(Asset.id).where(Asset.serial == serial)).one()


def test_a_unit_served_until_it_was_exchanged(shop: MonthShop) -> None:
    with reading(shop.engine) as session:
        (first,) = services_of(session, asset_id=id_of(shop, "SR1"))
        (second,) = services_of(session, asset_id=id_of(shop, "X1"))
        assert services_of(session, asset_id=id_of(shop, "SHELF")) == []
    assert (first.from_on, first.until_on) == (day("2026-03-10"), day("2026-06-01"))
    assert (first.is_exchange_in, first.is_exchange_out) == (False, True)
    assert first.away == ((day("2026-04-20"), day("2026-04-26"), ""),)
    assert (second.from_on, second.until_on) == (day("2026-06-01"), None)
    assert (second.is_exchange_in, second.is_exchange_out, second.away) == (True, False, ())


def test_months_are_billed_on_the_unit_that_served_when_they_began(shop: MonthShop) -> None:
    for month in ("2026-05", "2026-06"):
        shop.post(month)
    with reading(shop.engine) as session:
        (first,) = years_billed(session, asset_id=id_of(shop, "SR1"))
        (second,) = years_billed(session, asset_id=id_of(shop, "X1"))
        assert years_billed(session, asset_id=id_of(shop, "SHELF")) == []
    assert (first.year, first.months, first.last_on) == (2026, 1, date(2026, 5, 10))
    assert (second.months, second.last_on) == (1, date(2026, 6, 10))
    assert first.cents > 0
    shop.undo("2026-06")
    with reading(shop.engine) as session:
        assert years_billed(session, asset_id=id_of(shop, "X1")) == []


def test_what_is_billed_rests_on_units_and_their_products(shop: MonthShop) -> None:
    bed, shelf, first = (id_of(shop, serial) for serial in ("X1", "SHELF", "SR1"))
    with reading(shop.engine) as session:
        products = dict(session.execute(select(Product.hcpcs, Product.id)).all())
        assert count_rentals_with(session, asset_id=first) == 1
        assert not is_unit_billed(session, asset_id=first)
    shop.post("2026-05")
    with reading(shop.engine) as session:
        assert [is_unit_billed(session, asset_id=one) for one in (first, bed, shelf)] == [
            True,
            True,
            False,
        ]
        assert is_product_billed(session, product_id=products["E0260"])
        assert not is_product_billed(session, product_id=products["E0163"])
