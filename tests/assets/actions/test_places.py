"""Places are entered, changed, and closed once nothing is there."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.assets.actions.handling import transfer_units
from dmedesk.assets.actions.places import change_place, enter_place
from dmedesk.assets.rules import PlaceKind
from dmedesk.assets.tables import Place
from dmedesk.kit.errors import Refused
from dmedesk.kit.references import RecordRef
from dmedesk.store.unit_of_work import reading
from tests.assets.desk import TODAY, a_product, a_unit, working


def _enter(engine: Engine, name: str, kind: str = "shelf", **more: Any) -> int:
    with working(engine) as work:
        return enter_place(work, values={"name": name, "kind": kind, **more})


def _change(engine: Engine, place_id: int, version: int = 1, **values: Any) -> None:
    with working(engine) as work:
        change_place(work, place_id=place_id, version=version, values=values)


def test_a_place_is_entered_and_changed(shop_engine: Engine) -> None:
    place_id = _enter(shop_engine, " Van 1 ", "van")
    _change(shop_engine, place_id, name="Van 2")
    with reading(shop_engine) as session:
        place = session.get_one(Place, place_id)
    assert (place.name, place.kind, place.row_version) == ("Van 2", PlaceKind.VAN, 2)
    with pytest.raises(Refused) as refused:
        _change(shop_engine, place_id, name="Van 3")
    assert refused.value.findings[0].code == "changed_meanwhile"


def test_two_places_never_have_one_name(shop_engine: Engine) -> None:
    first, second = _enter(shop_engine, "Shelf A"), _enter(shop_engine, "Shelf B")
    with pytest.raises(Refused) as refused:
        _enter(shop_engine, "SHELF a")
    assert [one.opens for one in refused.value.findings] == [RecordRef("place", first)]
    with pytest.raises(Refused):
        _change(shop_engine, second, name="shelf a")
    _change(shop_engine, first, name="SHELF A")


def test_a_place_is_closed_when_it_is_empty(shop_engine: Engine) -> None:
    a_product(shop_engine)
    unit = a_unit(shop_engine)
    first, second = _enter(shop_engine, "Shelf A"), _enter(shop_engine, "Shelf B")
    with working(shop_engine) as work:
        transfer_units(work, asset_ids=[unit], place_id=first, moved_on=TODAY)
    with pytest.raises(Refused) as refused:
        _change(shop_engine, first, closed_on=TODAY)
    assert [one.code for one in refused.value.findings] == ["place_in_use"]
    with working(shop_engine) as work:
        transfer_units(work, asset_ids=[unit], place_id=second, moved_on=TODAY)
    _change(shop_engine, first, closed_on=date(2026, 11, 29))
