"""Alembic's environment: the connection comes from the program, the tables from every house.

Run by ``dmedesk.store.migrate`` (and, for a new step, by ``db/propose.py``); never on its own.
"""

from importlib import import_module
from typing import Literal

from alembic import context

from dmedesk.store.base import all_tables
from dmedesk.store.columns import Cents, Moment

HOUSES = (
    "store",
    "shop",
    "catalog",
    "members",
    "assets",
    "papers",
    "rentals",
    "deliveries",
    "repairs",
    "recalls",
    "billing",
    "moving",
    "binder",
)

for house in HOUSES:
    import_module(f"dmedesk.{house}.tables")


def render_plainly(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write our own column types into a step as what they are in the database."""
    if kind == "type" and isinstance(item, Cents):
        return "sa.BigInteger()"
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    return False


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Leave out the words of the search index: each database keeps them in its own way."""
    return not (kind == "table" and name is not None and name.startswith("search_words"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=all_tables(),
    render_as_batch=True,
    render_item=render_plainly,
    include_name=is_ours,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
