"""What labels say of units: as they are stored, in the order asked for."""

from sqlalchemy import Engine

from dmedesk.assets.queries.labels import unit_labels
from dmedesk.assets.rules.labels import UnitLabel
from dmedesk.store.unit_of_work import reading
from tests.assets.desk import a_product, a_unit


def test_labels_come_in_the_order_asked_for_and_units_that_are_gone_have_none(
    shop_engine: Engine,
) -> None:
    product = a_product(shop_engine, manufacturer="Invacare", model="5410IVC")
    first = a_unit(shop_engine, product_id=product, inventory_no="B-1")
    second = a_unit(shop_engine, product_id=product, serial="SN-0002")
    with reading(shop_engine) as session:
        found = unit_labels(session, asset_ids=[second, 4711, first])
    bed = "Hospital bed, Invacare 5410IVC"
    assert found == [UnitLabel("SN-0002", bed), UnitLabel("SN-0001", bed, "B-1")]
