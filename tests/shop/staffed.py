"""A shop with people, for tests: Ana owns it, Ben bills, Dan drives."""

from datetime import UTC, date, datetime

from sqlalchemy import Engine

from dmedesk.shop.actions.staff import add_person
from dmedesk.shop.rules.rights import Role
from dmedesk.store.unit_of_work import unit_of_work

NOW = datetime(2026, 11, 3, 15, 0, tzinfo=UTC)
TODAY = date(2026, 11, 3)
FIRST = date(2026, 1, 1)
PIN = "258013"


def add(engine: Engine, name: str, role: Role, pin: str = PIN) -> int:
    """Add one person; answers the id."""
    with unit_of_work(engine, actor="kim", action="add_person", clock=lambda: NOW) as work:
        return add_person(work, name=name, role=role, from_on=FIRST, pin=pin)


def staffed(engine: Engine) -> dict[str, int]:
    """Three people with the same PIN, by name."""
    people = {"Ana": Role.OWNER, "Ben": Role.BILLER, "Dan": Role.DRIVER}
    return {name: add(engine, name, role) for name, role in people.items()}
