"""The read side of units."""

from dmedesk.assets.queries.feeds import UNITS
from dmedesk.assets.queries.finding import find_units, unit_named
from dmedesk.assets.queries.records import UnitRecord, unit_record
from dmedesk.assets.queries.stored import (
    asset_ids,
    place_ids,
    stored_asset_notes,
    stored_assets,
    stored_checks,
    stored_movements,
    stored_places,
)

__all__ = [
    "UNITS",
    "UnitRecord",
    "asset_ids",
    "find_units",
    "place_ids",
    "stored_asset_notes",
    "stored_assets",
    "stored_checks",
    "stored_movements",
    "stored_places",
    "unit_named",
    "unit_record",
]
