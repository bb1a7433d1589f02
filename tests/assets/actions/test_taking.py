"""Units are entered and changed as ``assets.csv`` has them."""

from datetime import UTC, date, datetime

from sqlalchemy import Engine, select

from dmedesk.assets.actions.taking import take_asset_notes, take_assets
from dmedesk.assets.queries.stored import asset_ids, stored_asset_notes, stored_assets
from dmedesk.assets.rules import AssetState, Condition
from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.store.unit_of_work import reading, unit_of_work

UNIT = {
    "serial": "sn-1",
    "product_no": "BED",
    "condition": Condition.USED,
    "lot": "L1",
    "acquired_on": date(2025, 1, 2),
    "cost": 12_345,
    "state": AssetState.READY,
    "inventory_no": "7",
    "udi_di": "00850000000017",
    "udi_pi": "(10)L1",
    "lot_expires_on": date(2027, 1, 2),
    "warranty_ends_on": None,
    "vendor": "Acme",
    "purchase_invoice_no": None,
}
NOTE = {
    "serial": "SN1",
    "written_at": datetime(2026, 11, 3, tzinfo=UTC),
    "written_by": "ana",
    "note": "scratched",
}


def test_units(shop_engine: Engine) -> None:
    with unit_of_work(shop_engine, actor="kim", action="import") as work:
        work.session.add(Product(product_no="BED", hcpcs="E0260", description="Bed"))
        work.session.flush()
        take_assets(work, added=[UNIT], changed={})
    with reading(shop_engine) as session:
        (row,) = stored_assets(session)
        assert asset_ids(session) == {"SN1": row.id}
    assert row.values == UNIT
    change = {"serial": "SN 2", "state": AssetState.LOST, "cost": None}
    with unit_of_work(shop_engine, actor="kim", action="import") as work:
        take_assets(work, added=[], changed={row.id: change})
    with reading(shop_engine) as session:
        assert stored_assets(session)[0].values == {**UNIT, **change}
        assert session.scalars(select(Asset.serial_key)).one() == "SN2"


def test_notes(shop_engine: Engine) -> None:
    with unit_of_work(shop_engine, actor="kim", action="import") as work:
        work.session.add(Product(product_no="BED", hcpcs="E0260", description="Bed"))
        work.session.flush()
        take_assets(work, added=[UNIT], changed={})
        take_asset_notes(work, added=[NOTE], changed={})
    with reading(shop_engine) as session:
        (row,) = stored_asset_notes(session)
    assert row.values == NOTE
