"""The read side of units."""

from dmedesk.assets.queries.stored import UNITS, asset_ids, stored_assets

__all__ = ["UNITS", "asset_ids", "stored_assets"]
