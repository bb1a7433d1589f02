"""The door through which lists keep their views and come onto paper."""

from collections.abc import Sequence
from typing import Any

from dmedesk.kit.listing import Listing, SavedView
from dmedesk.shop.actions.views import keep_view, remove_view
from dmedesk.shop.queries.views import list_views


class Lists:
    """Views in the shop's database, papers by ``printing``."""

    def views(self, session: Any, *, list_key: str, owner: str) -> Sequence[SavedView]:
        """The views of a list, by name."""
        return list_views(session, list_key=list_key, owner=owner)

    def keep(self, work: Any, *, list_key: str, owner: str, view: SavedView) -> None:
        """Keep a view."""
        keep_view(work, list_key=list_key, owner=owner, view=view)

    def remove(self, work: Any, *, list_key: str, owner: str, name: str) -> None:
        """Forget a view."""
        remove_view(work, list_key=list_key, owner=owner, name=name)

    def paper(self, listing: Listing) -> bytes:
        """The listing as PDF."""
        from dmedesk.printing.listing import draw_listing

        return draw_listing(listing)
