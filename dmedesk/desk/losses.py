"""Hands a unit's page what ends its rental with its loss: the page's house knows no rentals."""

from datetime import date
from typing import Any


class RentedLosses:
    """The door of units' pages (``assets.screens.losing.Losses``)."""

    def rental_of(self, session: Any, *, asset_id: int) -> str:
        """The number of the open rental that a unit serves in; empty where it serves in none."""
        from dmedesk.rentals.queries.losses import open_rental_of

        return open_rental_of(session, asset_id=asset_id)

    def lose(self, work: Any, *, asset_id: int, lost_on: date, note: str) -> int:
        """Write the loss down, and end the rental on that day."""
        from dmedesk.rentals.actions.losing import lose_rented_unit

        return lose_rented_unit(work, asset_id=asset_id, lost_on=lost_on, note=note)

    def take_back(
        self, work: Any, *, asset_id: int, turn: int, taken_back_on: date, note: str
    ) -> int:
        """Take back a loss that ended a rental, which goes on then."""
        from dmedesk.rentals.actions.losing import take_back_loss

        return take_back_loss(
            work, asset_id=asset_id, turn=turn, taken_back_on=taken_back_on, note=note
        )
