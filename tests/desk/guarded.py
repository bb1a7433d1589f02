"""A shop with people behind its own doors, for tests of the sign-in and the lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from dmedesk.bootstrap.commands import found
from dmedesk.bootstrap.doors import ShopDoors
from dmedesk.shop.actions.staff import add_person
from dmedesk.shop.rules.rights import Role

PIN = "258013"


def people(doors: ShopDoors, *, with_new: bool = False) -> dict[str, int]:
    """Ana owns the shop, Ben bills; Eve, if wanted, has no PIN yet."""
    wanted = [("Ana", Role.OWNER, PIN), ("Ben", Role.BILLER, PIN)]
    wanted += [("Eve", Role.READER, "")] if with_new else []
    ids: dict[str, int] = {}
    asked = doors
    for name, role, pin in wanted:
        with asked.writing("add_person") as work:
            first = date(2026, 1, 1)
            ids[name] = add_person(work, name=name, role=role, from_on=first, pin=pin)
        asked = doors.named(ids["Ana"])
    return ids


@contextmanager
def guarded(folder: Path) -> Iterator[ShopDoors]:
    """A founded shop in a file, its doors open."""
    address = str(folder / "guarded.dmedesk")
    found(address, name="Example Medical")
    doors = ShopDoors(address)
    yield doors
    doors.close()
