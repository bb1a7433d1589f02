"""Every kind of record that the search finds, in the order of its sections.

The houses are read when something is first searched for, by the database worker.
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dmedesk.store.search import Feed, Hit, Section


@cache
def feeds() -> "tuple[Feed, ...]":
    """The feeds of all houses."""
    from dmedesk.assets.queries.feeds import COUNTS, UNITS
    from dmedesk.billing.queries.feeds import CHARGES, INVOICES, PAYMENTS
    from dmedesk.catalog.queries.feeds import CODES, KITS, PRODUCTS
    from dmedesk.deliveries.queries.feeds import SLIPS
    from dmedesk.members.queries.feeds import MEMBERS, PAYERS, PRACTITIONERS
    from dmedesk.papers.queries.feeds import AUTHORIZATIONS, ORDERS, REQUESTS, TRIALS
    from dmedesk.recalls.queries.feeds import RECALLS
    from dmedesk.rentals.queries.feeds import RENTALS
    from dmedesk.repairs.queries.feeds import REPAIRS

    return (
        *(MEMBERS, UNITS, RENTALS, SLIPS, REPAIRS, INVOICES, CHARGES, PRACTITIONERS, CODES),
        *(PRODUCTS, KITS, PAYERS, AUTHORIZATIONS, ORDERS, REQUESTS, COUNTS, RECALLS, PAYMENTS),
        TRIALS,
    )


def found_by(session: Any, text: str) -> "list[Section]":
    """The records of every house that a text finds, in sections."""
    from dmedesk.store.search import find

    return find(session, feeds(), text)


def found_whole(session: Any, asked: Sequence[str]) -> "list[Hit]":
    """The records that bear all of these numbers as a whole."""
    from dmedesk.store.search import find_whole

    return find_whole(session, feeds(), asked)


def titles_of(session: Any, records: Sequence[tuple[str, int]]) -> "list[Hit]":
    """What these records are called, by their kinds and ids."""
    from dmedesk.store.search import entries_of

    return entries_of(session, feeds(), records)
