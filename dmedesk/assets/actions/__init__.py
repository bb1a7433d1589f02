"""The write side of units."""

from dmedesk.assets.actions.checks import fail_check, pass_check
from dmedesk.assets.actions.moves import move_unit, take_back_move
from dmedesk.assets.actions.taking import (
    take_asset_notes,
    take_assets,
    take_checks,
    take_movements,
    take_places,
)
from dmedesk.assets.actions.units import change_unit, receive_unit, write_unit_note

__all__ = [
    "change_unit",
    "fail_check",
    "move_unit",
    "pass_check",
    "receive_unit",
    "take_asset_notes",
    "take_assets",
    "take_back_move",
    "take_checks",
    "take_movements",
    "take_places",
    "write_unit_note",
]
