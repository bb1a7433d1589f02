"""A record as the shop has it, by the columns of its file: read without the reader of files."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Values: TypeAlias = Mapping[str, Any]
"""A row's values by the names of the file's columns."""


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A record as the shop has it: its id, and its values as its file would hold them."""

    id: int
    values: dict[str, Any]
