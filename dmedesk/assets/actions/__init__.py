"""The write side of units."""

from dmedesk.assets.actions.checks import fail_check, pass_check
from dmedesk.assets.actions.moves import move_unit, take_back_move
from dmedesk.assets.actions.taking import take_assets, take_checks, take_movements, take_places

__all__ = [
    "fail_check",
    "move_unit",
    "pass_check",
    "take_assets",
    "take_back_move",
    "take_checks",
    "take_movements",
    "take_places",
]
