"""Lists of any length: declared columns and filters, read by pages on the worker."""

from dmedesk.widgets.listing.keys import KEYS, keys_of
from dmedesk.widgets.listing.page import ListPage
from dmedesk.widgets.listing.spec import (
    Chip,
    Fact,
    FilterKind,
    ListColumn,
    ListSource,
    ListSpec,
    RowPanel,
)

__all__ = [
    "KEYS",
    "Chip",
    "Fact",
    "FilterKind",
    "ListColumn",
    "ListPage",
    "ListSource",
    "ListSpec",
    "RowPanel",
    "keys_of",
]
