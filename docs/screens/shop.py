"""The shop of the pictures: the demo shop with people, last month posted, and what houses add."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TypeAlias

from dmedesk.bootstrap.commands import post
from dmedesk.bootstrap.demo import make_demo
from dmedesk.bootstrap.doors import ShopDoors
from dmedesk.kit.calendar import first_of_month, months_after
from dmedesk.shop.actions.staff import add_person
from dmedesk.shop.rules.rights import Role

Fill: TypeAlias = Callable[[ShopDoors, date], None]

PIN = "258013"
PEOPLE = (
    ("Ana Silva", Role.OWNER, PIN),
    ("Ben Reed", Role.BILLER, PIN),
    ("Dan Okafor", Role.DRIVER, ""),
    ("Ines Costa", Role.INTAKE, PIN),
    ("Ruth Levy", Role.READER, ""),
)


def build(folder: Path, today: date, fills: Iterable[Fill]) -> Path:
    """The demo shop with people, last month posted, and what ``fills`` add, in the owner's name."""
    shop = folder / "demo.dmedesk"
    make_demo(shop, folder=folder / "files", today=today)
    last = months_after(first_of_month(today), -1)
    post(str(shop), month_on=last, payer_code=None, out=folder / "invoices")
    doors = ShopDoors(str(shop))
    named: ShopDoors = doors
    for name, role, pin in PEOPLE:
        with named.writing("add_person") as work:
            added = add_person(work, name=name, role=role, from_on=last, pin=pin)
        named = doors.named(added) if named is doors else named
    for fill in fills:
        fill(named, today)
    doors.close()
    return shop
