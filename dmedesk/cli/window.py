"""``dmedesk`` without a command: the window on a shop."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dmedesk.kit.errors import WorldError

if TYPE_CHECKING:
    from dmedesk.bootstrap.doors import ShopDoors
    from dmedesk.bootstrap.shops import Shops
    from dmedesk.desk.status import ShopFacts


def show(chosen: argparse.Namespace) -> None:
    """Opens the desk on the shop named, or on the one that the user picks; runs until closed.

    Then the next one, where the user wished for another.
    """
    from dmedesk.kit.collector import pause_collector

    pause_collector()
    from dmedesk.bootstrap.offers import house_offers
    from dmedesk.bootstrap.shops import Shops
    from dmedesk.widgets.plain_import import read_qt

    read_qt()
    from dmedesk.desk.program import choose, run
    from dmedesk.desk.wishes import Wish

    _look_for_a_screen()
    shops = Shops()
    doors = _named(shops, chosen.database) if chosen.database else choose(shops, _last())
    while doors is not None:
        if _came_to_front(doors):
            doors.close()
            return
        try:
            wish: Wish = run(doors, facts_of(doors), offers=house_offers())
        finally:
            doors.close()
        if wish.removing:
            shops.remove(wish.removing)
        doors = choose(shops, wish.address) if wish.choosing or wish.address else None


def _named(shops: "Shops", address: str) -> "ShopDoors | None":
    """The shop that the command names; its place is asked about in a window, as everybody's is."""
    from dmedesk.desk.program import choose
    from dmedesk.kit.settings import user_settings
    from dmedesk.kit.shops import is_answered, remember_shop

    settings = user_settings()
    if shops.doubts(address) and not is_answered(settings, address):
        found: ShopDoors | None = choose(shops, address)
        return found
    doors = shops.open(address)
    remember_shop(settings, address)
    return doors


def _came_to_front(doors: "ShopDoors") -> bool:
    """Whether this person has the shop open here already, and that window answered."""
    from dmedesk.kit.front import ask_to_front, wishes_folder
    from dmedesk.kit.settings import user_settings

    folder = wishes_folder(user_settings().place)
    return bool(doors.held_by) and doors.is_file and ask_to_front(doors.place, folder)


def _last() -> str:
    """The shop that was open last, where the user wants to begin with it."""
    from dmedesk.kit.settings import user_settings
    from dmedesk.kit.shops import REOPEN_LAST, recent_shops

    settings = user_settings()
    return next(iter(recent_shops(settings)), "") if settings.value(REOPEN_LAST) else ""


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
    from dmedesk.bootstrap.doors import has_staff, login, shop_name
    from dmedesk.demo.facts import facts
    from dmedesk.desk.status import ShopFacts
    from dmedesk.kit.clock import system_clock

    today = system_clock().astimezone().date()
    name = shop_name(doors, on=today)
    return ShopFacts(
        name=name or Path(doors.place).stem,
        place=doors.place,
        user=login(),
        is_demo=name == facts()["name"],
        read_only=doors.held_by,
        is_file=doors.is_file,
        has_staff=has_staff(doors, on=today),
    )
