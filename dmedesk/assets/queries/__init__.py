"""The read side of units."""

from dmedesk.assets.queries.stored import (
    UNITS,
    asset_ids,
    place_ids,
    stored_assets,
    stored_checks,
    stored_movements,
    stored_places,
)

__all__ = [
    "UNITS",
    "asset_ids",
    "place_ids",
    "stored_assets",
    "stored_checks",
    "stored_movements",
    "stored_places",
]
