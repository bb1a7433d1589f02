"""``dmedesk`` without a command: the window on a shop."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dmedesk.cli.words import WRONG_USAGE
from dmedesk.kit.errors import WorldError

if TYPE_CHECKING:
    from dmedesk.bootstrap import ShopDoors
    from dmedesk.desk.status import ShopFacts


def show(chosen: argparse.Namespace) -> None:
    """Opens the desk on the shop named, or on the one that the user picks; runs until closed."""
    from dmedesk.bootstrap import ShopDoors, house_offers
    from dmedesk.desk.program import pick_shop, run

    _look_for_a_screen()
    address = chosen.database or pick_shop()
    if address is None:
        print("dmedesk: no shop was chosen. Name one: dmedesk --database FILE", file=sys.stderr)
        raise SystemExit(WRONG_USAGE)
    doors = ShopDoors(address)
    try:
        run(doors, facts_of(doors), offers=house_offers())
    finally:
        doors.close()


def has_display() -> bool:
    """Whether a window could be seen here."""
    if not sys.platform.startswith("linux"):
        return True
    return any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def _look_for_a_screen() -> None:
    """Qt itself ends the program without a word of use where there is no screen."""
    if not has_display() and not os.environ.get("QT_QPA_PLATFORM"):
        raise WorldError(
            "There is no screen here to open a window on.",
            "Work with commands instead; this lists them: dmedesk --help",
        )


def facts_of(doors: "ShopDoors") -> "ShopFacts":
    """What the desk says of the shop that it works on."""
    from dmedesk.bootstrap import login, shop_name
    from dmedesk.demo.facts import facts
    from dmedesk.desk.status import ShopFacts
    from dmedesk.kit.clock import system_clock

    name = shop_name(doors, on=system_clock().astimezone().date())
    return ShopFacts(
        name=name or Path(doors.place).stem,
        place=doors.place,
        user=login(),
        is_demo=name == facts()["name"],
        read_only=doors.held_by,
    )
