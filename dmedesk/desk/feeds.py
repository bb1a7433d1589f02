"""Every kind of record that the search finds, in the order of its sections.

The houses are read when something is first searched for, by the database worker.
"""

from functools import cache

from dmedesk.store.search import Feed


@cache
def feeds() -> tuple[Feed, ...]:
    """The feeds of all houses."""
    from dmedesk.assets.queries.feeds import UNITS
    from dmedesk.billing.queries.feeds import INVOICES
    from dmedesk.catalog.queries.feeds import CODES, PRODUCTS
    from dmedesk.members.queries.feeds import MEMBERS, PAYERS, PRACTITIONERS
    from dmedesk.papers.queries.feeds import AUTHORIZATIONS
    from dmedesk.rentals.queries.feeds import RENTALS

    return (
        *(MEMBERS, UNITS, RENTALS, INVOICES, PRACTITIONERS, CODES),
        *(PRODUCTS, PAYERS, AUTHORIZATIONS),
    )
