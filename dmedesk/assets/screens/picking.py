"""How units, products and places are picked in a form."""

from dmedesk.assets.queries.finding import find_places, find_units, place_named, unit_named
from dmedesk.catalog.queries.finding import find_products, product_named
from dmedesk.store.finding import Found
from dmedesk.widgets.forms.fields import Picked, Picker


def picked(found: Found | None) -> Picked | None:
    """The record as a form's field takes it."""
    return None if found is None else Picked(*found)


def _all(found: list[Found]) -> list[Picked]:
    return [Picked(*one) for one in found]


UNIT_PICKER = Picker(
    "asset",
    "unit",
    lambda session, part: _all(find_units(session, part)),
    lambda session, row_id: picked(unit_named(session, row_id)),
)
PRODUCT_PICKER = Picker(
    "product",
    "product",
    lambda session, part: _all(find_products(session, part)),
    lambda session, row_id: picked(product_named(session, row_id)),
)
PLACE_PICKER = Picker(
    "place",
    "place",
    lambda session, part: _all(find_places(session, part)),
    lambda session, row_id: picked(place_named(session, row_id)),
)

__all__ = ["PLACE_PICKER", "PRODUCT_PICKER", "UNIT_PICKER", "picked"]
