"""Kits are entered and changed whole; what is wrong is told at once, and another desk's change."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from dmedesk.catalog.actions import change_kit, enter_kit
from dmedesk.catalog.queries.kits import KITS, kit_items, kit_named, kit_record
from dmedesk.catalog.tables import KitLine
from dmedesk.kit.errors import Refused
from dmedesk.store.unit_of_work import reading
from tests.assets.desk import TODAY, a_product, working

TUBING = {"product_no": "TUB", "hcpcs": "a4616", "description": "Tubing"}


@pytest.fixture
def shop(shop_engine: Engine) -> Engine:
    a_product(shop_engine)
    a_product(shop_engine, **TUBING)
    return shop_engine


def line(product_id: int, quantity: int = 1, **more: Any) -> dict[str, Any]:
    return {"id": None, "product_id": product_id, "quantity": quantity, **more}


def enter(engine: Engine, *lines: dict[str, Any], **more: Any) -> int:
    values = {"name": "Bed, complete", "from_on": TODAY, "lines": list(lines), **more}
    with working(engine) as work:
        return enter_kit(work, values=values)


def test_a_kit_with_its_lines_is_read_back(shop: Engine) -> None:
    kit_id = enter(shop, line(1, by_serial=True), line(2, 3), note=" Rails, too ")
    with reading(shop) as session:
        record = kit_record(session, kit_id)
        assert record is not None
        assert record.values["note"] == "Rails, too"
        assert [one["by_serial"] for one in record.lines] == [True, False]
        assert [
            (one.product, one.quantity, one.by_serial) for one in kit_items(session, kit_id=1)
        ] == [
            ("Hospital bed", 1, True),
            ("Tubing", 3, False),
        ]
        (row,) = KITS.rows(session, KITS.ids(session, on=TODAY), on=TODAY)
        assert (row.name, row.lines, row.units) == ("Bed, complete", 2, 1)
        assert kit_named(session, kit_id) == (kit_id, "Bed, complete", "Rails, too")
        assert kit_record(session, 9) is None
        assert kit_named(session, 9) is None


def test_its_name_is_its_own(shop: Engine) -> None:
    enter(shop, line(1))
    with pytest.raises(Refused) as refused:
        enter(shop)
    assert [one.code for one in refused.value.findings] == ["no_lines", "kit_taken"]
    with working(shop) as work:
        change_kit(work, kit_id=1, version=1, values={"name": "Bed, complete", "note": "same"})


def test_lines_trade_places_and_go(shop: Engine) -> None:
    kit_id = enter(shop, line(1), line(2, 3))
    with reading(shop) as session:
        record = kit_record(session, kit_id)
    assert record is not None
    first, second = (
        {key: one[key] for key in ("id", "row_version", "quantity")} for one in record.lines
    )
    with working(shop) as work:
        traded = [{**first, "product_id": 2}, {**second, "product_id": 1}]
        change_kit(work, kit_id=kit_id, version=1, values={"lines": traded})
    with reading(shop) as session:
        assert [(one.product_id, one.quantity) for one in kit_items(session, kit_id=kit_id)] == [
            (2, 1),
            (1, 3),
        ]
    with working(shop) as work:
        change_kit(work, kit_id=kit_id, version=1, values={"lines": [line(1, 2)]})
    with reading(shop) as session:
        assert [one.quantity for one in kit_items(session, kit_id=kit_id)] == [2]


def test_another_desk_is_told_and_an_ended_kit_keeps_its_lines(shop: Engine) -> None:
    kit_id = enter(shop, line(1))
    with working(shop, "bo") as work:
        change_kit(work, kit_id=kit_id, version=1, values={"note": "Bo was here"})
    with pytest.raises(Refused) as refused, working(shop) as work:
        change_kit(work, kit_id=kit_id, version=1, values={"note": "So was I"})
    assert "bo changed note" in refused.value.findings[0].message
    with pytest.raises(Refused) as refused, working(shop) as work:
        change_kit(work, kit_id=kit_id, version=2, values={"ended_on": date(2026, 1, 1)})
    assert refused.value.findings[0].field == "ended_on"


def test_the_database_keeps_a_product_from_standing_twice(shop: Engine) -> None:
    kit_id = enter(shop, line(1))
    with pytest.raises(IntegrityError), working(shop) as work:
        work.session.add(KitLine(kit_id=kit_id, product_id=1, quantity=1, by_serial=False))
        work.session.flush()
