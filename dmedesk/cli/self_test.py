"""``dmedesk self-test``: tries on this computer whatever the program must be able to do."""

import argparse
import os

from dmedesk.cli.window import facts_of, has_display
from dmedesk.cli.words import Commands


def add_to(commands: Commands) -> None:
    """Adds the command."""
    tried = commands.add_parser(
        "self-test",
        help="try everything once on a demo shop of its own, and say what is missing",
        description="Makes a demo shop in a folder that is removed afterwards, and tries on it "
        "what the program must be able to do, without a network. Your own shop is not touched.",
    )
    tried.set_defaults(run=_try)


def _try(_chosen: argparse.Namespace) -> None:
    from dmedesk.bootstrap.self_test import self_test
    from dmedesk.kit.clock import system_clock

    if not has_display():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    today = system_clock().astimezone().date()
    for step in self_test(today=today, show=_show):
        print(f"{step.title}: {step.result} ({step.seconds:.1f} s)", flush=True)
    print("Everything works here.")


def _show(shop: str) -> str:
    from dmedesk.bootstrap.doors import ShopDoors
    from dmedesk.bootstrap.offers import house_offers
    from dmedesk.desk.first_look import first_look

    doors = ShopDoors(shop)
    try:
        return first_look(doors, facts_of(doors), offers=house_offers())
    finally:
        doors.close()
