"""The declarative base of every table, and the row version of everything that people edit."""

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
