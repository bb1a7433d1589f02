"""Products are listed with the units that the shop has of each."""

from sqlalchemy import Engine

from dmedesk.assets.queries.listed import PRODUCTS
from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset
from dmedesk.catalog.rules.words import PaymentClass
from dmedesk.kit.lists import Ask
from dmedesk.store.unit_of_work import reading
from tests.assets.desk import TODAY, a_product, a_unit, working


def _with_states(engine: Engine) -> None:
    a_product(engine, usual_rental_cents=12_000, manufacturer="Acme", model="B-1")
    a_product(engine, product_no="A", description="Absorbent", payment_class="purchase_only")
    for number, state in enumerate((AssetState.READY, AssetState.ON_RENT, AssetState.LOST)):
        asset_id = a_unit(engine, serial=f"SN-{number}")
        with working(engine) as work:
            work.session.get_one(Asset, asset_id).state = state


def test_units_are_counted(shop_engine: Engine) -> None:
    _with_states(shop_engine)
    with reading(shop_engine) as session:
        ids = PRODUCTS.ids(session, on=TODAY)
        first, second = PRODUCTS.rows(session, ids, on=TODAY)
        counts = PRODUCTS.counts(session, on=TODAY)
    assert (first.description, first.units) == ("Absorbent", 0)
    assert first.payment_class is PaymentClass.PURCHASE_ONLY
    assert (second.model, second.hcpcs, second.units, second.ready) == ("Acme B-1", "E0260", 2, 1)
    assert counts == {"": 2, "priceless": 0, "used_up": 0, "unitless": 1}


def test_a_rented_product_without_usual_charge_is_found(shop_engine: Engine) -> None:
    a_product(shop_engine)
    with reading(shop_engine) as session:
        assert list(PRODUCTS.ids(session, Ask("priceless"), on=TODAY)) == [1]
