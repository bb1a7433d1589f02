"""One unit with its notes, and a word where its serial looks odd."""

from sqlalchemy import Engine

from dmedesk.assets.actions.units import write_unit_note
from dmedesk.assets.queries.records import unit_record
from dmedesk.store.unit_of_work import reading
from tests.assets.desk import a_product, a_unit, working


def test_there_is_no_such_unit(shop_engine: Engine) -> None:
    with reading(shop_engine) as session:
        assert unit_record(session, 1) is None


def test_the_newest_note_stands_first(shop_engine: Engine) -> None:
    a_product(shop_engine)
    a_unit(shop_engine)
    for note in ("first", "second"):
        with working(shop_engine) as work:
            write_unit_note(work, asset_id=1, note=note)
    with reading(shop_engine) as session:
        found = unit_record(session, 1)
    assert found is not None
    assert [one.note for one in found.notes] == ["second", "first"]
    assert "serial_key" not in found.values


def test_a_serial_is_laid_beside_those_of_its_product(shop_engine: Engine) -> None:
    a_product(shop_engine)
    for number in range(3):
        a_unit(shop_engine, serial=f"SN-100{number}")
    odd = a_unit(shop_engine, serial="1003")
    with reading(shop_engine) as session:
        first, last = unit_record(session, 1), unit_record(session, odd)
    assert first is not None
    assert last is not None
    assert first.oddity == ""
    assert last.oddity.endswith("look like AA-9999")
