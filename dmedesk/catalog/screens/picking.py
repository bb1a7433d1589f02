"""How kits are picked in a form: those that are offered on a day."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from dmedesk.catalog.queries.finding import find_products, product_named
from dmedesk.catalog.queries.kits import find_kits, kit_named
from dmedesk.store.finding import Found
from dmedesk.widgets.forms.fields import Picked, Picker


def picked(found: Found | None) -> Picked | None:
    """The record as a form's field takes it."""
    return None if found is None else Picked(*found)


def kit_picker(on: date) -> Picker:
    """The picker of kits for a slip of this day."""
    return Picker(
        "kit",
        "kit",
        partial(_offered, on),
        lambda session, row_id: picked(kit_named(session, row_id)),
        may_add=False,
    )


def _offered(on: date, session: Any, part: str) -> Sequence[Picked]:
    return [Picked(*one) for one in find_kits(session, part, on=on)]


ITEM_PICKER = Picker(
    "product",
    "product",
    lambda session, part: [Picked(*one) for one in find_products(session, part)],
    lambda session, row_id: picked(product_named(session, row_id)),
)
