"""The write side of units."""

from dmedesk.assets.actions.taking import take_assets

__all__ = ["take_assets"]
