"""Column types that keep money whole, moments in UTC and choices within their list."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Connection, DateTime, Dialect, Enum, Index, Table, event, text
from sqlalchemy.types import TypeDecorator, TypeEngine

FOLLOWS = {"follows": True}
"""``info`` of a column that follows from other rows: it is worked out again, and rests on none."""

SECRET = {"secret": True}
"""The ``info`` of a column whose values stay out of the trail: it tells only that they changed."""

CHOICE_LENGTH = 40
"""Room for every choice's text; one width for all, so that a new choice needs no new column."""


class Cents(TypeDecorator[int]):
    """Money as a whole number of cents. Anything but an ``int`` is refused with a TypeError."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, _dialect: Dialect) -> int | None:
        """Let an int of cents (or nothing) through; refuse floats, Decimals, texts and bools."""
        if value is None or type(value) is int:
            return value
        raise TypeError(f"money is stored as an int of cents, not as {value!r}")


class Moment(TypeDecorator[datetime]):
    """A moment: an aware datetime goes in (any zone), an aware datetime in UTC comes out.

    PostgreSQL keeps it with its zone; SQLite has no zones and keeps the UTC reading.
    A datetime without a zone is refused with a TypeError.
    """

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The zoned type where the database has one."""
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn the moment to UTC for storing."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError(f"a moment needs its time zone: {value!r}")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give the stored moment back in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def choice(options: type[StrEnum], name: str) -> Enum:
    """The column type of one choice out of ``options``, stored as its lower-case text.

    ``name`` names the CHECK constraint (``ck_<table>_<name>``). A choice whose text is not
    lower-case, or too long for the column, is refused with a ValueError.
    """
    for option in options:
        if option.value != option.value.lower() or len(option.value) > CHOICE_LENGTH:
            raise ValueError(f"{option!r} is not a short lower-case text")
    return Enum(
        options,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=CHOICE_LENGTH,
        values_callable=lambda members: [member.value for member in members],
    )


def unique_while(name: str, *columns: str, condition: str) -> Index:
    """A unique index over the rows for which ``condition`` holds, the same in both databases.

    PostgreSQL hears of the condition when the tables are made (``_tell_postgresql``): to declare
    it here would read its whole dialect at every start of the program.
    """
    return Index(name, *columns, unique=True, sqlite_where=text(condition))


@event.listens_for(Table, "before_create")
def _tell_postgresql(table: Table, connection: Connection, **_said: object) -> None:
    if connection.dialect.name == "postgresql":
        for index in table.indexes:
            condition = index.dialect_options["sqlite"]["where"]
            index.dialect_options["postgresql"]["where"] = condition
