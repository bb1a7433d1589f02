"""The declarative base of every table, and the row version of everything that people edit."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from sqlalchemy import MetaData, text
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

CONSTRAINT_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""How every constraint and index is called, so that a migration can name what it changes."""


class Base(DeclarativeBase):
    """The base of every table. Each table declares its own integer primary key ``id``."""

    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)


_WAITING: set[str] = set()
"""Modules of tables that wait until one of theirs is asked for."""


def read_later(package: str, **rooms: tuple[str, ...]) -> Callable[[str], Any]:
    """A package's ``__getattr__`` that reads the room of a table when the table is asked for.

    To map a table takes longer than to read its rows, and a window needs few at its start. What
    asks for the tables by name, or for all of them, asks ``all_tables``.
    """
    homes = {name: f"{package}.{room}" for room, names in rooms.items() for name in names}
    _WAITING.update(homes.values())

    def read(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"{package} has no table {name}")
        return getattr(import_module(homes[name]), name)

    return read


def all_tables() -> MetaData:
    """The tables of all houses that are in use, those that were not asked for yet too."""
    while _WAITING:
        import_module(_WAITING.pop())
    return Base.metadata


class RowVersioned:
    """A record that people edit: its version goes up with every change.

    Two desks that change one record from the same version: the second one's flush raises
    ``sqlalchemy.orm.exc.StaleDataError``, which the unit of work turns into a finding.
    """

    row_version: Mapped[int] = mapped_column(server_default=text("1"))

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.row_version}
