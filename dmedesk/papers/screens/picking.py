"""How products and orders are picked in a form, and the fields of what stands on a paper."""

from collections.abc import Mapping
from typing import Any

from dmedesk.catalog.queries.finding import find_products, product_named
from dmedesk.papers.queries.finding import chain_named, find_chains, find_orders, order_named
from dmedesk.papers.queries.worksheets import find_requests, request_named
from dmedesk.papers.rules.law import elements
from dmedesk.store.finding import Found
from dmedesk.widgets.forms.fields import FormField, Kind, Picked, Picker, Section


def _picked(found: Found | None) -> Picked | None:
    return None if found is None else Picked(*found)


PRODUCT_PICKER = Picker(
    "product",
    "product",
    lambda session, part: [Picked(*one) for one in find_products(session, part)],
    lambda session, row_id: _picked(product_named(session, row_id)),
)
ORDER_PICKER = Picker(
    "order",
    "order",
    lambda session, part: [Picked(*one) for one in find_orders(session, part)],
    lambda session, row_id: _picked(order_named(session, row_id)),
    may_add=False,
)
REQUEST_PICKER = Picker(
    "pa_request",
    "request",
    lambda session, part: [Picked(*one) for one in find_requests(session, part)],
    lambda session, row_id: _picked(request_named(session, row_id)),
    may_add=False,
)
CHAIN_PICKER = Picker(
    "chain",
    "chain",
    lambda session, part: [Picked(*one) for one in find_chains(session, part)],
    lambda session, row_id: _picked(chain_named(session, row_id)),
    may_add=False,
)

TICKS = Section(
    "Stands on it",
    tuple(FormField(one.key, one.word, Kind.YES_NO) for one in elements().values() if one.is_tick),
    columns=3,
)
SAID = Section(
    "And says",
    tuple(FormField(one.key, one.word) for one in elements().values() if not one.is_tick),
)


def shown_elements(present: Mapping[str, str]) -> dict[str, Any]:
    """The elements of a paper as the form's fields take them."""
    return {
        key: (key in present) if one.is_tick else present.get(key)
        for key, one in elements().items()
    }
