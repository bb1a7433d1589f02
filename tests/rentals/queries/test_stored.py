"""An empty shop has no rentals, units in them, or interruptions."""

from sqlalchemy import Engine

from dmedesk.rentals.queries.stored import (
    rental_ids,
    stored_interruptions,
    stored_rental_units,
    stored_rentals,
)
from dmedesk.store.unit_of_work import reading


def test_nothing_stored(shop_engine: Engine) -> None:
    with reading(shop_engine) as session:
        assert stored_rentals(session) == []
        assert stored_rental_units(session) == []
        assert stored_interruptions(session) == []
        assert rental_ids(session) == {}
