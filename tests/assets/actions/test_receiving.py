"""Units are received together, all of them or none; used ones wait for the bench."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from dmedesk.assets.actions.places import enter_place
from dmedesk.assets.actions.receiving import receive_units
from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.tables import Asset, Movement
from dmedesk.kit.errors import Refused
from dmedesk.store.unit_of_work import reading
from tests.assets.desk import TODAY, a_product, a_unit, working

SHARED = {"product_id": 1, "condition": "new", "acquired_on": TODAY, "cost_cents": 80_000}


@pytest.fixture
def engine(shop_engine: Engine) -> Engine:
    a_product(shop_engine)
    return shop_engine


def _receive(engine: Engine, *serials: str, place_id: int | None = None, **more: Any) -> list[int]:
    units = [{"serial": serial, "lot": f"L{at}"} for at, serial in enumerate(serials)]
    with working(engine) as work:
        return receive_units(work, shared={**SHARED, **more}, units=units, place_id=place_id)


def _rows(engine: Engine, table: Any) -> list[Any]:
    with reading(engine) as session:
        return list(session.scalars(select(table).order_by(table.id)))


@pytest.mark.parametrize(
    ("condition", "state"), [("new", AssetState.READY), ("used", AssetState.CLEANING)]
)
def test_units_enter_by_their_condition_and_stand_at_their_place(
    engine: Engine, condition: str, state: AssetState
) -> None:
    with working(engine) as work:
        place_id = enter_place(work, values={"name": "Shelf A", "kind": "shelf"})
    ids = _receive(engine, "SN-1", "SN-2", place_id=place_id, condition=condition)
    units = _rows(engine, Asset)
    assert [one.id for one in units] == ids
    assert {(one.state, one.place_id, one.cost_cents) for one in units} == {
        (state, place_id, 80_000)
    }
    assert [one.lot for one in units] == ["L0", "L1"]
    moves = {(one.move, one.moved_on, one.note) for one in _rows(engine, Movement)}
    assert moves == {(Move.TRANSFERRED, TODAY, "Received")}


def test_all_that_is_wrong_is_told_by_row_and_nothing_is_entered(engine: Engine) -> None:
    a_unit(engine, serial="SN-9")
    with pytest.raises(Refused) as refused:
        _receive(engine, "SN-1", "sn9", "sn 1", " ", product_id=None)
    told = [(one.field, one.code) for one in refused.value.findings]
    assert sorted(told) == [
        ("product_id", "missing_value"),
        ("units/1/serial", "serial_taken"),
        ("units/2/serial", "serial_twice"),
        ("units/3/serial", "missing_value"),
    ]
    assert len(_rows(engine, Asset)) == 1


@pytest.mark.parametrize(("days", "is_refused"), [(-1, False), (0, False), (1, True)])
def test_nothing_came_tomorrow(engine: Engine, days: int, is_refused: bool) -> None:
    day = TODAY + timedelta(days=days)
    if is_refused:
        with pytest.raises(Refused) as refused:
            _receive(engine, "SN-1", acquired_on=day)
        assert [one.field for one in refused.value.findings] == ["acquired_on"]
    else:
        _receive(engine, "SN-1", acquired_on=day)


def test_somebody_has_to_say_what_came(engine: Engine) -> None:
    with pytest.raises(Refused) as refused:
        _receive(engine, condition=None)
    assert [one.field for one in refused.value.findings] == ["condition", "units"]
