"""Places with their units counted."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from dmedesk.assets.actions.handling import transfer_units
from dmedesk.assets.actions.places import change_place, enter_place
from dmedesk.assets.queries.places import PLACES, place_record
from dmedesk.assets.rules import PlaceKind
from dmedesk.kit.lists import Ask
from dmedesk.store.unit_of_work import reading
from tests.assets.desk import TODAY, a_product, a_unit, working


@pytest.fixture
def engine(shop_engine: Engine) -> Engine:
    """A van with two units, an empty shelf, a shelf that is closed from today."""
    a_product(shop_engine)
    units = [a_unit(shop_engine, serial=f"SN-{at}") for at in range(3)]
    with working(shop_engine) as work:
        for name, kind in (("Van 1", "van"), ("Shelf A", "shelf"), ("Old shelf", "shelf")):
            enter_place(work, values={"name": name, "kind": kind})
        transfer_units(work, asset_ids=units[:2], place_id=1, moved_on=TODAY)
        change_place(work, place_id=3, version=1, values={"closed_on": TODAY})
    return shop_engine


def test_places_are_listed_with_the_units_that_are_there(engine: Engine) -> None:
    with reading(engine) as session:
        rows = PLACES.rows(session, PLACES.ids(session, on=TODAY), on=TODAY)
        counts = PLACES.counts(session, on=TODAY)
    assert [(one.name, one.kind, one.units) for one in rows] == [
        ("Old shelf", PlaceKind.SHELF, 0),
        ("Shelf A", PlaceKind.SHELF, 0),
        ("Van 1", PlaceKind.VAN, 2),
    ]
    assert counts == {"": 3, "open": 2, "vans": 1, "closed": 1}


@pytest.mark.parametrize(("days", "names"), [(-1, []), (0, ["Old shelf"]), (1, ["Old shelf"])])
def test_a_place_is_closed_from_its_day_on(engine: Engine, days: int, names: list[str]) -> None:
    on = TODAY + timedelta(days=days)
    with reading(engine) as session:
        ids = PLACES.ids(session, Ask("closed"), on=on)
        assert [one.name for one in PLACES.rows(session, ids, on=on)] == names


def test_one_place(engine: Engine) -> None:
    with reading(engine) as session:
        record = place_record(session, 3)
        assert place_record(session, 9) is None
    assert record is not None
    assert record.values == {
        "name": "Old shelf",
        "kind": PlaceKind.SHELF,
        "closed_on": date(2026, 11, 29),
    }
