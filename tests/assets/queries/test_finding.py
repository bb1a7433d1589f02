"""Units are found by any part of their serial, with dashes or without, or their product."""

import pytest
from sqlalchemy import Engine

from dmedesk.assets.queries.finding import find_places, find_units, place_named, unit_named
from dmedesk.assets.rules import PlaceKind
from dmedesk.assets.tables import Place
from dmedesk.store.unit_of_work import reading
from tests.assets.desk import TODAY, a_product, a_unit, working


@pytest.fixture
def engine(shop_engine: Engine) -> Engine:
    a_product(shop_engine)
    a_product(shop_engine, product_no="WALK", hcpcs="E0143", description="Walker")
    a_unit(shop_engine, serial="SN-00 12")
    a_unit(shop_engine, serial="SN-0013", inventory_no="INV/7")
    a_unit(shop_engine, serial="W-1", product_id=2)
    return shop_engine


@pytest.mark.parametrize(
    ("part", "serials"),
    [
        ("0012", ["SN-00 12"]),
        ("n-0 0", ["SN-00 12", "SN-0013"]),
        ("walker e0143", ["W-1"]),
        ("inv/7", ["SN-0013"]),
        ("", ["SN-00 12", "SN-0013", "W-1"]),
        ("zzz", []),
    ],
)
def test_found(engine: Engine, part: str, serials: list[str]) -> None:
    with reading(engine) as session:
        assert [one.title for one in find_units(session, part)] == serials


def test_one_is_named(engine: Engine) -> None:
    with reading(engine) as session:
        found = unit_named(session, 3)
        assert unit_named(session, 9) is None
    assert found == (3, "W-1", "Walker · in stock and ready")


def test_places_are_found_by_a_part_of_their_name_while_they_are_open(shop_engine: Engine) -> None:
    with working(shop_engine) as work:
        for name, closed_on in (("Shelf B", None), ("Shelf A", None), ("Shelf C", TODAY)):
            work.session.add(Place(name=name, kind=PlaceKind.SHELF, closed_on=closed_on))
    with reading(shop_engine) as session:
        assert [found.title for found in find_places(session, "SHELF")] == ["Shelf A", "Shelf B"]
        assert find_places(session, "van") == []
        named = place_named(session, 3)
        assert named is not None
        assert named.title == "Shelf C"
        assert place_named(session, 9) is None
