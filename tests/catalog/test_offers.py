"""A usual charge's history is the trail's."""

from sqlalchemy import Engine

from dmedesk.catalog.actions import change_product
from dmedesk.catalog.offers import events
from dmedesk.kit.references import RecordRef
from dmedesk.store.unit_of_work import reading
from tests.assets.desk import a_product, working


def test_every_change_of_a_charge_is_told(shop_engine: Engine) -> None:
    a_product(shop_engine, usual_rental_cents=12_000)
    for version, cents in ((1, 13_000), (2, None)):
        with working(shop_engine, "ben") as work:
            values = {"usual_rental_cents": cents, "payment_class": "capped"}
            change_product(work, product_id=1, version=version, values=values)
    with reading(shop_engine) as session:
        told = [one.sentence for one in events(session, RecordRef("product", 1))]
        assert events(session, RecordRef("asset", 1)) == ()
    assert told[0] == "Usual rental charge: nothing instead of 130.00"
    assert set(told[1].split("; ")) == {
        "Usual rental charge: 130.00 instead of 120.00",
        "Payment class: capped instead of nothing",
    }
