"""What the trail tells of a record: who entered it, and every change in words."""

from typing import Any

from sqlalchemy import Engine

from dmedesk.assets.actions.units import change_unit
from dmedesk.store.record_events import changes_of, entered_by
from dmedesk.store.unit_of_work import reading
from tests.assets.desk import TODAY, a_product, a_unit, working


def say(_name: str, value: Any) -> str:
    return f"{value or 'nothing'}"


def test_changes_are_told_with_who_made_them(shop_engine: Engine) -> None:
    a_product(shop_engine)
    a_unit(shop_engine)
    with working(shop_engine, "ben") as work:
        change_unit(work, asset_id=1, version=1, values={"lot": "L7", "vendor": "Acme"})
    with working(shop_engine, "ben") as work:
        change_unit(work, asset_id=1, version=2, values={"udi_di": "1"})
    with reading(shop_engine) as session:
        words = {"lot": "Lot"}
        found = changes_of(session, table_name="assets", row_id=1, words=words, say=say)
        first = entered_by(session, table_name="assets", row_id=1)
        assert entered_by(session, table_name="assets", row_id=2) is None
    (event,) = found
    assert (event.sentence, event.who, event.on) == ("Lot: L7 instead of nothing", "ben", TODAY)
    assert first is not None
    assert first[0] == "ana"
