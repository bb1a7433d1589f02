"""Makes a new shop: its file (or the tables in an empty database), its letterhead, its numbers."""

from pathlib import Path

from dmedesk.kit.clock import Clock, system_clock
from dmedesk.shop.actions.company import found_shop
from dmedesk.shop.rules import company_name
from dmedesk.store.engine import Database
from dmedesk.store.files import create_shop_file
from dmedesk.store.unit_of_work import unit_of_work


def new_shop(address: str | Path, *, name: str, actor: str, clock: Clock = system_clock) -> None:
    """Make a shop of this name at an address where there is none yet.

    Raises ``Refused`` for a name that cannot be printed, ``WorldError`` where something is there
    already or nothing can be made there; nothing is left behind then.
    """
    name = company_name(name)

    def found(database: Database) -> None:
        with unit_of_work(database, actor=actor, action="new", clock=clock) as work:
            found_shop(work, name=name, from_on=work.now.astimezone().date())

    create_shop_file(address, fill=found)
