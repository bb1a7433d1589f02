"""Units are received and changed by their attributes, every fault at its field."""

from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.assets.actions.units import change_unit, receive_unit, write_unit_note
from dmedesk.assets.queries.records import UnitRecord, unit_record
from dmedesk.assets.rules import AssetState, Condition
from dmedesk.kit.errors import Refused
from dmedesk.kit.references import RecordRef
from dmedesk.store.unit_of_work import reading
from tests.assets.desk import NOW, TODAY, a_product, a_unit, working


@pytest.fixture
def engine(shop_engine: Engine) -> Engine:
    a_product(shop_engine)
    return shop_engine


def record(engine: Engine, asset_id: int = 1) -> UnitRecord:
    with reading(engine) as session:
        found = unit_record(session, asset_id)
    assert found is not None
    return found


def change(engine: Engine, *, version: int = 1, is_billed: bool = False, **values: Any) -> None:
    with working(engine) as work:
        change_unit(work, asset_id=1, version=version, values=values, is_billed=is_billed)


def test_a_unit_is_received_ready_with_its_serial_as_printed(engine: Engine) -> None:
    a_unit(engine, serial=" sn-00 12 ", condition="new", warranty_ends_on=TODAY, vendor=" ")
    unit = record(engine)
    assert (unit.serial, unit.state, unit.version) == ("sn-00 12", AssetState.READY, 1)
    assert (unit.values["condition"], unit.values["warranty_ends_on"]) == (Condition.NEW, TODAY)
    assert unit.values["vendor"] is None
    assert unit.product is not None
    assert unit.product.title == "Hospital bed"


def test_a_used_unit_waits_for_the_bench_first(engine: Engine) -> None:
    a_unit(engine, condition="used")
    assert record(engine).state is AssetState.CLEANING


def test_everything_that_is_wrong_is_told_at_once(engine: Engine) -> None:
    a_unit(engine, inventory_no="7")
    with pytest.raises(Refused) as refused, working(engine) as work:
        receive_unit(work, values={"serial": "sn0001", "inventory_no": "7", "lot": "a\tb"})
    found = refused.value.findings
    assert [(one.field, one.code) for one in found] == [
        ("product_id", "missing_value"),
        ("lot", "bad_text"),
        ("serial", "serial_taken"),
        ("inventory_no", "inventory_no_taken"),
    ]
    assert found[2].opens == RecordRef("asset", 1)
    assert found[2].message == (
        "sn0001 is entered already: Hospital bed, SN-0001, in stock and ready."
    )


@pytest.mark.parametrize("serial", ["", " - "])
def test_a_serial_is_needed(engine: Engine, serial: str) -> None:
    with pytest.raises(Refused) as refused:
        a_unit(engine, serial=serial)
    assert [one.field for one in refused.value.findings] == ["serial"]


def test_a_mistyped_serial_is_corrected_and_found_by_it(engine: Engine) -> None:
    a_unit(engine)
    change(engine, serial="SN-0002")
    a_unit(engine)
    assert record(engine).serial == "SN-0002"
    with pytest.raises(Refused):
        change(engine, version=2, serial="sn 0001")


def test_a_unit_with_billed_months_keeps_product_and_condition(engine: Engine) -> None:
    a_product(engine, product_no="CHAIR")
    a_unit(engine)
    with pytest.raises(Refused) as refused:
        change(engine, product_id=2, condition="used", is_billed=True)
    assert [one.field for one in refused.value.findings] == ["product_id", "condition"]
    change(engine, condition="new", lot="L7", is_billed=True)
    change(engine, version=2, product_id=2)
    assert record(engine).values["product_id"] == 2


def test_the_second_of_two_desks_is_told(engine: Engine) -> None:
    a_unit(engine)
    change(engine, vendor="Acme")
    with pytest.raises(Refused) as refused:
        change(engine, vendor="Other")
    assert refused.value.findings[0].code == "changed_meanwhile"


def test_notes_are_appended(engine: Engine) -> None:
    a_unit(engine)
    with working(engine, "ben") as work:
        write_unit_note(work, asset_id=1, note=" Left rail\nis scratched ")
    (note,) = record(engine).notes
    assert (note.note, note.written_by, note.written_at) == (
        "Left rail\nis scratched",
        "ben",
        NOW,
    )


@pytest.mark.parametrize(("note", "code"), [(" ", "missing_value"), ("a\x07b", "bad_text")])
def test_a_note_says_something(engine: Engine, note: str, code: str) -> None:
    a_unit(engine)
    with pytest.raises(Refused) as refused, working(engine) as work:
        write_unit_note(work, asset_id=1, note=note)
    assert [(one.field, one.code) for one in refused.value.findings] == [("note", code)]
