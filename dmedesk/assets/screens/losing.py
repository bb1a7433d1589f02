"""What a unit's page asks of a house above where a unit is lost that is out on rent."""

from datetime import date
from typing import Any, Protocol

from dmedesk.widgets.forms.fields import FormField, Kind

ENDS, GOES_ON = "ends", "goes_on"

ITS_RENTAL = FormField(
    "rental",
    "Its rental",
    Kind.CHOICE,
    required=True,
    options=((ENDS, "ends on that day"), (GOES_ON, "goes on for now")),
)
"""Asked, and never answered beforehand: what is billed follows from it."""


class Losses(Protocol):
    """Ends a rental with the loss of its unit; the first argument is what the door opens."""

    def rental_of(self, session: Any, *, asset_id: int) -> str:
        """The number of the open rental that a unit serves in; empty where it serves in none."""
        ...

    def lose(self, work: Any, *, asset_id: int, lost_on: date, note: str) -> int:
        """Write the loss down, and end the rental on that day."""
        ...

    def take_back(
        self, work: Any, *, asset_id: int, turn: int, taken_back_on: date, note: str
    ) -> int:
        """Take back a loss that ended a rental, which goes on then."""
        ...
