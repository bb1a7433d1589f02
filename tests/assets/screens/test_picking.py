"""Units and products are picked by parts of their names and numbers."""

from sqlalchemy import Engine

from dmedesk.assets.screens.picking import PRODUCT_PICKER, UNIT_PICKER
from dmedesk.store.unit_of_work import reading
from dmedesk.widgets.forms.fields import Picked
from tests.assets.desk import a_product, a_unit


def test_picked(shop_engine: Engine) -> None:
    a_product(shop_engine)
    a_unit(shop_engine)
    bed = Picked(1, "Hospital bed", "E0260 · BED")
    unit = Picked(1, "SN-0001", "Hospital bed · in stock and ready")
    with reading(shop_engine) as session:
        assert PRODUCT_PICKER.find(session, "bed") == [bed]
        assert PRODUCT_PICKER.named(session, 1) == bed
        assert UNIT_PICKER.find(session, "0001") == [unit]
        assert UNIT_PICKER.named(session, 1) == unit
        assert UNIT_PICKER.named(session, 2) is None
