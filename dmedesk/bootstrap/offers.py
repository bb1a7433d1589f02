"""What all houses offer to each other's pages. The houses are read when something is first asked.

So a desk is there before every house is.
"""

from functools import cache

from dmedesk.kit.offers import Offers, SectionsOf, when_asked


def house_offers() -> Offers:
    """The offers of every house, read on whichever thread asks first: the database worker's."""
    return when_asked(_all)


@cache
def _all() -> Offers:
    from dmedesk.assets import offers as assets
    from dmedesk.billing import offers as billing
    from dmedesk.billing.queries.waiting import money_waiting
    from dmedesk.binder import offers as binder
    from dmedesk.bootstrap.board import backup_tiles
    from dmedesk.catalog import offers as catalog
    from dmedesk.deliveries import offers as deliveries
    from dmedesk.members import offers as members
    from dmedesk.papers import offers as papers
    from dmedesk.recalls import offers as recalls
    from dmedesk.rentals import offers as rentals
    from dmedesk.repairs import offers as repairs
    from dmedesk.shop import offers as shop
    from dmedesk.store.attachment_events import attachment_events

    with_tiles = (recalls, assets, billing, members, papers, rentals, repairs)
    sides = (deliveries, repairs, recalls)
    houses = (assets, members, papers, rentals, *sides, billing, shop, binder)
    return Offers(
        related=tuple(house.related for house in houses),
        events=(attachment_events, catalog.events, *(house.events for house in houses)),
        tiles=(
            deliveries.tiles_with(money_waiting),
            *(house.tiles for house in with_tiles),
            backup_tiles,
        ),
        stops=(rentals.stops, billing.stops),
        remarks=tuple(
            house.remarks for house in (recalls, assets, members, papers, billing, rentals, repairs)
        ),
        billed=(rentals.is_billed,),
        placed=(billing.priced_by_place,),
        sections=_binders(),
        follows=(assets.follow,),
    )


def _binders() -> tuple[SectionsOf, ...]:
    """What each house adds to an audit binder."""
    from dmedesk.billing.offers import binder as billing
    from dmedesk.deliveries.offers import binder as deliveries
    from dmedesk.members.offers import binder as members
    from dmedesk.papers.offers import binder as papers
    from dmedesk.recalls.offers import binder as recalls
    from dmedesk.repairs.offers import binder as repairs

    houses = (members, papers, deliveries, billing, repairs, recalls)
    return tuple(house.sections for house in houses)
