"""The closed repairs that nobody has charged yet, on today's board."""

from collections.abc import Iterator
from typing import Any

from dmedesk.billing.queries.repair_charges import repairs_uncharged
from dmedesk.kit.offers import ListLink, State, Tile

UNCHARGED = "reports.uncharged_repairs"
"""The list that the tile opens."""

_RANK = 30


def uncharged_tiles(session: Any) -> Iterator[Tile]:
    """Closed repairs with parts, labor or a substitute that no charge was entered for."""
    found = repairs_uncharged(session)
    if found:
        yield Tile(
            key="repairs_uncharged",
            title="Repairs to charge",
            count=len(found),
            state=State.WAITING,
            opens=ListLink(UNCHARGED),
            about="Closed, and not charged yet",
            cents=sum(one.cents for one in found),
            rank=_RANK,
        )
