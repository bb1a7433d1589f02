"""Records found by a part of their name or number, for the pickers of forms."""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import InstrumentedAttribute

from dmedesk.store.lists import folded

MOST_FOUND = 20
"""What a list under a field shows."""


class Found(NamedTuple):
    """One record: what stands in the field, and what tells it from others."""

    id: int
    title: str
    about: str


def having(columns: tuple[InstrumentedAttribute[Any], ...], part: str) -> list[ColumnElement[bool]]:
    """Clauses that every word of ``part`` stands somewhere in the columns, in any case."""
    return [
        or_(*(folded(column).contains(word.lower(), autoescape=True) for column in columns))
        for word in part.replace(",", " ").split()
    ]
