"""Days reckoned by the database, alike on both."""

from datetime import date
from typing import Any

from sqlalchemy import Date
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
