"""Alembic's environment: the connection comes from the program, the tables from every house.

Run by ``dmedesk.store.migrate`` (and, for a new step, by ``db/propose.py``); never on its own.
"""

from importlib import import_module

from alembic import context

from dmedesk.store.base import Base

HOUSES = ("store", "shop", "catalog", "members", "assets", "papers", "rentals", "billing")

for house in HOUSES:
    import_module(f"dmedesk.{house}.tables")

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
