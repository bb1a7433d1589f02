"""Days reckoned by the database, alike on both."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, and_, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class day_before(FunctionElement[date]):  # noqa: N801 - read as the SQL function that it is
    """The last day of a half-open range, from its ``until_on``; nothing from nothing."""

    type = Date()
    inherit_cache = True


@compiles(day_before)
def _on_server(element: Any, compiler: Any, **options: Any) -> str:
    return f"({compiler.process(element.clauses, **options)} - 1)"


@compiles(day_before, "sqlite")
def _in_file(element: Any, compiler: Any, **options: Any) -> str:
    return f"date({compiler.process(element.clauses, **options)}, '-1 day')"


def runs_on(from_on: Any, until_on: Any, day: date) -> ColumnElement[bool]:
    """Whether a half-open range of days, without an end where that is empty, has a day in it."""
    return and_(from_on <= day, or_(until_on.is_(None), until_on > day))
