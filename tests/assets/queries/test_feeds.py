"""A search finds a unit by every number that it has, and a count by its own."""

from sqlalchemy import Engine

from dmedesk.assets.actions.counting import begin_count
from dmedesk.assets.actions.places import enter_place
from dmedesk.assets.queries.feeds import COUNTS, UNITS
from tests.assets.desk import TODAY, a_product, a_unit, working
from tests.store.searching import entries


def test_a_unit_is_found_by_its_numbers(shop_engine: Engine) -> None:
    a_product(shop_engine, udi_di="00850000000017")
    a_unit(shop_engine, inventory_no="INV-7", lot="L1", udi_di="00850000000024")
    (entry,) = entries(shop_engine, UNITS)
    assert entry.numbers == ("SN0001", "INV-7", "L1", "00850000000017", "00850000000024")


def test_a_unit_is_shown_with_product_code_and_state(shop_engine: Engine) -> None:
    a_product(shop_engine)
    a_unit(shop_engine)
    (entry,) = entries(shop_engine, UNITS)
    assert (entry.title, entry.line) == ("SN-0001", "Hospital bed · E0260 · ready")


def test_a_count_is_found_by_its_number_place_and_day(shop_engine: Engine) -> None:
    a_product(shop_engine)
    a_unit(shop_engine)
    with working(shop_engine) as work:
        place_id = enter_place(work, values={"name": "Shelf A", "kind": "shelf"})
        for place in (None, place_id):
            begin_count(work, place_id=place, begun_on=TODAY)
    first, second = entries(shop_engine, COUNTS)
    assert (first.title, first.line) == ("Count 1", "all the house · begun 2026-11-29 · ana")
    assert second.others == ("Shelf A", "2026-11-29", "ana")
